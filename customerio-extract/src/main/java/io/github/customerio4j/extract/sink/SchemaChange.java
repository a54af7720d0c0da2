package io.github.customerio4j.extract.sink;

/**
 * What a run changed about a table's columns at the destination.
 *
 * @param column the column's name there
 * @param change what became of it, for people: {@code added as bigint}, {@code widened from bigint
 *     to text}
 */
public record SchemaChange(String column, String change) {

  /** {@code plan: added as bigint}. */
  @Override
  public String toString() {
    return column + ": " + change;
  }
}
