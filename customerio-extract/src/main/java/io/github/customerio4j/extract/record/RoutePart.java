package io.github.customerio4j.extract.record;

import io.github.customerio4j.extract.table.ColumnPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of one slice that go to one table. */
public final class RoutePart {
  private static final int PAGE_CAPACITY = 16 << 10;

  private final SlicePart slice;
  private final byte[] key;
  private final Bytes page = new Bytes(PAGE_CAPACITY);
  private @Nullable Path file;
  private @Nullable OutputStream out;

  /** Columns of the slice in the order in which this table's rows had them. */
  private int[] columns = new int[32];

  private int columnCount;
  private int committedColumnCount;

  /** Kinds met, by column of the slice; -1 for a column that this table's rows never had. */
  private int[] kinds = new int[0];

  private int[] committedKinds = new int[0];
  private boolean hasUnlistedKeys;
  private boolean committedHasUnlistedKeys;
  private int pageRows;
  private long rows;

  RoutePart(SlicePart slice, byte[] key) {
    this.slice = slice;
    this.key = key;
  }

  /** What names the table: the text of the route field, or empty. */
  public String key() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /** Whether any of the rows had a field at that path, be it null. */
  public boolean has(ColumnPath path) {
    for (int i = 0; i < columnCount; i++) {
      if (slice.path(columns[i]).equals(path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some of the rows' cells carry their keys themselves. */
  boolean hasUnlistedKeys() {
    return hasUnlistedKeys;
  }

  /** The slice that this is a part of. */
  public SlicePart slice() {
    return slice;
  }

  int columnCount() {
    return columnCount;
  }

  /** The slice's column that this table's rows had as the n-th. */
  int column(int position) {
    return columns[position];
  }

  int kinds(int column) {
    return kinds[column];
  }

  boolean isFor(byte[] bytes, int from, int to) {
    return Arrays.equals(key, 0, key.length, bytes, from, to);
  }

  void addRow(int flags, Bytes row, int[] touched, int[] touchedKinds, int touchedCount) {
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
    hasUnlistedKeys |= (flags & SlicePart.UNLISTED) != 0;
    page.append(row);
    pageRows++;
  }

  void rollbackPage() {
    page.truncate(0);
    pageRows = 0;
    columnCount = committedColumnCount;
    kinds = committedKinds.clone();
    hasUnlistedKeys = committedHasUnlistedKeys;
  }

  void commitPage(SpoolFolder spool) throws IOException {
    if (page.length() > 0) {
      spool.count(page.length());
      if (out == null) {
        file = spool.newFile();
        out = Files.newOutputStream(file);
      }
      page.writeTo(out);
      page.truncate(0);
    }
    committedHasUnlistedKeys = hasUnlistedKeys;
    rows += pageRows;
    pageRows = 0;
    if (committedColumnCount != columnCount || !Arrays.equals(committedKinds, kinds)) {
      committedColumnCount = columnCount;
      committedKinds = kinds.clone();
    }
  }

  /** The spooled rows from the first on; not buffered. */
  InputStream open() throws IOException {
    return file == null ? InputStream.nullInputStream() : Files.newInputStream(file);
  }

  void close() throws IOException {
    page.free();
    if (out != null) {
      out.close();
      out = null;
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
