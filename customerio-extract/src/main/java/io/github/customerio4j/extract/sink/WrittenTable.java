package io.github.customerio4j.extract.sink;

import java.util.List;

/**
 * A table at its destination.
 *
 * @param name the table's name
 * @param location its place, for people: a file's path, a table's qualified name
 * @param bytes its size in bytes, or 0 if the destination does not report it
 * @param schemaChanges the changes of an existing table's columns; empty for a new or replaced
 *     table
 */
public record WrittenTable(
    String name, String location, long bytes, List<SchemaChange> schemaChanges) {

  /** Copies the changes. */
  public WrittenTable {
    schemaChanges = List.copyOf(schemaChanges);
  }

  /** A table without changes of its columns. */
  public WrittenTable(String name, String location, long bytes) {
    this(name, location, bytes, List.of());
  }
}
