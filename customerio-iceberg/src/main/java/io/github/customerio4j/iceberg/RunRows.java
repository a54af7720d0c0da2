package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run on local disk, found by their key. The heap holds one row. A mapped file has
 * for each row the hash of its key, its place, and whether the table has it. Of rows with the same
 * key the last one counts.
 */
final class RunRows implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int ENTRY = 24;
  private static final int ENTRIES_PER_MAP = 1 << 20;
  private static final int HOUR = 3600;

  private final Path file;
  private final Path indexFile;
  private final TableColumns columns;
  private final int[] places;
  private final int[] shown;
  private final int[] key;
  private final int creationTime;
  private final BitSet hours = new BitSet();
  private boolean hasRowWithoutTime;
  private long count;
  private long repeated;
  private @Nullable DataOutputStream out;
  private @Nullable RandomAccessFile in;
  private long length;
  private MappedByteBuffer[] index = {};
  private long slots;
  private final StoredRow found;

  RunRows(Path folder, String name, TableColumns columns) throws IOException {
    this.file = folder.resolve(name + ".rows");
    this.indexFile = folder.resolve(name + ".keys");
    this.columns = columns;
    this.places = columns.places();
    this.shown = new int[places.length];
    this.key = columns.key();
    this.creationTime = columns.creationTime();
    OutputStream raw = Files.newOutputStream(file);
    this.out = new DataOutputStream(new BufferedOutputStream(raw, BUFFER));
    this.found = new StoredRow(places.length);
  }

  /** Adds a row of the run. */
  void add(Row row) throws IOException {
    DataOutputStream to = out;
    if (to == null) {
      throw new IllegalStateException("Cannot add a row: the rows are complete.");
    }
    for (int i = 0; i < places.length; i++) {
      shown[i] = isCell(row, i) ? places[i] : -1;
    }
    length += StoredRow.write(to, row, shown);
    count++;
    if (creationTime >= 0) {
      if (isCell(row, creationTime)) {
        hours.set(hour(row.wholeNumber(places[creationTime])));
      } else {
        hasRowWithoutTime = true;
      }
    }
  }

  private boolean isCell(Row row, int cell) {
    int place = places[cell];
    if (place < 0 || row.kind(place) == CellKind.NULL) {
      return false;
    }
    boolean isNever =
        columns.cells().get(cell).zeroIsNever()
            && columns.cells().get(cell).type() == DataType.TIME;
    return !isNever || row.wholeNumber(place) != 0;
  }

  private static int hour(long seconds) {
    return (int) Math.min(Math.max(seconds / HOUR, 0), 10_000_000);
  }

  /** Ends the rows, and makes them findable. */
  void complete() throws IOException {
    DataOutputStream to = out;
    if (to == null) {
      return;
    }
    to.close();
    out = null;
    in = new RandomAccessFile(file.toFile(), "r");
    slots = Math.max(16, Long.highestOneBit(count) << 2);
    int maps = (int) ((slots + ENTRIES_PER_MAP - 1) / ENTRIES_PER_MAP);
    index = new MappedByteBuffer[maps];
    try (RandomAccessFile keys = new RandomAccessFile(indexFile.toFile(), "rw")) {
      keys.setLength(slots * ENTRY);
      for (int i = 0; i < maps; i++) {
        long from = (long) i * ENTRIES_PER_MAP * ENTRY;
        long size = Math.min((long) ENTRIES_PER_MAP * ENTRY, slots * ENTRY - from);
        index[i] = keys.getChannel().map(FileChannel.MapMode.READ_WRITE, from, size);
      }
    }
    try (Reader rows = reader()) {
      while (rows.next()) {
        put(rows.row(), rows.offset());
      }
    }
  }

  private void put(StoredRow row, long offset) throws IOException {
    long hash = hash(row);
    long slot = slot(hash);
    while (place(slot) != 0) {
      if (hashAt(slot) == hash && isSame(row, place(slot) - 1)) {
        repeated++;
        set(slot, hash, offset + 1);
        return;
      }
      slot = (slot + 1) & (slots - 1);
    }
    set(slot, hash, offset + 1);
  }

  private boolean isSame(StoredRow row, long offset) throws IOException {
    read(offset, found);
    for (int cell : key) {
      if (!isEqual(row, cell, found, cell)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two cells have the same text, or both have none. */
  static boolean isEqual(Row a, int atA, Row b, int atB) {
    boolean isNull = a.kind(atA) == CellKind.NULL;
    if (isNull || b.kind(atB) == CellKind.NULL) {
      return isNull && b.kind(atB) == CellKind.NULL;
    }
    return Arrays.equals(
        a.utf8(atA), a.start(atA), a.end(atA), b.utf8(atB), b.start(atB), b.end(atB));
  }

  /**
   * The slot of the row with the key of another row, or -1; {@link #row} then shows that row.
   *
   * @param keyPlaces the places of the key in the other row
   */
  long find(Row other, int[] keyPlaces) throws IOException {
    long hash = hash(other, keyPlaces);
    long slot = slot(hash);
    while (place(slot) != 0) {
      if (hashAt(slot) == hash) {
        read(place(slot) - 1, found);
        boolean isSame = true;
        for (int i = 0; i < key.length; i++) {
          isSame &= isEqual(other, keyPlaces[i], found, key[i]);
        }
        if (isSame) {
          return slot;
        }
      }
      slot = (slot + 1) & (slots - 1);
    }
    return -1;
  }

  /** The row that was found last. */
  Row row() {
    return found;
  }

  /** Where the table has the row of a slot; 0 if it has none so far. */
  long match(long slot) {
    return map(slot).getLong(at(slot) + 16);
  }

  /** Notes where the table has the row of a slot. */
  void match(long slot, long where) {
    map(slot).putLong(at(slot) + 16, where);
  }

  private long hash(StoredRow row) {
    return hash(row, key);
  }

  private static long hash(Row row, int[] keyPlaces) {
    long hash = 0xcbf29ce484222325L;
    for (int place : keyPlaces) {
      if (row.kind(place) != CellKind.NULL) {
        byte[] text = row.utf8(place);
        for (int i = row.start(place); i < row.end(place); i++) {
          hash = (hash ^ (text[i] & 0xff)) * 0x100000001b3L;
        }
      }
      hash = (hash ^ 0x1ff) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 29);
  }

  private long slot(long hash) {
    return hash & (slots - 1);
  }

  private MappedByteBuffer map(long slot) {
    return index[(int) (slot / ENTRIES_PER_MAP)];
  }

  private static int at(long slot) {
    return (int) (slot % ENTRIES_PER_MAP) * ENTRY;
  }

  private long hashAt(long slot) {
    return map(slot).getLong(at(slot));
  }

  private long place(long slot) {
    return map(slot).getLong(at(slot) + 8);
  }

  private void set(long slot, long hash, long place) {
    map(slot).putLong(at(slot), hash);
    map(slot).putLong(at(slot) + 8, place);
  }

  /** The number of rows with different keys. */
  long count() {
    return count - repeated;
  }

  /** Whether some row was made in that span of seconds. */
  boolean mayHave(long first, long last) {
    if (hasRowWithoutTime) {
      return true;
    }
    int next = hours.nextSetBit(hour(first));
    return next >= 0 && next <= hour(last);
  }

  /** Calls for each row that the table does not have, in the order in which they came. */
  void forEachUnmatched(RowConsumer consumer) throws IOException {
    try (Reader rows = reader()) {
      while (rows.next()) {
        if (isUnmatched(hash(rows.row()), rows.offset())) {
          consumer.accept(rows.row());
        }
      }
    }
  }

  /** Whether the row of a place is the last one of its key, and the table does not have it. */
  private boolean isUnmatched(long hash, long offset) {
    long slot = slot(hash);
    while (place(slot) != 0) {
      if (place(slot) - 1 == offset) {
        return match(slot) == 0;
      }
      slot = (slot + 1) & (slots - 1);
    }
    return false;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(Row row) throws IOException;
  }

  private void read(long offset, StoredRow into) throws IOException {
    RandomAccessFile rows = in;
    if (rows == null) {
      throw new IllegalStateException("Cannot read rows: they are not complete.");
    }
    FileChannel channel = rows.getChannel();
    // Most rows are short: one call reads the size and the row.
    int most = (int) Math.min(length - offset, 2048);
    byte[] bytes = into.require(most);
    fully(channel, offset, bytes, most);
    int size = ByteBuffer.wrap(bytes).getInt();
    if (size + 4 > most) {
      fully(channel, offset, into.require(size + 4), size + 4);
    }
    into.show(4, size + 4);
  }

  private static void fully(FileChannel channel, long offset, byte[] bytes, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    long at = offset;
    while (buffer.hasRemaining()) {
      int got = channel.read(buffer, at);
      if (got < 0) {
        throw new EOFException("Cannot read a row of the run: its file is cut.");
      }
      at += got;
    }
  }

  private Reader reader() throws IOException {
    return new Reader();
  }

  /** Reads all rows in order. */
  private final class Reader implements Closeable {
    private final DataInputStream rows;
    private final StoredRow row = new StoredRow(places.length);
    private long offset = -1;
    private long next;

    Reader() throws IOException {
      rows = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    boolean next() throws IOException {
      if (next >= length) {
        return false;
      }
      offset = next;
      next = offset + row.read(rows);
      return true;
    }

    StoredRow row() {
      return row;
    }

    long offset() {
      return offset;
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  @Override
  public void close() throws IOException {
    DataOutputStream to = out;
    RandomAccessFile from = in;
    out = null;
    in = null;
    index = new MappedByteBuffer[0];
    if (to != null) {
      to.close();
    }
    if (from != null) {
      from.close();
    }
    Files.deleteIfExists(file);
    Files.deleteIfExists(indexFile);
  }
}
