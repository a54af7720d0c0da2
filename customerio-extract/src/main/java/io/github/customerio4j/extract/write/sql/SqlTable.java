package io.github.customerio4j.extract.write.sql;

import java.nio.charset.StandardCharsets;

/**
 * A table's place.
 *
 * @param schema its schema
 * @param name its name
 * @param isTemporary whether it is the connection's own, and in no schema
 */
record SqlTable(String schema, String name, boolean isTemporary) {

  static SqlTable of(String schema, String name) {
    return new SqlTable(schema, name, false);
  }

  static SqlTable temporary(String name) {
    return new SqlTable("", name, true);
  }

  /** As SQL has it. */
  String quoted() {
    return isTemporary ? Dialect.quoted(name) : Dialect.quoted(schema) + "." + Dialect.quoted(name);
  }

  /** Another table of the same schema. */
  SqlTable named(String other) {
    return new SqlTable(schema, other, isTemporary);
  }

  /**
   * A name that is no longer than the database allows, which would cut it: a long one ends with
   * what tells it from others that begin alike.
   */
  static String fitting(String name, int limit) {
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
