package io.github.customerio4j.extract.sink;

import org.jspecify.annotations.Nullable;

/**
 * A view of one row under its table's columns. It is the same object for every row: read it within
 * {@link TableWriter#write}, do not keep it.
 */
public interface Row {

  /** The number of the table's columns. */
  int size();

  /** What the cell of that column held; {@link CellKind#NULL} if it is absent. */
  CellKind kind(int column);

  /** The cell's text, or null for {@link CellKind#NULL}. An empty string is not null. */
  @Nullable String text(int column);

  /**
   * The first column, from the given one on, whose cell is not {@link CellKind#NULL}; {@link #size}
   * if there is none. Rows of wide tables are mostly empty, and this skips what is.
   *
   * @param column a column, or {@link #size}
   */
  int nextCell(int column);

  /**
   * The first column, from the given one on, whose field the record has: with a cell, or with
   * {@code null}, which has the kind {@link CellKind#NULL}. {@link #size} if there is none. Nulls
   * are told only to a sink that {@link TableSink#keepsNulls keeps} them; for others it is {@link
   * #nextCell}.
   *
   * @param column a column, or {@link #size}
   */
  default int nextField(int column) {
    return nextCell(column);
  }

  /**
   * An array that holds the cell's text as well-formed UTF-8, from {@link #start} to {@link #end}:
   * the same as {@link #text} without a {@code String}. Not to be written to, and valid until the
   * next row; its other bytes mean nothing. For {@link CellKind#NULL} the text is empty.
   */
  byte[] utf8(int column);

  /** Where the cell's text starts in its {@link #utf8}. */
  int start(int column);

  /** Where the cell's text ends in its {@link #utf8}, exclusive. */
  int end(int column);

  /**
   * The cell's text as a whole number of at most 18 digits. Only for a column whose {@link
   * Column#type} is {@link DataType#INTEGER} or {@link DataType#TIME}.
   */
  default long wholeNumber(int column) {
    byte[] text = utf8(column);
    int end = end(column);
    int first = start(column);
    boolean isNegative = text[first] == '-';
    long value = 0;
    for (int i = isNegative ? first + 1 : first; i < end; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return isNegative ? -value : value;
  }
}
