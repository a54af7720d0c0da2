package io.github.customerio4j.cli.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns that are as wide as they need to be, two spaces apart. Not thread-safe. */
public final class TextTable {

  /** Where in its column a cell stands. */
  public enum Alignment {
    /** Words. */
    LEFT,
    /** Numbers. */
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<Alignment> columns;
  private final List<Integer> minimumWidths;
  private final List<List<String>> rows = new ArrayList<>();

  /** Starts a table whose columns are as wide as their widest cell. */
  public TextTable(List<Alignment> columns) {
    this(columns, Collections.nCopies(columns.size(), 0));
  }

  /**
   * Starts a table.
   *
   * @param minimumWidths one for each column, in characters
   */
  TextTable(List<Alignment> columns, List<Integer> minimumWidths) {
    this.columns = List.copyOf(columns);
    this.minimumWidths = List.copyOf(minimumWidths);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Cannot add a row of "
              + cells.size()
              + " cells: the table has "
              + columns.size()
              + " columns. Give a cell for each.");
    }
    rows.add(List.copyOf(cells));
  }

  /** Adds a line across the table. */
  public void addRule() {
    rows.add(List.of());
  }

  /** The lines, without line ends and without space at their ends. */
  public List<String> lines() {
    List<Integer> widths = new ArrayList<>(minimumWidths);
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), width(row.get(i))));
      }
    }
    int total =
        widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (columns.size() - 1);
    return rows.stream().map(row -> row.isEmpty() ? "-".repeat(total) : line(row, widths)).toList();
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String space = " ".repeat(widths.get(i) - width(row.get(i)));
      line.append(i == 0 ? "" : GAP)
          .append(columns.get(i) == Alignment.RIGHT ? space + row.get(i) : row.get(i) + space);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
