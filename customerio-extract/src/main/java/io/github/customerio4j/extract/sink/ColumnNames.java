package io.github.customerio4j.extract.sink;

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
public record ColumnNames(List<String> names, List<String> key) {
  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  /** Keeps the lists as they are now. */
  public ColumnNames {
    names = List.copyOf(names);
    key = List.copyOf(key);
  }

  /**
   * The names at a destination that tells no case.
   *
   * @param reserved names, in lower case, that no column can have there
   */
  public static ColumnNames of(TableSchema schema, Set<String> reserved) {
    Set<String> taken = new HashSet<>(reserved);
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
    return new ColumnNames(names, key);
  }

  /** The plain name; one that is too long ends with what tells it from others as long. */
  private static String plain(Column column) {
    return fitting(column.name(), LONGEST);
  }

  private static int indexOf(TableSchema schema, String name) {
    for (int i = 0; i < schema.columns().size(); i++) {
      if (schema.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("Cannot find key column " + name);
  }

  /**
   * A name that is no longer than the database allows, which would cut it: a long one ends with
   * what tells it from others that begin alike.
   */
  public static String fitting(String name, int limit) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= limit) {
      return name;
    }
    String tail = "_%08x".formatted(name.hashCode());
    int end = name.length();
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > limit - tail.length()
        || Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + tail;
  }
}
