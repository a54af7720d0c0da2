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
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
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
 * person, and an empty field is null. Blank lines are skipped, and bytes that are not UTF-8 are
 * replaced by U+FFFD and counted.
 */
public final class CsvReader {
  private static final int ROWS_A_PAGE = 1000;

  /** In this mode the parser distinguishes an empty field (null) from an empty string in quotes. */
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get();

  /**
   * What stands for damaged bytes until they are counted: a high surrogate alone, which no valid
   * UTF-8 decodes to.
   */
  private static final char DAMAGED = '\uD800';

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
      List<KeyNode> columns = List.of();
      while (columns.isEmpty() && records.hasNext()) {
        CSVRecord first = records.next();
        columns = isBlank(first) ? columns : header(first);
      }
      if (columns.isEmpty()) {
        throw new MalformedBodyException("the export has no header");
      }
      long rows = 0;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        // If there is only one column, a blank line is a row whose value is null.
        if (columns.size() > 1 && isBlank(record)) {
          continue;
        }
        addRow(record, columns, rows + 1);
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
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(DAMAGED));
    Reader reader = new BufferedReader(new InputStreamReader(csv, decoder));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  /** Whether a line is empty, or holds nothing but white space without quotes. */
  private static boolean isBlank(CSVRecord record) {
    String only = record.size() == 1 ? text(record, 0) : "more";
    return only == null || (!only.isEmpty() && only.isBlank());
  }

  private List<KeyNode> header(CSVRecord names) {
    Map<String, Integer> seen = new HashMap<>();
    List<KeyNode> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String named = text(names, i);
      String name = named == null ? "" : repaired(named);
      int count = seen.merge(name, 1, Integer::sum);
      ColumnPath path =
          count == 1 ? ColumnPath.of(name) : ColumnPath.of(name, String.valueOf(count));
      KeyNode column = part.rows().dictionary().at(path);
      columns.add(column);
      part.rows().dictionary().columnOf(column);
    }
    return columns;
  }

  private void addRow(CSVRecord record, List<KeyNode> columns, long number)
      throws MalformedBodyException {
    if (record.size() != columns.size()) {
      throw new MalformedBodyException(
          "row "
              + number
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
        byte[] bytes = repaired(text).getBytes(StandardCharsets.UTF_8);
        part.rows().cell(columns.get(i), CellKind.STRING, bytes, 0, bytes.length);
      }
    }
    part.endRow();
  }

  /** The text with U+FFFD for damaged bytes; a text with any is counted. */
  private String repaired(String text) {
    if (text.indexOf(DAMAGED) < 0 || text.codePoints().noneMatch(c -> c == DAMAGED)) {
      return text;
    }
    part.rows().countRepair();
    return text.codePoints()
        .map(c -> c == DAMAGED ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Commons CSV has no nullness annotations. A field is null if it is empty and not quoted. */
  private static @Nullable String text(CSVRecord record, int column) {
    return record.get(column);
  }
}
