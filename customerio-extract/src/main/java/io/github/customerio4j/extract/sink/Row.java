package io.github.customerio4j.extract.sink;

import org.jspecify.annotations.Nullable;

/**
 * A view of one row, cell by cell in the order of the table's columns. All rows share one object:
 * read it within {@link TableWriter#write} and do not keep it.
 */
public interface Row {

  /** The number of the table's columns. */
  int size();

  /** The kind of the cell's value; {@link CellKind#NULL} if the field is absent. */
  CellKind kind(int column);

  /** The cell's text, or null for {@link CellKind#NULL}. An empty string is not null. */
  @Nullable String text(int column);

  /**
   * The first column, from the given one on, whose cell is not {@link CellKind#NULL}; {@link #size}
   * if there is none. Skips the empty cells, which are the most in rows of wide tables.
   *
   * @param column a column, or {@link #size}
   */
  int nextCell(int column);

  /**
   * The first column, from the given one on, whose field is in the record, with a value or with
   * {@code null}, which has the kind {@link CellKind#NULL}; {@link #size} if there is none. Only a
   * sink that {@link TableSink#keepsNulls keeps nulls} gets fields that are {@code null}; for
   * others this is the same as {@link #nextCell}.
   *
   * @param column a column, or {@link #size}
   */
  default int nextField(int column) {
    return nextCell(column);
  }

  /**
   * An array that holds the cell's text as well-formed UTF-8, from {@link #start} to {@link #end}:
   * the same as {@link #text} without a {@code String}. Do not change it. It is valid until the
   * next row, and its other bytes have no meaning. For {@link CellKind#NULL} the text is empty.
   */
  byte[] utf8(int column);

  /** The start of the cell's text in its {@link #utf8}. */
  int start(int column);

  /** The end of the cell's text in its {@link #utf8}, exclusive. */
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
