package io.github.customerio4j.extract.engine.row;

import java.nio.charset.StandardCharsets;

/** Steps through the cells of a row that is being built. */
final class SpooledCells {
  private final byte[] cells;
  private int position;
  private int from;
  private int column;
  private int pointerFrom;
  private int pointerTo;
  private int textLength;

  SpooledCells(byte[] cells) {
    this.cells = cells;
  }

  /** Moves to the next cell; false at the end. */
  boolean next() {
    if (position == cells.length) {
      return false;
    }
    from = position;
    column = takeVarint() - 1;
    if (column < 0) {
      int length = takeVarint();
      pointerFrom = position;
      position += length;
      pointerTo = position;
    }
    position++;
    textLength = takeVarint();
    position += textLength;
    return true;
  }

  /** The column, or -1 for a cell that carries its pointer. */
  int column() {
    return column;
  }

  /** Where the cell starts. */
  int from() {
    return from;
  }

  /** Where the cell ends, with its text. */
  int to() {
    return position;
  }

  int textLength() {
    return textLength;
  }

  /** Whether a cell that carries its pointer stands at that pointer or below it. */
  boolean isUnder(String pointer) {
    String own = new String(cells, pointerFrom, pointerTo - pointerFrom, StandardCharsets.UTF_8);
    return own.equals(pointer) || own.startsWith(pointer + "/");
  }

  private int takeVarint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = cells[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
