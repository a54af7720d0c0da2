package io.github.customerio4j.cli.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of the workspace, where {@code {workspace}} stands in a value. */
final class WorkspaceName {
  static final String PLACEHOLDER = "{workspace}";

  /** What looks like a placeholder. */
  private static final Pattern BRACES = Pattern.compile("\\{([A-Za-z][A-Za-z_-]*)\\}");

  private WorkspaceName() {}

  /** The value with the name in its texts. */
  static Object in(Object value, String name) {
    if (value instanceof String text) {
      return text.replace(PLACEHOLDER, name);
    }
    if (value instanceof Path path) {
      return path.getFileSystem().getPath(path.toString().replace(PLACEHOLDER, name));
    }
    if (value instanceof List<?> list) {
      List<Object> named = new ArrayList<>();
      list.forEach(one -> named.add(in(one, name)));
      return named;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> named = new LinkedHashMap<>();
      map.forEach((key, one) -> named.put(key, in(one, name)));
      return named;
    }
    return value;
  }

  /**
   * Refuses another placeholder.
   *
   * @throws IllegalArgumentException if there is one
   */
  static void check(String key, Object value, String place) {
    if (value instanceof List<?> list) {
      list.forEach(one -> check(key, String.valueOf(one), place));
      return;
    }
    if (!(value instanceof String) && !(value instanceof Path)) {
      return;
    }
    Matcher braces = BRACES.matcher(value.toString());
    while (braces.find()) {
      if (!braces.group().equals(PLACEHOLDER)) {
        throw new IllegalArgumentException(
            "Cannot use "
                + key
                + " in "
                + place
                + ": nothing takes the place of "
                + braces.group()
                + ". Write "
                + PLACEHOLDER
                + " for the workspace's name.");
      }
    }
  }
}
