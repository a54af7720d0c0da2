package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.CellCode;
import io.github.customerio4j.extract.engine.row.RowFlags;
import io.github.customerio4j.extract.engine.row.TimeLimits;
import io.github.customerio4j.extract.engine.spool.SpoolReader;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.io.RemainingFields;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a part back, each under the columns of its table. One row is held at a time.
 * Its cost depends on the cells that it has, not on the columns of the table.
 */
public final class SpooledRows implements Row, Closeable {
  private final TableLayout layout;
  private final TableSpool part;
  private final SpoolReader rows;
  private final int[] mapping;
  private final int identityColumn;
  private final boolean hasOverflow;
  private final int columns;

  /** The text of the first column, in every row; empty if there is no such column. */
  private final byte[] workspace;

  /** A bit for each column, set where this row has a cell. */
  private final long[] present;

  /** The same where its field is null; empty where nulls are not kept. */
  private final long[] nulls;

  private final byte[] codes;
  private final int[] starts;
  private final int[] ends;
  private final RemainingFields overflow = new RemainingFields();
  private long[] skipped = {};
  private int nextSkipped;
  private long number = -1;
  private int position;
  private int identityStart;
  private int identityEnd;

  /** Opens the part's rows, the newest version of each record. */
  public SpooledRows(TableSpool part, TableLayout layout) throws IOException {
    this(part, layout, "");
  }

  /**
   * The same of a workspace.
   *
   * @param workspace its name, in the first column of the layout if that has such a column
   */
  SpooledRows(TableSpool part, TableLayout layout, String workspace) throws IOException {
    this(part, layout, 0, workspace);
    skipped = part.superseded().sorted();
  }

  /**
   * Opens all rows of the part's later pages.
   *
   * @param from the {@linkplain TableSpool#length length} of the part before those pages
   */
  public SpooledRows(TableSpool part, TableLayout layout, long from) throws IOException {
    this(part, layout, from, "");
  }

  private SpooledRows(TableSpool part, TableLayout layout, long from, String workspace)
      throws IOException {
    this.workspace =
        layout.hasWorkspace() ? workspace.getBytes(StandardCharsets.UTF_8) : new byte[0];
    this.part = part;
    this.layout = layout;
    this.mapping = layout.mapping(part);
    this.hasOverflow = layout.hasOverflow();
    this.columns = layout.size() + (hasOverflow ? 1 : 0);
    this.present = new long[(columns + Long.SIZE - 1) / Long.SIZE];
    this.nulls = part.shape().keepsNulls() ? new long[present.length] : new long[0];
    this.codes = new byte[columns];
    this.starts = new int[columns];
    this.ends = new int[columns];
    this.identityColumn =
        part.shape().identity().map(path -> part.dictionary().at(path).column).orElse(-1);
    this.rows = new SpoolReader(part.open(from));
  }

  /**
   * Leaves out these rows only.
   *
   * @param numbers the numbers of the rows in the part, ascending
   */
  void skip(long[] numbers) {
    skipped = numbers;
  }

  /** Moves to the next row; false at the end. */
  public boolean next() throws IOException {
    do {
      if (!take()) {
        return false;
      }
    } while (isLeftOut());
    read();
    return true;
  }

  /** Moves to the next row that another window may have brought as well; false at the end. */
  boolean nextAtBorder() throws IOException {
    do {
      if (!take()) {
        return false;
      }
    } while (isLeftOut() || (rows.flags() & (RowFlags.AT_START | RowFlags.AT_END)) == 0);
    read();
    return true;
  }

  /** The number of the row in the part, from 0, if the part is read from its start. */
  long number() {
    return number;
  }

  private boolean take() throws IOException {
    number++;
    return rows.next();
  }

  private boolean isLeftOut() {
    while (nextSkipped < skipped.length && skipped[nextSkipped] < number) {
      nextSkipped++;
    }
    return ((rows.flags() & RowFlags.BEYOND) != 0 && part.limits().isNarrowed())
        || (nextSkipped < skipped.length && skipped[nextSkipped] == number);
  }

  private void read() {
    Arrays.fill(present, 0);
    Arrays.fill(nulls, 0);
    overflow.clear();
    identityEnd = identityStart = 0;
    if (workspace.length > 0) {
      present[0] = 1;
      codes[0] = CellCode.STRING;
      ends[0] = workspace.length;
    }
    position = rows.start();
    int end = rows.end();
    byte[] bytes = rows.bytes();
    while (position < end) {
      readCell(bytes);
    }
    if (!overflow.isEmpty()) {
      present[layout.size() / Long.SIZE] |= 1L << layout.size();
    }
  }

  /** The seconds that the slice of the rows may bring. */
  TimeLimits limits() {
    return part.limits();
  }

  /** Whether the previous window may have brought this record as well. */
  public boolean isAtStart() {
    return (rows.flags() & RowFlags.AT_START) != 0;
  }

  /** Whether the next window may bring this record as well. */
  public boolean isAtEnd() {
    return (rows.flags() & RowFlags.AT_END) != 0;
  }

  /** Whether an earlier row of the part has another version of the record. */
  boolean isRepeated() {
    return (rows.flags() & RowFlags.REPEATED) != 0;
  }

  /** The text of the record's identity, or null if it has none. */
  public @Nullable String identity() {
    return identityStart == identityEnd ? null : text(rows.bytes(), identityStart, identityEnd);
  }

  @Override
  public int size() {
    return columns;
  }

  @Override
  public CellKind kind(int column) {
    if (!has(column)) {
      return CellKind.NULL;
    }
    return column == layout.size() ? CellKind.JSON : CellCode.kind(codes[column]);
  }

  @Override
  public @Nullable String text(int column) {
    return has(column) ? text(utf8(column), start(column), end(column)) : null;
  }

  @Override
  public int nextCell(int column) {
    int word = column / Long.SIZE;
    if (word >= present.length) {
      return columns;
    }
    long bits = present[word] & (-1L << column);
    while (bits == 0) {
      if (++word == present.length) {
        return columns;
      }
      bits = present[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  @Override
  public int nextField(int column) {
    if (nulls.length == 0) {
      return nextCell(column);
    }
    long from = -1L << column;
    for (int word = column / Long.SIZE; word < present.length; word++) {
      long bits = (present[word] | nulls[word]) & from;
      if (bits != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
      }
      from = -1L;
    }
    return columns;
  }

  @Override
  public byte[] utf8(int column) {
    if (column == 0 && workspace.length > 0) {
      return workspace;
    }
    return column == layout.size() ? overflow.utf8() : rows.bytes();
  }

  @Override
  public int start(int column) {
    return column == layout.size() || !has(column) ? 0 : starts[column];
  }

  @Override
  public int end(int column) {
    if (!has(column)) {
      return 0;
    }
    return column == layout.size() ? overflow.utf8().length : ends[column];
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private boolean has(int column) {
    return (present[column / Long.SIZE] & (1L << column)) != 0;
  }

  private void readCell(byte[] bytes) {
    int sliceColumn = takeVarint(bytes) - 1;
    if (sliceColumn < 0) {
      readUnlistedCell(bytes);
      return;
    }
    byte code = CellCode.checked(bytes[position++]);
    int start = takeEnd(bytes);
    int end = position;
    int column = mapping[sliceColumn];
    if (column >= 0) {
      place(column, code, start);
    } else if (column == TableLayout.OVERFLOW && hasOverflow) {
      remain(part.path(sliceColumn), code, text(bytes, start, end));
    }
    if (sliceColumn == identityColumn) {
      identityStart = start;
      identityEnd = end;
    }
  }

  private void place(int column, byte code, int start) {
    if (code == CellCode.NULL) {
      placeNull(column);
      return;
    }
    present[column / Long.SIZE] |= 1L << column;
    codes[column] = code;
    starts[column] = start;
    ends[column] = position;
  }

  /** Adds a cell. If a key occurs twice in a record, the last value counts. */
  private void placeNull(int column) {
    present[column / Long.SIZE] &= ~(1L << column);
    nulls[column / Long.SIZE] |= 1L << column;
  }

  /** A cell whose key came after the dictionary was full; it carries its pointer. */
  private void readUnlistedCell(byte[] bytes) {
    int start = takeEnd(bytes);
    String pointer = text(bytes, start, position);
    byte code = CellCode.checked(bytes[position++]);
    start = takeEnd(bytes);
    int column = layout.lookUp(pointer);
    if (column >= 0) {
      place(column, code, start);
    } else if (column == TableLayout.OVERFLOW && hasOverflow) {
      remain(ColumnPath.parse(pointer), code, text(bytes, start, position));
    }
  }

  private void remain(ColumnPath path, byte code, String text) {
    CellKind kind = CellCode.kind(code);
    overflow.add(path.keys(), kind == CellKind.STRING, kind == CellKind.NULL ? "null" : text);
  }

  /** Reads a length, moves past the text that follows, and returns the start of that text. */
  private int takeEnd(byte[] bytes) {
    int length = takeVarint(bytes);
    int start = position;
    position = start + length;
    return start;
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private int takeVarint(byte[] bytes) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
