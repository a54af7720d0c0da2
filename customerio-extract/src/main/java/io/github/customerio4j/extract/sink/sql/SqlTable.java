package io.github.customerio4j.extract.sink.sql;

/**
 * The name of a table.
 *
 * @param schema its schema; empty for a temporary table
 * @param name its name in the schema
 * @param isTemporary whether it exists only for the connection
 */
record SqlTable(String schema, String name, boolean isTemporary) {

  static SqlTable of(String schema, String name) {
    return new SqlTable(schema, name, false);
  }

  static SqlTable temporary(String name) {
    return new SqlTable("", name, true);
  }

  /** The quoted name in SQL. */
  String quoted() {
    return isTemporary ? Dialect.quoted(name) : Dialect.quoted(schema) + "." + Dialect.quoted(name);
  }

  /** Another table in the same schema. */
  SqlTable named(String other) {
    return new SqlTable(schema, other, isTemporary);
  }
}
