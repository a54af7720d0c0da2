package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.engine.row.FieldNames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives names that every destination accepts: ASCII letters, digits, {@code -} and {@code _}, with
 * neither {@code -} nor {@code _} at an end, at most 64 characters, unique regardless of case. A
 * name that is taken gets {@code _2}, {@code _3} and so on, in the order of the calls.
 */
public final class ColumnNamer {
  private static final int MAX_LENGTH = FieldNames.MAX_LENGTH;

  private final Set<String> taken = new HashSet<>();

  /** Says that a name is in use; false if it was already. */
  public boolean reserve(String name) {
    return taken.add(name.toLowerCase(Locale.ROOT));
  }

  /** A name for that text that was not given before. */
  public String uniqueName(String text) {
    String base = plainName(text);
    String name = base;
    for (int n = 2; !reserve(name); n++) {
      String suffix = "_" + n;
      name = FieldNames.stripEnd(FieldNames.cut(base, MAX_LENGTH - suffix.length())) + suffix;
    }
    return name;
  }

  /** A table's name for that text: as for columns, but {@code _} at an end is kept. */
  public String uniqueTableName(String text) {
    String base = FieldNames.cut(FieldNames.replaced(text), MAX_LENGTH);
    String name = base;
    for (int n = 2; !reserve(name); n++) {
      String suffix = "_" + n;
      name = FieldNames.cut(base, MAX_LENGTH - suffix.length()) + suffix;
    }
    return name;
  }

  /** The name that the text would have if nothing else had it. */
  public static String plainName(String text) {
    return FieldNames.plain(text);
  }
}
