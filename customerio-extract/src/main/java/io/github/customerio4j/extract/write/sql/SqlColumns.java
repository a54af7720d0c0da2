package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.Column;
import io.github.customerio4j.extract.write.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of a table's columns: the keys' own spelling, dots become underscores; the plain name
 * where that is too long or taken.
 *
 * @param names one for each column
 * @param key those of the primary key
 */
record SqlColumns(List<String> names, List<String> key) {
  /** Tells rows that are no more. */
  static final String DELETED = "_deleted";

  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  /** Ours, and those of columns that the databases give to every table. */
  private static final Set<String> RESERVED =
      Set.of(DELETED, "rowid", "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  static SqlColumns of(TableSchema schema) {
    Set<String> taken = new HashSet<>(RESERVED);
    List<String> plain = new ArrayList<>();
    for (Column column : schema.columns()) {
      // Plain names are unique but for reserved ones; no other may take one.
      String name = plain(column);
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name += "_";
      }
      plain.add(name);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      String spelt = schema.columns().get(i).originalKey().replace('.', '_');
      boolean isUsable =
          !spelt.isBlank()
              && spelt.indexOf('\0') < 0
              && spelt.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
      boolean isOwn = spelt.equalsIgnoreCase(plain.get(i));
      names.add(
          isUsable && (isOwn || taken.add(spelt.toLowerCase(Locale.ROOT))) ? spelt : plain.get(i));
    }
    List<String> key =
        schema.primaryKey().stream().map(name -> names.get(indexOf(schema, name))).toList();
    return new SqlColumns(List.copyOf(names), key);
  }

  /** The plain name; one that is too long ends with what tells it from others as long. */
  private static String plain(Column column) {
    return SqlTable.fitting(column.name(), LONGEST);
  }

  private static int indexOf(TableSchema schema, String name) {
    for (int i = 0; i < schema.columns().size(); i++) {
      if (schema.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("Cannot find key column " + name);
  }
}
