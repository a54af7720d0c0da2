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
  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  static SqlColumns of(TableSchema schema) {
    Set<String> taken = new HashSet<>();
    for (Column column : schema.columns()) {
      // Plain names are unique; no other may take one.
      taken.add(plain(column).toLowerCase(Locale.ROOT));
    }
    List<String> names = new ArrayList<>();
    for (Column column : schema.columns()) {
      String spelt = column.originalKey().replace('.', '_');
      boolean isUsable =
          !spelt.isBlank()
              && spelt.indexOf('\0') < 0
              && spelt.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
      boolean isOwn = spelt.equalsIgnoreCase(plain(column));
      names.add(
          isUsable && (isOwn || taken.add(spelt.toLowerCase(Locale.ROOT))) ? spelt : plain(column));
    }
    List<String> key =
        schema.primaryKey().stream().map(name -> names.get(indexOf(schema, name))).toList();
    return new SqlColumns(List.copyOf(names), key);
  }

  /** The plain name; one that is too long ends with what tells it from others as long. */
  private static String plain(Column column) {
    String name = column.name();
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - 9) + "_" + "%08x".formatted(name.hashCode());
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
