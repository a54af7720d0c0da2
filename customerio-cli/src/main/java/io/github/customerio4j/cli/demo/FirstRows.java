package io.github.customerio4j.cli.demo;

import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The upper left corner of a table: a taste of what the files hold. */
final class FirstRows {
  private static final int ROWS = 2;
  private static final int COLUMNS = 7;
  private static final int WIDEST_CELL = 28;

  private FirstRows() {}

  static void print(ExtractionReport report, String table, PrintStream out) throws IOException {
    for (TableReport candidate : report.tables()) {
      if (candidate.table().equals(table)) {
        Path file = Path.of(candidate.location());
        out.printf("Look at %s, which begins:%n%n", file.getFileName());
        lines(file).forEach(line -> out.println("  " + line));
      }
    }
  }

  static List<String> lines(Path file) throws IOException {
    try (CSVParser records = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      List<List<String>> rows = new ArrayList<>();
      for (CSVRecord row : records) {
        rows.add(row.stream().limit(COLUMNS).map(FirstRows::cell).toList());
        if (rows.size() > ROWS) {
          break;
        }
      }
      TextTable table = new TextTable(Collections.nCopies(rows.get(0).size(), Alignment.LEFT));
      rows.forEach(table::add);
      return table.lines();
    }
  }

  /** On one line and not too long; characters that would move the cursor are shown as dots. */
  private static String cell(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(WIDEST_CELL)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '.' : c));
    boolean isCut = text.codePointCount(0, text.length()) > WIDEST_CELL;
    return isCut ? shown + "..." : shown.toString();
  }
}
