package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.sink.ColumnNames;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names that a field has at one destination or another, as far as its path alone tells. */
public final class FieldNames {
  /** The most characters of a plain name. */
  public static final int MAX_LENGTH = 64;

  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  private FieldNames() {}

  /** The name of files, the name of databases, that of JSON lines, and the path with dots. */
  public static Set<String> of(ColumnPath path) {
    String plain = plain(String.join("_", path.keys()));
    String dotted = path.dotted();
    Set<String> names = new LinkedHashSet<>();
    names.add(plain);
    names.add(ColumnNames.fitting(plain, LONGEST));
    names.add(dotted);
    names.add(dotted.replace('.', '_'));
    return names;
  }

  /** The name in ASCII that the text would have if nothing else had it. */
  public static String plain(String text) {
    String name = replaced(text);
    int start = 0;
    while (start < name.length() && isEdge(name.charAt(start))) {
      start++;
    }
    String stripped = stripEnd(cut(name.substring(start), MAX_LENGTH));
    return stripped.isEmpty() ? "column" : stripped;
  }

  /** The text with {@code _} for everything but ASCII letters, digits, {@code -} and {@code _}. */
  public static String replaced(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints().forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
    return name.toString();
  }

  /** The start of the name. */
  public static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  /** The name without {@code -} and {@code _} at its end. */
  public static String stripEnd(String name) {
    int end = name.length();
    while (end > 0 && isEdge(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
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
}
