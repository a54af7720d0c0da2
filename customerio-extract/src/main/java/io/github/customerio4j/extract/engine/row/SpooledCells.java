package io.github.customerio4j.extract.engine.row;

import java.nio.charset.StandardCharsets;

/** Steps through the cells of a row. */
public final class SpooledCells {
  private byte[] cells;
  private int end;
  private int position;
  private int from;
  private int column;
  private int pointerFrom;
  private int pointerTo;
  private byte code;
  private int textLength;

  /** The cells of a row that is being built. */
  SpooledCells(byte[] cells) {
    this.cells = cells;
    this.end = cells.length;
  }

  /** No cells yet. */
  public SpooledCells() {
    this(new byte[0]);
  }

  /** Continues with the cells of another row, which lie between these places. */
  public void begin(byte[] newCells, int newFrom, int newEnd) {
    cells = newCells;
    position = newFrom;
    end = newEnd;
  }

  /** Moves to the next cell; false at the end. */
  public boolean next() {
    if (position == end) {
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
    code = cells[position++];
    textLength = takeVarint();
    position += textLength;
    return true;
  }

  /** The column, or -1 for a cell that carries its pointer. */
  public int column() {
    return column;
  }

  /** The pointer of a cell that carries it. */
  public String pointer() {
    return new String(cells, pointerFrom, pointerTo - pointerFrom, StandardCharsets.UTF_8);
  }

  /** The {@link CellCode} of the cell. */
  public byte code() {
    return CellCode.checked(code);
  }

  /** Where the cell starts. */
  int from() {
    return from;
  }

  /** Where the cell ends, with its text. */
  public int to() {
    return position;
  }

  public int textLength() {
    return textLength;
  }

  /** Whether a cell that carries its pointer stands at that pointer or below it. */
  boolean isUnder(String pointer) {
    String own = pointer();
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
