package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A row in which times that the API gives as 0, for "never", are null. */
final class NeverAsNull implements Row {
  private final BitSet columns = new BitSet();
  private Row row = this;

  /** Prepares for rows with such times at those places. */
  NeverAsNull(int[] places) {
    for (int place : places) {
      columns.set(place);
    }
  }

  /** Shows another row. */
  Row of(Row next) {
    row = next;
    return this;
  }

  private boolean isNever(int column) {
    return columns.get(column)
        && row.end(column) - row.start(column) == 1
        && row.utf8(column)[row.start(column)] == '0';
  }

  @Override
  public int size() {
    return row.size();
  }

  @Override
  public CellKind kind(int column) {
    return isNever(column) ? CellKind.NULL : row.kind(column);
  }

  @Override
  public @Nullable String text(int column) {
    return isNever(column) ? null : row.text(column);
  }

  @Override
  public int nextCell(int column) {
    int next = row.nextCell(column);
    while (next < row.size() && isNever(next)) {
      next = row.nextCell(next + 1);
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    return row.utf8(column);
  }

  @Override
  public int start(int column) {
    return row.start(column);
  }

  @Override
  public int end(int column) {
    return row.end(column);
  }
}
