package io.github.customerio4j.extract.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names of a table's columns at a destination that allows any character. A name is the original
 * key with dots replaced by underscores, or the column's plain name if that is too long or taken.
 *
 * @param names one name per column
 * @param key the names of the primary key's columns
 * @param rowKey the names of the columns that distinguish rows
 */
public record ColumnNames(List<String> names, List<String> key, List<String> rowKey) {
  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  private static final Pattern SUFFIX = Pattern.compile("_([2-9]|[1-9][0-9]{1,8})");

  /** Orders plain names of columns with the same spelling: the first one has no number. */
  private static final Comparator<String> NAMED_BEFORE =
      Comparator.comparingInt(String::length).thenComparing(String.CASE_INSENSITIVE_ORDER);

  /** Keeps the lists as they are now. */
  public ColumnNames {
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(rowKey, "rowKey");
    names = List.copyOf(names);
    key = List.copyOf(key);
    rowKey = List.copyOf(rowKey);
  }

  /**
   * The names at a destination that ignores case.
   *
   * @param reserved names in lower case that no column can have there
   */
  public static ColumnNames of(TableSchema schema, Set<String> reserved) {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(reserved, "reserved");
    Set<String> taken = new HashSet<>(reserved);
    List<String> plain = new ArrayList<>();
    for (Column column : schema.columns()) {
      // Plain names are unique, but one of them may be reserved.
      String name = plain(column);
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name += "_";
      }
      plain.add(name);
    }
    // A column that is left out keeps its name, or its values would be overwritten by others.
    schema.leftOut().forEach(column -> taken.add(plain(column).toLowerCase(Locale.ROOT)));
    List<String> names = new ArrayList<>(plain);
    for (int i : firstNamedFirst(schema.columns())) {
      String spelled = schema.columns().get(i).originalKey().replace('.', '_');
      boolean isUsable =
          !spelled.isBlank()
              && spelled.indexOf('\0') < 0
              && spelled.getBytes(StandardCharsets.UTF_8).length <= LONGEST
              && !isOfColumnLeftOut(schema, schema.columns().get(i), spelled);
      boolean isOwn = spelled.equalsIgnoreCase(plain.get(i));
      if (isUsable && (isOwn || taken.add(spelled.toLowerCase(Locale.ROOT)))) {
        names.set(i, spelled);
      }
    }
    return new ColumnNames(
        names, named(schema, names, schema.primaryKey()), named(schema, names, schema.rowKey()));
  }

  private static List<String> named(TableSchema schema, List<String> names, List<String> key) {
    return key.stream().map(name -> names.get(indexOf(schema, name))).toList();
  }

  /** The indexes of columns, so that of two with the same spelling the same one always wins. */
  private static List<Integer> firstNamedFirst(List<Column> columns) {
    return IntStream.range(0, columns.size())
        .boxed()
        .sorted(Comparator.comparing(i -> columns.get(i).name(), NAMED_BEFORE))
        .toList();
  }

  /** Whether a column that is left out has the spelling already. */
  private static boolean isOfColumnLeftOut(TableSchema schema, Column column, String spelled) {
    return schema.leftOut().stream()
        .anyMatch(
            other ->
                other.originalKey().replace('.', '_').equalsIgnoreCase(spelled)
                    && NAMED_BEFORE.compare(other.name(), column.name()) < 0);
  }

  /** The plain name, shortened if it is too long. */
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
   * The key under which a record's own field stands beside a field of ours: {@code _run_id} becomes
   * {@code _run_id_2}, and {@code _run_id_2} becomes {@code _run_id_3}, so that different keys stay
   * different. Other keys stay as they are.
   *
   * @param key the record's key
   * @param ours the name of our field
   */
  public static String beside(String ours, String key) {
    Objects.requireNonNull(ours, "ours");
    Objects.requireNonNull(key, "key");
    if (!key.startsWith(ours)) {
      return key;
    }
    String number = key.substring(ours.length());
    if (number.isEmpty()) {
      return ours + "_2";
    }
    return SUFFIX.matcher(number).matches()
        ? ours + "_" + (Integer.parseInt(number.substring(1)) + 1)
        : key;
  }

  /**
   * A name that fits the limit. A longer name is cut and ends with a hash of the whole name, so
   * that long names with the same beginning stay different.
   *
   * @param limit the most bytes of the name in UTF-8
   */
  public static String fitting(String name, int limit) {
    Objects.requireNonNull(name, "name");
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
