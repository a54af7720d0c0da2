package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table as it is to be written: the cells of the run where the run has the row and the
 * column, else those that the table's file has.
 */
final class MergedRow implements Row {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = {};

  private final int size;

  /** For each cell, whether the run has its column. */
  private final boolean[] isOfRun;

  private final int deletedCell;
  private int[] filePlaces = {};
  private @Nullable Row ofFile;
  private @Nullable Row ofRun;
  private Optional<Boolean> mark = Optional.empty();

  MergedRow(TableColumns columns) {
    int[] places = columns.places();
    size = places.length;
    isOfRun = new boolean[size];
    for (int i = 0; i < size; i++) {
      isOfRun[i] = places[i] >= 0;
    }
    deletedCell = columns.indexOf(TableColumns.DELETED);
  }

  /** Sets for each cell its place in the rows of a file; -1 if the file does not have it. */
  void ofFile(int[] places) {
    filePlaces = places;
  }

  /**
   * Shows a row.
   *
   * @param inFile the row of the file; null if the table does not have it
   * @param inRun the row of the run; null if the run does not have it
   * @param deleted the mark of a deleted row; empty to keep it
   */
  MergedRow of(@Nullable Row inFile, @Nullable Row inRun, Optional<Boolean> deleted) {
    ofFile = inFile;
    ofRun = inRun;
    mark = deleted;
    return this;
  }

  private boolean isMark(int column) {
    return column == deletedCell && mark.isPresent();
  }

  private @Nullable Row source(int column) {
    if (ofRun != null && isOfRun[column]) {
      return ofRun;
    }
    return filePlaces.length > column && filePlaces[column] >= 0 ? ofFile : null;
  }

  private int place(int column, Row source) {
    return source == ofRun ? column : filePlaces[column];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public CellKind kind(int column) {
    if (isMark(column)) {
      return CellKind.BOOLEAN;
    }
    Row source = source(column);
    return source == null ? CellKind.NULL : source.kind(place(column, source));
  }

  @Override
  public @Nullable String text(int column) {
    return kind(column) == CellKind.NULL
        ? null
        : new String(
            utf8(column), start(column), end(column) - start(column), StandardCharsets.UTF_8);
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < size && kind(next) == CellKind.NULL) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    if (isMark(column)) {
      return mark.get() ? TRUE : FALSE;
    }
    Row source = source(column);
    return source == null ? NONE : source.utf8(place(column, source));
  }

  @Override
  public int start(int column) {
    Row source = isMark(column) ? null : source(column);
    return source == null ? 0 : source.start(place(column, source));
  }

  @Override
  public int end(int column) {
    if (isMark(column)) {
      return utf8(column).length;
    }
    Row source = source(column);
    return source == null ? 0 : source.end(place(column, source));
  }
}
