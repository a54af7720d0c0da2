package io.github.customerio4j.extract.engine.commit;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives names that every destination accepts: ASCII letters, digits, {@code -} and {@code _}, with
 * neither {@code -} nor {@code _} at an end, at most 64 characters, unique regardless of case. A
 * name that is taken gets {@code _2}, {@code _3} and so on, in the order of the calls.
 */
public final class ColumnNamer {
  private static final int MAX_LENGTH = 64;

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
      name = stripEnd(cut(base, MAX_LENGTH - suffix.length())) + suffix;
    }
    return name;
  }

  /** A table's name for that text: as for columns, but {@code _} at an end is kept. */
  public String uniqueTableName(String text) {
    String base = cut(replaced(text), MAX_LENGTH);
    String name = base;
    for (int n = 2; !reserve(name); n++) {
      String suffix = "_" + n;
      name = cut(base, MAX_LENGTH - suffix.length()) + suffix;
    }
    return name;
  }

  /** The name that the text would have if nothing else had it. */
  public static String plainName(String text) {
    String name = replaced(text);
    int start = 0;
    while (start < name.length() && isEdge(name.charAt(start))) {
      start++;
    }
    String stripped = stripEnd(cut(name.substring(start), MAX_LENGTH));
    return stripped.isEmpty() ? "column" : stripped;
  }

  private static String replaced(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints().forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
    return name.toString();
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static boolean isEdge(char c) {
    return c == '-' || c == '_';
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  private static String stripEnd(String name) {
    int end = name.length();
    while (end > 0 && isEdge(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }
}
