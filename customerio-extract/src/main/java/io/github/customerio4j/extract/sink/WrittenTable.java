package io.github.customerio4j.extract.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table at its destination.
 *
 * @param name the table's name
 * @param location its place, for people: a file's path, a table's qualified name
 * @param bytes its size in bytes, or 0 if the destination does not report it
 * @param schemaChanges the changes of an existing table's columns; empty for a new or replaced
 *     table
 * @param rowChanges what the run changed in the table's rows; empty if the destination does not
 *     compare rows
 * @param warnings what the user has to know or to do about it; empty if there is nothing
 */
public record WrittenTable(
    String name,
    String location,
    long bytes,
    List<SchemaChange> schemaChanges,
    Optional<RowChanges> rowChanges,
    List<String> warnings) {

  /** Copies the changes. */
  public WrittenTable {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(schemaChanges, "schemaChanges");
    Objects.requireNonNull(rowChanges, "rowChanges");
    Objects.requireNonNull(warnings, "warnings");
    schemaChanges = List.copyOf(schemaChanges);
    warnings = List.copyOf(warnings);
  }

  /** A table whose rows were not compared. */
  public WrittenTable(String name, String location, long bytes, List<SchemaChange> schemaChanges) {
    this(name, location, bytes, schemaChanges, Optional.empty(), List.of());
  }

  /** The same table with one more warning. */
  public WrittenTable withWarning(String warning) {
    Objects.requireNonNull(warning, "warning");
    List<String> all = new ArrayList<>(warnings);
    all.add(warning);
    return new WrittenTable(name, location, bytes, schemaChanges, rowChanges, all);
  }

  /** A table without changes of its columns, at a destination that does not compare rows. */
  public WrittenTable(String name, String location, long bytes) {
    this(name, location, bytes, List.of());
  }

  /**
   * The effect of a run on the rows of a table.
   *
   * @param added rows whose key was not there
   * @param changed rows that had another value in some column
   * @param deleted rows that are gone, or that got the mark of a deleted row
   * @param unchanged rows that the run read again and that were the same; they are not written
   */
  public record RowChanges(long added, long changed, long deleted, long unchanged) {}
}
