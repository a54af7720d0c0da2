package io.github.customerio4j.extract.sink;

import java.util.Objects;

/**
 * A change that a run made to a table's column at the destination.
 *
 * @param column the column's name there
 * @param change the change, for people: {@code added as bigint}, {@code widened from bigint to
 *     text}
 */
public record SchemaChange(String column, String change) {
  /** Refuses what is missing. */
  public SchemaChange {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(change, "change");
  }

  /** {@code plan: added as bigint}. */
  @Override
  public String toString() {
    return column + ": " + change;
  }
}
