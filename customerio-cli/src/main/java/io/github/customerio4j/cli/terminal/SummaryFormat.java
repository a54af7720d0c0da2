package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How {@link RunSummary} writes the table of a run. */
public enum SummaryFormat {
  /** For people at a terminal: grouped digits, rules, and notes below the table. */
  TERMINAL("%,d", "%,.1f"),
  /** For logs, with a timestamp before each line: plain digits, and below the table what was read again. */
  LOG("%d", "%.1f");

  private static final List<Alignment> ALIGNMENTS =
      List.of(Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT, Alignment.RIGHT, Alignment.RIGHT);

  /** Keeps the columns of a log in their places from run to run. */
  private static final List<Integer> WIDTHS_OF_LOG = List.of(0, 11, 7, 8, 8);

  private static final List<Integer> WIDTHS_OF_TERMINAL = List.of(0, 0, 0, 0, 0);

  private final String number;
  private final String decimal;

  SummaryFormat(String number, String decimal) {
    this.number = number;
    this.decimal = decimal;
  }

  /** Seconds with one decimal. */
  public String seconds(Duration duration) {
    return String.format(Locale.ROOT, decimal, duration.toMillis() / 1000.0);
  }

  String count(long count) {
    return String.format(Locale.ROOT, number, count);
  }

  /** An empty table with the headings of a summary. */
  TextTable newTable() {
    TextTable table = new TextTable(ALIGNMENTS, this == LOG ? WIDTHS_OF_LOG : WIDTHS_OF_TERMINAL);
    List<String> headings = List.of("table", "rows", "columns", "requests", "seconds");
    table.add(
        this == LOG
            ? headings
            : headings.stream().map(heading -> heading.toUpperCase(Locale.ROOT)).toList());
    return table;
  }
}
