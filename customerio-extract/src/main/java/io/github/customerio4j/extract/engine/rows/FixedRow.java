package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.engine.row.CellCode;
import io.github.customerio4j.extract.engine.row.RowFlags;
import io.github.customerio4j.extract.engine.row.SpooledCells;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.SpoolReader;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of pages under columns that do not depend on them. A value that does not fit the
 * documented type of its column is not in that column; the record has it.
 */
final class FixedRow implements Row, Closeable {
  private static final byte ABSENT = -1;
  private static final RecordJson.Field[] NO_FIELDS = {};

  private final RowColumns columns;
  private final DataType[] types;
  private final byte[] codes;
  private final int[] starts;
  private final int[] ends;
  private final SpooledCells cells = new SpooledCells();
  private final RecordJson record = new RecordJson();
  private Set<String> others = Set.of();
  private int identityColumn = -1;
  private @Nullable TableSpool page;
  private @Nullable SpoolReader rows;
  private int[] mapping = {};
  private RecordJson.Field[] fields = NO_FIELDS;

  FixedRow(RowColumns columns) {
    this.columns = columns;
    List<Column> all = columns.schema().columns();
    this.types = all.stream().map(Column::documentedType).toArray(DataType[]::new);
    this.codes = new byte[all.size()];
    this.starts = new int[all.size()];
    this.ends = new int[all.size()];
  }

  /**
   * Continues with the rows of the last page of a part.
   *
   * @param leftOut the identities of records that are left out
   */
  void open(TableSpool part, Set<String> leftOut) throws IOException {
    close();
    page = part;
    others = leftOut;
    identityColumn =
        part.shape().identity().map(path -> part.dictionary().at(path).column).orElse(-1);
    rows = new SpoolReader(part.openLastPage());
    record.clearIfLarge();
    int count = part.dictionary().columnCount();
    mapping = new int[count];
    fields = columns.recordColumn() < 0 ? NO_FIELDS : new RecordJson.Field[count];
    for (int i = 0; i < count; i++) {
      String pointer = part.path(i).pointer();
      mapping[i] = columns.at(pointer);
      if (fields.length > 0) {
        fields[i] = record.field(pointer);
      }
    }
  }

  /** Moves to the next row of the page; false at its end. */
  boolean next() throws IOException {
    SpoolReader reader = rows;
    TableSpool part = page;
    if (reader == null || part == null) {
      return false;
    }
    boolean isNarrowed = part.limits().isNarrowed();
    do {
      if (!reader.next()) {
        return false;
      }
    } while ((isNarrowed && (reader.flags() & RowFlags.BEYOND) != 0) || isOthers(reader));
    read(reader);
    return true;
  }

  private boolean isOthers(SpoolReader reader) {
    if (others.isEmpty()) {
      return false;
    }
    cells.begin(reader.bytes(), reader.start(), reader.end());
    while (cells.next()) {
      if (cells.column() >= 0 && cells.column() == identityColumn) {
        int from = cells.to() - cells.textLength();
        String identity =
            new String(reader.bytes(), from, cells.textLength(), StandardCharsets.UTF_8);
        return others.contains(identity);
      }
    }
    return false;
  }

  private void read(SpoolReader reader) {
    Arrays.fill(codes, ABSENT);
    byte[] bytes = reader.bytes();
    cells.begin(bytes, reader.start(), reader.end());
    boolean hasRecord = columns.recordColumn() >= 0;
    if (hasRecord) {
      record.begin();
    }
    while (cells.next()) {
      int from = cells.to() - cells.textLength();
      String pointer = cells.column() < 0 ? cells.pointer() : "";
      int column = cells.column() < 0 ? columns.at(pointer) : mapping[cells.column()];
      if (column >= 0) {
        place(column, bytes, from);
      }
      if (hasRecord) {
        // Keys past the bound of the dictionary are too many to remember.
        record.add(
            cells.column() < 0 ? record.newField(pointer) : fields[cells.column()],
            cells.code(),
            bytes,
            from,
            cells.to());
      }
    }
    if (hasRecord) {
      record.end(bytes);
      int column = columns.recordColumn();
      codes[column] = (byte) CellCode.of(CellKind.JSON);
      ends[column] = record.length();
    }
  }

  private void place(int column, byte[] bytes, int from) {
    CellKind kind = CellCode.kind(cells.code());
    boolean fits =
        types[column] == DataType.TEXT
            || ValueKinds.fits(types[column], kind, bytes, from, cells.to());
    codes[column] = fits ? cells.code() : CellCode.NULL;
    starts[column] = from;
    ends[column] = cells.to();
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public CellKind kind(int column) {
    return codes[column] == ABSENT ? CellKind.NULL : CellCode.kind(codes[column]);
  }

  private boolean has(int column) {
    return codes[column] > CellCode.NULL;
  }

  @Override
  public @Nullable String text(int column) {
    return has(column)
        ? new String(
            utf8(column), start(column), end(column) - start(column), StandardCharsets.UTF_8)
        : null;
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < codes.length && !has(next)) {
      next++;
    }
    return next;
  }

  @Override
  public int nextField(int column) {
    int next = column;
    while (next < codes.length && codes[next] == ABSENT) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    SpoolReader reader = rows;
    return column == columns.recordColumn() || reader == null ? record.bytes() : reader.bytes();
  }

  @Override
  public int start(int column) {
    return column == columns.recordColumn() || !has(column) ? 0 : starts[column];
  }

  @Override
  public int end(int column) {
    return has(column) ? ends[column] : 0;
  }

  @Override
  public void close() throws IOException {
    SpoolReader reader = rows;
    rows = null;
    page = null;
    if (reader != null) {
      reader.close();
    }
  }
}
