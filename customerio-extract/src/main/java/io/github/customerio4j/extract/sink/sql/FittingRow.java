package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.io.RemainingFields;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row that fits into one page of PostgreSQL. Long values are stored elsewhere, but each leaves a
 * pointer in the page, so that several hundred fields can be too many. Then those that take the
 * most space in the page go into {@code remaining_fields}, as many as it needs.
 */
final class FittingRow implements Row {
  /** What a page of 8 KiB has for the values of a row, with a header for the most columns. */
  private static final int PAGE = 8160 - 224;

  /** The most that a value takes in the page: longer ones are stored elsewhere. */
  private static final int LONGEST = 24;

  /** What a value that is stored elsewhere leaves in the page. */
  private static final int POINTER = 18;

  private final int[] places;
  private final DataType[] types;
  private final List<List<String>> paths;
  private final int[][] orders;
  private final int limit;
  private final int columns;
  private final Integer[] widestFirst;

  /** What each column takes in the page; 0 for none. */
  private final int[] sizes;

  /** The columns whose values are in {@link #fields}. */
  private final BitSet moved = new BitSet();

  private final RemainingFields fields = new RemainingFields();

  /** The row as it came; it may lack the last column. */
  private Row row = this;

  /**
   * A column that is written.
   *
   * @param place its place in a row
   * @param type the type that it has in the table
   * @param pointer the JSON Pointer of its values; empty if they cannot be moved
   */
  record Written(int place, SqlType type, String pointer) {}

  /**
   * Prepares for the rows of a table.
   *
   * @param columns the number of columns of a row; the last one is {@code remaining_fields}
   * @param written the columns that are written; the last one is {@code remaining_fields}
   * @param orders the orders in which tables have these columns, each as indexes of the list
   * @param others how many other columns the table has
   */
  FittingRow(int columns, List<Written> written, List<int[]> orders, int others) {
    this.columns = columns;
    this.places = written.stream().mapToInt(Written::place).toArray();
    this.types = written.stream().map(one -> one.type().type()).toArray(DataType[]::new);
    this.paths = written.stream().map(one -> keys(one.pointer())).toList();
    this.orders = orders.toArray(int[][]::new);
    this.limit = PAGE - Math.min(PAGE / 4, others * LONGEST);
    this.sizes = new int[places.length];
    this.widestFirst = IntStream.range(0, places.length).boxed().toArray(Integer[]::new);
  }

  /** Whether a row of that many columns may be too wide for a page. */
  static boolean isNeeded(int columns) {
    return columns * LONGEST > PAGE;
  }

  private static List<String> keys(String pointer) {
    return Stream.of(pointer.split("/", -1))
        .skip(1)
        .map(key -> key.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /** The row with as many fields moved as it needs to fit; valid until the next call. */
  Row fit(Row given) {
    row = given;
    moved.clear();
    fields.clear();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = size(i);
    }
    if (width() > limit) {
      move();
    }
    return moved.isEmpty() && given.size() == columns ? given : this;
  }

  private void move() {
    int last = columns - 1;
    sizes[sizes.length - 1] = LONGEST;
    if (kind(last) != CellKind.NULL) {
      fields.addAll(String.valueOf(row.text(last)));
    }
    Arrays.sort(
        widestFirst, Comparator.comparingInt((Integer i) -> -sizes[i]).thenComparing(i -> -i));
    int excess = width() - limit;
    for (int i = 0; i < widestFirst.length && excess > 0; i++) {
      int widest = widestFirst[i];
      if (sizes[widest] > 0 && !paths.get(widest).isEmpty()) {
        int place = places[widest];
        fields.add(
            paths.get(widest), row.kind(place) == CellKind.STRING, String.valueOf(row.text(place)));
        moved.set(place);
        excess -= sizes[widest];
        sizes[widest] = 0;
        if (excess <= 0) {
          // Alignment may have hidden some of it.
          excess = width() - limit;
        }
      }
    }
  }

  /** What the row takes in the page, in the table where it takes more. */
  private int width() {
    int widest = 0;
    for (int[] order : orders) {
      int end = 0;
      for (int i : order) {
        if (sizes[i] > 0) {
          boolean isAligned = types[i] == DataType.INTEGER || types[i] == DataType.TIME;
          end = (isAligned ? (end + 7) / 8 * 8 : end) + sizes[i];
        }
      }
      widest = Math.max(widest, end);
    }
    return widest;
  }

  private int size(int index) {
    int place = places[index];
    if (kind(place) == CellKind.NULL) {
      return 0;
    }
    return switch (types[index]) {
      case INTEGER, TIME -> 8;
      case BOOLEAN -> 1;
      case JSON -> LONGEST;
      case DECIMAL, NUMBER -> ofNumber(row.end(place) - row.start(place));
      case NONE, TEXT -> ofText(row.end(place) - row.start(place));
    };
  }

  private static int ofText(int length) {
    return length < LONGEST ? length + 1 : POINTER;
  }

  /** Two bytes for four digits, which the point may divide unevenly, and a header. */
  private static int ofNumber(int length) {
    return Math.min(LONGEST, 3 + 2 * (length / 4 + 2));
  }

  @Override
  public int size() {
    return columns;
  }

  @Override
  public CellKind kind(int column) {
    if (moved.get(column)) {
      return CellKind.NULL;
    }
    if (isRemaining(column)) {
      return CellKind.JSON;
    }
    return column < row.size() ? row.kind(column) : CellKind.NULL;
  }

  private boolean isRemaining(int column) {
    return column == columns - 1 && !moved.isEmpty();
  }

  @Override
  public @Nullable String text(int column) {
    if (isRemaining(column)) {
      return new String(fields.utf8(), StandardCharsets.UTF_8);
    }
    return kind(column) == CellKind.NULL ? null : row.text(column);
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < columns && kind(next) == CellKind.NULL) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    return isRemaining(column) ? fields.utf8() : row.utf8(column);
  }

  @Override
  public int start(int column) {
    return isRemaining(column) ? 0 : row.start(column);
  }

  @Override
  public int end(int column) {
    return isRemaining(column) ? fields.utf8().length : row.end(column);
  }
}
