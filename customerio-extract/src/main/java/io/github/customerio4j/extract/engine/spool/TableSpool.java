package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.KeyDictionary;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.row.RowBuilder;
import io.github.customerio4j.extract.engine.row.RowFlags;
import io.github.customerio4j.extract.engine.row.TimeLimits;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The rows of one slice that go to one table. */
public final class TableSpool {
  private static final int PAGE_CAPACITY = 16 << 10;

  private final RowBuilder slice;
  private final byte[] key;
  private ByteBuilder page = new ByteBuilder(PAGE_CAPACITY);

  /** The rows that are in memory instead of a file, from that byte on. */
  private @Nullable ByteBuilder held;

  private long heldFrom;
  private final CRC32C checksum = new CRC32C();
  private @Nullable Path file;
  private @Nullable FileOutputStream out;
  private long length;

  /** The columns of the slice, in the order in which the rows of this table first have them. */
  private int[] columns = new int[32];

  private int columnCount;
  private int committedColumnCount;

  /** The kinds of values by column of the slice; -1 for a column that no row of this table has. */
  private int[] kinds = new int[0];

  private int[] committedKinds = new int[0];
  private boolean hasUnlistedKeys;
  private boolean committedHasUnlistedKeys;
  private int pageRows;
  private int expectedChecksum;
  private long rows;
  private final RowNumbers superseded = new RowNumbers();
  private boolean hasBorderRows;

  TableSpool(RowBuilder slice, byte[] key) {
    this.slice = slice;
    this.key = key;
  }

  /** The text of the route field that names the table; may be empty. */
  public String key() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** How many bytes the spooled rows take. */
  public long length() {
    return length;
  }

  /** The number of rows that count. */
  public long rows() {
    return rows - superseded.size();
  }

  /** The number that the row added next gets, from 0. */
  long nextRow() {
    return rows + pageRows;
  }

  /** Notes that a newer version of a row's record came; the row no longer counts. */
  void supersede(long row) {
    superseded.add(row);
  }

  /** The numbers of the rows that no longer count. */
  public RowNumbers superseded() {
    return superseded;
  }

  /** Whether a row may have come from another window as well. */
  public boolean hasBorderRows() {
    return hasBorderRows;
  }

  /** Whether any of the rows has a field at that path, null included. */
  public boolean has(ColumnPath path) {
    for (int i = 0; i < columnCount; i++) {
      if (path(columns[i]).equals(path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some of the rows' cells carry their keys themselves. */
  public boolean hasUnlistedKeys() {
    return hasUnlistedKeys;
  }

  /** What the records of the slice are. */
  public RecordShape shape() {
    return slice.shape();
  }

  /** The keys that the records of the slice have. */
  public KeyDictionary dictionary() {
    return slice.dictionary();
  }

  /** The seconds that the slice may bring. */
  public TimeLimits limits() {
    return slice.limits();
  }

  /** The path of the slice's column with that number. */
  public ColumnPath path(int column) {
    return slice.dictionary().path(column);
  }

  public int columnCount() {
    return columnCount;
  }

  /** The slice's column at that position among this table's columns. */
  public int column(int position) {
    return columns[position];
  }

  public int kinds(int column) {
    return kinds[column];
  }

  boolean isFor(byte[] bytes, int from, int to) {
    return Arrays.equals(key, 0, key.length, bytes, from, to);
  }

  /** Takes the row that was built last. */
  void addRow(RowBuilder built) {
    int flags = built.flags();
    ByteBuilder row = built.row();
    int[] touched = built.touched();
    int[] touchedKinds = built.touchedKinds();
    int touchedCount = built.touchedCount();
    for (int i = 0; i < touchedCount; i++) {
      int column = touched[i];
      if (column >= kinds.length) {
        growKinds(column);
      }
      if (kinds[column] < 0) {
        kinds[column] = 0;
        addColumn(column);
      }
      kinds[column] |= touchedKinds[i];
    }
    page.appendVarint(row.length());
    page.append(flags);
    hasUnlistedKeys |= (flags & RowFlags.UNLISTED) != 0;
    hasBorderRows |= (flags & (RowFlags.AT_START | RowFlags.AT_END)) != 0;
    page.append(row);
    pageRows++;
  }

  void rollbackPage() {
    page.truncate(0);
    pageRows = 0;
    columnCount = committedColumnCount;
    kinds = committedKinds.clone();
    hasUnlistedKeys = committedHasUnlistedKeys;
    superseded.rollback();
  }

  /** Spools the rows of the page, before {@link #commitPage}. */
  void spoolPage(SpoolFiles spool) throws IOException {
    if (spool.keeping() != SpoolFiles.Keeping.FILES) {
      hold(spool.keeping());
      return;
    }
    if (page.length() == 0) {
      return;
    }
    spool.count(page.length());
    FileOutputStream to = out;
    if (to == null) {
      Path rowFile = file == null ? spool.newFile() : file;
      to = new FileOutputStream(rowFile.toFile(), true);
      file = rowFile;
      out = to;
    }
    page.writeTo(to);
    length += page.length();
    checksum.update(page.array(), 0, page.length());
    spool.wrote(to);
  }

  /** Keeps the rows of the page in memory, besides those of earlier pages or instead of them. */
  private void hold(SpoolFiles.Keeping keeping) {
    ByteBuilder before = held == null ? new ByteBuilder(PAGE_CAPACITY) : held;
    if (keeping == SpoolFiles.Keeping.ALL_PAGES) {
      before.append(page);
      held = before;
    } else {
      heldFrom = length;
      held = page;
      page = before;
    }
    length = heldFrom + held.length();
  }

  /** Whether the last page brought rows, if rows are held in memory. */
  boolean hasHeldRows() {
    return held != null && held.length() > 0;
  }

  /** The rows of the last page, if rows are held in memory. */
  public InputStream openLastPage() throws IOException {
    return open(heldFrom);
  }

  /** Whether the current page changed anything. */
  boolean isTouched() {
    return page.length() > 0 || isChanged() || superseded.isChanged();
  }

  /** Writes the changes since the last page, after {@link #spoolPage}. */
  void save(Buffer to) {
    to.writeInt(key.length).write(key);
    ByteBuilder.writeText(to, file == null ? "" : String.valueOf(file.getFileName()));
    to.writeLong(length).writeInt((int) checksum.getValue());
    to.writeInt(pageRows).writeByte(hasUnlistedKeys ? 1 : 0);
    superseded.save(to);
    to.writeInt(columnCount - committedColumnCount);
    for (int i = committedColumnCount; i < columnCount; i++) {
      to.writeInt(columns[i]);
    }
    int changed = 0;
    for (int column = 0; column < kinds.length; column++) {
      changed += isChanged(column) ? 1 : 0;
    }
    to.writeInt(changed);
    for (int column = 0; column < kinds.length; column++) {
      if (isChanged(column)) {
        to.writeInt(column).writeInt(kinds[column]);
      }
    }
  }

  /** Restores the changes of a page, without the key. */
  void restore(Buffer from, SpoolFiles spool) throws IOException {
    String name = ByteBuilder.readText(from);
    file = name.isEmpty() ? null : spool.existingFile(name);
    length = from.readLong();
    expectedChecksum = from.readInt();
    pageRows = from.readInt();
    hasUnlistedKeys = from.readByte() != 0;
    hasBorderRows = true;
    superseded.restore(from);
    for (int left = from.readInt(); left > 0; left--) {
      addColumn(from.readInt());
    }
    for (int left = from.readInt(); left > 0; left--) {
      int column = from.readInt();
      if (column >= kinds.length) {
        growKinds(column);
      }
      kinds[column] = from.readInt();
    }
    commitPage();
  }

  /**
   * Cuts off rows that the journal does not know, and checks that the others are as they were
   * written.
   */
  void check(SpoolFiles spool) throws IOException {
    if (file == null) {
      return;
    }
    try (RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw")) {
      if (rows.length() < length) {
        throw new DamagedSpoolException("rows are missing from " + file.getFileName());
      }
      rows.setLength(length);
      byte[] buffer = new byte[64 << 10];
      for (int read = rows.read(buffer); read > 0; read = rows.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    if ((int) checksum.getValue() != expectedChecksum) {
      throw new DamagedSpoolException("rows in " + file.getFileName() + " were changed");
    }
    spool.count(length);
  }

  void commitPage() {
    page.truncate(0);
    committedHasUnlistedKeys = hasUnlistedKeys;
    superseded.commit();
    rows += pageRows;
    pageRows = 0;
    if (committedColumnCount != columnCount || !Arrays.equals(committedKinds, kinds)) {
      committedColumnCount = columnCount;
      committedKinds = kinds.clone();
    }
  }

  private boolean isChanged() {
    return committedColumnCount != columnCount
        || committedHasUnlistedKeys != hasUnlistedKeys
        || !Arrays.equals(committedKinds, kinds);
  }

  private boolean isChanged(int column) {
    return column >= committedKinds.length
        ? kinds[column] >= 0
        : kinds[column] != committedKinds[column];
  }

  /** The spooled rows from that byte on, where a page begins; not buffered. */
  public InputStream open(long from) throws IOException {
    ByteBuilder inMemory = held;
    if (inMemory != null) {
      if (from < heldFrom) {
        throw new IllegalStateException(
            "Cannot read rows from byte %d: those before %d were used.".formatted(from, heldFrom));
      }
      int offset = (int) (from - heldFrom);
      return new ByteArrayInputStream(inMemory.array(), offset, inMemory.length() - offset);
    }
    if (file == null) {
      return InputStream.nullInputStream();
    }
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(from);
    return in;
  }

  void close(SpoolFiles spool) throws IOException {
    page.free();
    if (held != null && spool.keeping() == SpoolFiles.Keeping.LAST_PAGE) {
      heldFrom = length;
      held.free();
    }
    FileOutputStream last = out;
    if (last != null) {
      out = null;
      spool.end(last);
    }
  }

  private void growKinds(int column) {
    int length = kinds.length;
    kinds = Arrays.copyOf(kinds, Math.max(column + 1, length * 2));
    Arrays.fill(kinds, length, kinds.length, -1);
  }

  private void addColumn(int column) {
    if (columnCount == columns.length) {
      columns = Arrays.copyOf(columns, columnCount * 2);
    }
    columns[columnCount++] = column;
  }
}
