package io.github.customerio4j.extract.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a column's values in a record: the keys from the record's root down.
 *
 * @param keys the keys, outermost first; a single one for a field of the record itself
 */
public record ColumnPath(List<String> keys) {

  /** Copies the keys. */
  public ColumnPath {
    keys = List.copyOf(keys);
  }

  /** The path with the given keys, outermost first. */
  public static ColumnPath of(String... keys) {
    return new ColumnPath(List.of(keys));
  }

  /** Parses an RFC 6901 JSON Pointer, as {@link #pointer} writes it. */
  public static ColumnPath parse(String pointer) {
    List<String> keys = new ArrayList<>();
    for (String token : pointer.substring(1).split("/", -1)) {
      keys.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new ColumnPath(keys);
  }

  /** The path as an RFC 6901 JSON Pointer; different paths have different pointers. */
  public String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (String key : keys) {
      pointer.append('/').append(key.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** The keys joined by dots, for people. */
  public String dotted() {
    return String.join(".", keys);
  }
}
