package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import org.jspecify.annotations.Nullable;

/** A row whose cells are in another order; some may be missing. */
final class PlacedRow implements Row {
  private static final byte[] NONE = {};

  private final int[] places;
  private @Nullable Row shown;

  /**
   * Orders cells.
   *
   * @param places for each cell its place in the rows that are shown; -1 if they do not have it
   */
  PlacedRow(int[] places) {
    this.places = places.clone();
  }

  /** Shows another row. */
  PlacedRow of(Row row) {
    shown = row;
    return this;
  }

  private @Nullable Row source(int column) {
    return places[column] < 0 ? null : shown;
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public CellKind kind(int column) {
    Row source = source(column);
    return source == null ? CellKind.NULL : source.kind(places[column]);
  }

  @Override
  public @Nullable String text(int column) {
    Row source = source(column);
    return source == null ? null : source.text(places[column]);
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < places.length && kind(next) == CellKind.NULL) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    Row source = source(column);
    return source == null ? NONE : source.utf8(places[column]);
  }

  @Override
  public int start(int column) {
    Row source = source(column);
    return source == null ? 0 : source.start(places[column]);
  }

  @Override
  public int end(int column) {
    Row source = source(column);
    return source == null ? 0 : source.end(places[column]);
  }
}
