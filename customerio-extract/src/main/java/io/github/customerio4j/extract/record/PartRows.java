package io.github.customerio4j.extract.record;

import io.github.customerio4j.extract.write.CellKind;
import io.github.customerio4j.extract.write.Row;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a part back, each under the columns of its table. One row is held at a time.
 */
public final class PartRows implements Row, Closeable {
  private final TableLayout layout;
  private final RoutePart part;
  private final InputStream in;
  private final int[] mapping;
  private final int identityColumn;
  private final CellKind[] kinds;
  private final int[] offsets;
  private final int[] lengths;
  private final OverflowCell overflow = new OverflowCell();
  private byte[] row = new byte[1024];
  private int position;
  private int flags;
  private int identityOffset;
  private int identityLength;

  /** Opens the part's rows. */
  public PartRows(RoutePart part, TableLayout layout) throws IOException {
    this.part = part;
    this.layout = layout;
    this.mapping = layout.mapping(part.slice());
    int size = layout.size() + (layout.hasOverflow() ? 1 : 0);
    this.kinds = new CellKind[size];
    this.offsets = new int[size];
    this.lengths = new int[size];
    this.identityColumn =
        part.slice()
            .shape()
            .identity()
            .map(path -> part.slice().dictionary().at(path).column)
            .orElse(-1);
    this.in = part.open();
  }

  /** Moves to the next row; false at the end. */
  public boolean next() throws IOException {
    boolean isBeyond;
    do {
      if (!readRow()) {
        return false;
      }
      isBeyond = (flags & SlicePart.BEYOND) != 0 && part.slice().isCut();
    } while (isBeyond);
    return true;
  }

  private boolean readRow() throws IOException {
    int length = readVarint(in.read());
    if (length < 0) {
      return false;
    }
    flags = in.read();
    if (row.length < length) {
      row = new byte[Math.max(length, row.length * 2)];
    }
    if (in.readNBytes(row, 0, length) != length) {
      throw new EOFException("Cannot read spooled rows back: a file was cut");
    }
    Arrays.fill(kinds, CellKind.NULL);
    overflow.clear();
    identityLength = 0;
    position = 0;
    while (position < length) {
      readCell();
    }
    return true;
  }

  /** The slice that the rows are of. */
  public SlicePart slice() {
    return part.slice();
  }

  /** Whether the window before may have brought this record too. */
  public boolean isAtStart() {
    return (flags & SlicePart.AT_START) != 0;
  }

  /** Whether the window after may bring this record too. */
  public boolean isAtEnd() {
    return (flags & SlicePart.AT_END) != 0;
  }

  /** The text of the record's identity, or null if it has none. */
  public @Nullable String identity() {
    return identityLength == 0
        ? null
        : new String(row, identityOffset, identityLength, StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return kinds.length;
  }

  @Override
  public CellKind kind(int column) {
    return column == layout.size() && !overflow.isEmpty() ? CellKind.JSON : kinds[column];
  }

  @Override
  public @Nullable String text(int column) {
    if (column == layout.size()) {
      return overflow.isEmpty() ? null : overflow.json();
    }
    return kinds[column] == CellKind.NULL
        ? null
        : new String(row, offsets[column], lengths[column], StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void readCell() {
    int sliceColumn = takeVarint() - 1;
    String pointer = sliceColumn < 0 ? takeText() : null;
    CellKind kind = CellCode.kind(row[position++]);
    int length = takeVarint();
    int column = pointer == null ? mapping[sliceColumn] : layout.lookUp(pointer);
    if (column >= 0) {
      kinds[column] = kind;
      offsets[column] = position;
      lengths[column] = length;
    } else if (column == TableLayout.OVERFLOW) {
      overflow.add(pointer == null ? pointerOf(sliceColumn) : pointer, kind, textAt(length));
    }
    if (sliceColumn >= 0 && sliceColumn == identityColumn) {
      identityOffset = position;
      identityLength = length;
    }
    position += length;
  }

  private String pointerOf(int sliceColumn) {
    return part.slice().path(sliceColumn).pointer();
  }

  private String takeText() {
    int length = takeVarint();
    String text = textAt(length);
    position += length;
    return text;
  }

  private String textAt(int length) {
    return new String(row, position, length, StandardCharsets.UTF_8);
  }

  private int takeVarint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = row[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private int readVarint(int first) throws IOException {
    if (first < 0) {
      return -1;
    }
    int value = first & 0x7F;
    int b = first;
    for (int shift = 7; (b & 0x80) != 0; shift += 7) {
      b = in.read();
      if (b < 0) {
        throw new EOFException("Cannot read spooled rows back: a file was cut");
      }
      value |= (b & 0x7F) << shift;
    }
    return value;
  }
}
