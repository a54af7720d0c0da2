package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.extract.engine.commit.SpooledRows;
import io.github.customerio4j.extract.engine.commit.TableLayout;
import io.github.customerio4j.extract.engine.page.PageReader.PageSummary;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.SpoolFolder;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A slice that is fed pages as text and read back as cells by JSON Pointer. */
public final class ReadSlice implements Closeable {
  public static final String ITEMS = "items";

  private final SpoolFolder spool;
  private final SliceSpool part;
  private final PageReader reader;

  /** A cell as it was spooled. */
  public record Cell(CellKind kind, String text) {}

  public ReadSlice(Path folder) throws IOException {
    this(folder, RecordShape.builder().itemsKey(ITEMS).build());
  }

  public ReadSlice(Path folder, RecordShape shape) throws IOException {
    spool = SpoolFolder.createIn(folder, OptionalLong.empty());
    part = spool.scratchPart(shape);
    reader = new PageReader(part);
  }

  public SliceSpool part() {
    return part;
  }

  public SpoolFolder spool() {
    return spool;
  }

  /** Reads a body without committing it. */
  public DecodedPage<PageSummary> decode(String body) throws IOException {
    return decode(body.getBytes(StandardCharsets.UTF_8));
  }

  public DecodedPage<PageSummary> decode(byte[] body) throws IOException {
    return reader.decode(new Buffer().write(body));
  }

  /** Reads a body and commits it. */
  public DecodedPage<PageSummary> page(String body) throws IOException {
    DecodedPage<PageSummary> page = decode(body);
    part.commitPage();
    return page;
  }

  /** Reads records, a JSON object each, as one whole page. */
  public ReadSlice records(String... records) throws IOException {
    page("{\"" + ITEMS + "\":[" + String.join(",", records) + "]}");
    return this;
  }

  public long csv(String text) throws IOException {
    return csv(text.getBytes(StandardCharsets.UTF_8));
  }

  public long csv(byte[] bytes) throws IOException {
    return new CsvReader(part).read(new ByteArrayInputStream(bytes));
  }

  /** The only route, which is there once a row is. */
  public TableSpool route() {
    List<TableSpool> routes = part.routes();
    if (routes.size() != 1) {
      throw new AssertionError("Expected one route, found " + routes.size());
    }
    return routes.get(0);
  }

  /** A layout that knows no column but those of this slice. */
  public TableLayout layout() {
    TableLayout layout = new TableLayout(List.of(), 100_000, Optional.empty());
    part.routes().forEach(layout::addPart);
    return layout;
  }

  /** Pointers of all columns. */
  public List<String> columns() {
    return layout().columns().stream().map(Column::pointer).toList();
  }

  /** The rows of all routes, each as its cells that are not null, by pointer. */
  public List<Map<String, Cell>> rows() throws IOException {
    List<Map<String, Cell>> rows = new ArrayList<>();
    TableLayout layout = layout();
    List<String> pointers = columns();
    for (TableSpool route : part.routes()) {
      try (SpooledRows in = new SpooledRows(route, layout)) {
        while (in.next()) {
          rows.add(cells(in, pointers));
        }
      }
    }
    return rows;
  }

  /** The only row. */
  public Map<String, Cell> row() throws IOException {
    List<Map<String, Cell>> rows = rows();
    if (rows.size() != 1) {
      throw new AssertionError("Expected one row, found " + rows);
    }
    return rows.get(0);
  }

  /** What the rows hold under a layout, by column name; a null cell is absent. */
  public static List<Map<String, String>> named(TableSpool route, TableLayout layout)
      throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<Column> columns = layout.columns();
    try (SpooledRows in = new SpooledRows(route, layout)) {
      while (in.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          String text = in.text(i);
          if (text != null) {
            row.put(columns.get(i).name(), text);
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }

  public static Cell string(String text) {
    return new Cell(CellKind.STRING, text);
  }

  public static Cell number(String text) {
    return new Cell(CellKind.NUMBER, text);
  }

  public static Cell json(String text) {
    return new Cell(CellKind.JSON, text);
  }

  @Override
  public void close() throws IOException {
    part.close();
    spool.close();
  }

  private static Map<String, Cell> cells(SpooledRows row, List<String> pointers) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      @Nullable String text = row.text(i);
      if ((text == null) != (row.kind(i) == CellKind.NULL)) {
        throw new AssertionError("Kind and text disagree about null at " + pointers.get(i));
      }
      if (text != null) {
        cells.put(pointers.get(i), new Cell(row.kind(i), text));
      }
    }
    return cells;
  }
}
