package io.github.customerio4j.extract.catalog;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A name, or names with {@code *} for any characters. A name without {@code *} must be the same
 * letter by letter; one with it ignores case.
 *
 * @param text the name as it was written
 * @param isGlob whether it holds {@code *}
 * @param regex what it matches
 */
public record NamePattern(String text, boolean isGlob, Pattern regex) {

  /** The pattern of that text. */
  public static NamePattern of(String text) {
    boolean isGlob = text.indexOf('*') >= 0;
    String regex = isGlob ? "\\Q" + text.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E" : "";
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return new NamePattern(text, isGlob, Pattern.compile(regex, flags));
  }

  /** Whether it is that name. */
  public boolean matches(String name) {
    return isGlob ? regex.matcher(name).matches() : text.equals(name);
  }

  /** Whether it is one of those names. */
  public boolean matchesAny(Collection<String> names) {
    for (String name : names) {
      if (matches(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether both have the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && pattern.text.equals(text);
  }

  /** The hash of the text. */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
