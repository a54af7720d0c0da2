package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV of an export into a part. The first line is the header, each other line is a
 * person, and an empty field is null.
 */
public final class CsvReader {
  private static final int ROWS_A_PAGE = 1000;

  /** In this mode the parser distinguishes an empty field (null) from an empty string in quotes. */
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get();

  private final SliceSpool part;

  /** A reader into that part. */
  public CsvReader(SliceSpool part) {
    this.part = part;
  }

  /**
   * Reads all of it.
   *
   * @return the number of rows, those that were repeated included
   * @throws MalformedBodyException if a row has another number of fields than the header
   */
  public long read(InputStream csv) throws IOException {
    try (Reader reader = withoutByteOrderMark(csv);
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new MalformedBodyException("the export has no header");
      }
      List<KeyNode> columns = header(records.next());
      long rows = 0;
      while (records.hasNext()) {
        addRow(records.next(), columns);
        if (++rows % ROWS_A_PAGE == 0) {
          part.commitPage(ROWS_A_PAGE, Optional.empty());
        }
      }
      part.commitPage((int) (rows % ROWS_A_PAGE), Optional.empty());
      return rows;
    } catch (UncheckedIOException e) {
      // The iterator of the parser wraps what its reader throws.
      if (e.getCause() instanceof CSVException) {
        throw new MalformedBodyException("the export is not CSV: " + e.getMessage(), e);
      }
      throw e.getCause();
    }
  }

  /** Skips a byte order mark, because the parser does not recognize quotes behind it. */
  private static Reader withoutByteOrderMark(InputStream csv) throws IOException {
    Reader reader = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private List<KeyNode> header(CSVRecord names) {
    Map<String, Integer> seen = new HashMap<>();
    List<KeyNode> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = text(names, i) == null ? "" : names.get(i);
      int count = seen.merge(name, 1, Integer::sum);
      ColumnPath path =
          count == 1 ? ColumnPath.of(name) : ColumnPath.of(name, String.valueOf(count));
      KeyNode column = part.rows().dictionary().at(path);
      columns.add(column);
      part.rows().dictionary().columnOf(column);
    }
    return columns;
  }

  private void addRow(CSVRecord record, List<KeyNode> columns) throws MalformedBodyException {
    if (record.size() != columns.size()) {
      throw new MalformedBodyException(
          "row "
              + (record.getRecordNumber() - 1)
              + " of the export has "
              + record.size()
              + " fields, its header "
              + columns.size());
    }
    part.rows().startRow();
    for (int i = 0; i < columns.size(); i++) {
      String text = text(record, i);
      if (text == null) {
        // An export does not distinguish null from absent.
        part.rows().noCell(columns.get(i));
      } else {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        part.rows().cell(columns.get(i), CellKind.STRING, bytes, 0, bytes.length);
      }
    }
    part.endRow();
  }

  /** Commons CSV has no nullness annotations. A field is null if it is empty and not quoted. */
  private static @Nullable String text(CSVRecord record, int column) {
    return record.get(column);
  }
}
