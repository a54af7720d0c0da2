package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row in its stored form: its size, and for each cell that is not null its number, its kind, its
 * size and its text. It has the cells of the table.
 */
final class StoredRow implements Row {
  /** The kinds by the numbers that they have in the file. */
  private static final List<CellKind> KINDS =
      List.of(CellKind.NULL, CellKind.STRING, CellKind.NUMBER, CellKind.BOOLEAN, CellKind.JSON);

  private byte[] bytes = new byte[4096];
  private final byte[] kinds;
  private final int[] starts;
  private final int[] ends;

  StoredRow(int cells) {
    kinds = new byte[cells];
    starts = new int[cells];
    ends = new int[cells];
  }

  /**
   * Writes a row.
   *
   * @param places for each cell its place in the row; -1 if it is null
   * @return the number of bytes
   */
  static int write(DataOutputStream to, Row row, int[] places) throws IOException {
    int bytes = 0;
    for (int place : places) {
      if (place >= 0 && row.kind(place) != CellKind.NULL) {
        bytes += 9 + row.end(place) - row.start(place);
      }
    }
    to.writeInt(bytes);
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place >= 0 && row.kind(place) != CellKind.NULL) {
        int size = row.end(place) - row.start(place);
        to.writeInt(i);
        to.writeByte(KINDS.indexOf(row.kind(place)));
        to.writeInt(size);
        to.write(row.utf8(place), row.start(place), size);
      }
    }
    return 4 + bytes;
  }

  /** Reads the next row. */
  int read(DataInputStream from) throws IOException {
    int size = from.readInt();
    require(size + 4);
    from.readFully(bytes, 4, size);
    show(4, size + 4);
    return size + 4;
  }

  /** The bytes, of which at least that many are there. */
  byte[] require(int size) {
    if (bytes.length < size) {
      bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
    }
    return bytes;
  }

  /** Shows the row whose cells are between two places of the bytes. */
  void show(int from, int to) {
    Arrays.fill(kinds, (byte) 0);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = from;
    while (at < to) {
      int cell = buffer.getInt(at);
      kinds[cell] = bytes[at + 4];
      int size = buffer.getInt(at + 5);
      starts[cell] = at + 9;
      at += 9 + size;
      ends[cell] = at;
    }
  }

  @Override
  public int size() {
    return kinds.length;
  }

  @Override
  public CellKind kind(int column) {
    return KINDS.get(kinds[column]);
  }

  @Override
  public @Nullable String text(int column) {
    return kind(column) == CellKind.NULL
        ? null
        : new String(bytes, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8);
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < kinds.length && kind(next) == CellKind.NULL) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    return bytes;
  }

  @Override
  public int start(int column) {
    return kind(column) == CellKind.NULL ? 0 : starts[column];
  }

  @Override
  public int end(int column) {
    return kind(column) == CellKind.NULL ? 0 : ends[column];
  }
}
