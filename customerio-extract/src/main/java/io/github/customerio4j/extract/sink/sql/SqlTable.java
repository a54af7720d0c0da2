package io.github.customerio4j.extract.sink.sql;

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
}
