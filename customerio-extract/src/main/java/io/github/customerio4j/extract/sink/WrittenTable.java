package io.github.customerio4j.extract.sink;

import java.util.List;

/**
 * A table at its destination.
 *
 * @param name the table's name
 * @param location where it is, for people: a file's path, a table's qualified name
 * @param bytes its size in bytes, or 0 where the destination cannot tell
 * @param schemaChanges what became of columns that were there before, or that were added to those;
 *     empty for a table that was made anew
 */
public record WrittenTable(
    String name, String location, long bytes, List<SchemaChange> schemaChanges) {

  /** Keeps the changes as they are now. */
  public WrittenTable {
    schemaChanges = List.copyOf(schemaChanges);
  }

  /** A table whose columns were not changed. */
  public WrittenTable(String name, String location, long bytes) {
    this(name, location, bytes, List.of());
  }
}
