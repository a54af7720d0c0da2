package io.github.customerio4j.extract.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Rows and tables for tests of sinks, also of your own. */
@NullMarked
public final class Rows {

  private Rows() {}

  /** A row of texts and nulls. */
  public static List<@Nullable String> row(@Nullable String... cells) {
    return Collections.unmodifiableList(Arrays.asList(cells));
  }

  /** A table with Full Load and columns of the given names. */
  public static TableSchema schema(String name, String... columns) {
    TableSchema.Builder schema = TableSchema.builder().name(name).loadType(LoadType.FULL_LOAD);
    for (String column : columns) {
      schema.addColumns(
          Column.builder().name(column).originalKey(column).pointer("/" + column).build());
    }
    return schema.build();
  }

  /**
   * Writes a whole table.
   *
   * @throws IOException if the sink fails
   */
  public static void write(
      SinkTransaction transaction, TableSchema schema, List<List<@Nullable String>> rows)
      throws IOException {
    try (TableWriter writer = transaction.open(schema)) {
      for (List<@Nullable String> row : rows) {
        writer.write(view(row));
      }
      writer.complete();
    }
  }

  /** The view of a row that a sink gets. */
  public static Row view(List<@Nullable String> cells) {
    return new ListedRow(cells);
  }

  /** A row of two cells; reading the second one fails. */
  public static Row failingAfterACell() {
    return new ListedRow(row("1", "2")) {
      @Override
      public byte[] utf8(int column) {
        if (column == 1) {
          throw new IllegalStateException("the second cell fails");
        }
        return super.utf8(column);
      }
    };
  }

  private static class ListedRow implements Row {
    private final List<@Nullable String> cells;

    ListedRow(List<@Nullable String> cells) {
      this.cells = cells;
    }

    @Override
    public int size() {
      return cells.size();
    }

    @Override
    public CellKind kind(int column) {
      return cells.get(column) == null ? CellKind.NULL : CellKind.STRING;
    }

    @Override
    public @Nullable String text(int column) {
      return cells.get(column);
    }

    @Override
    public int nextCell(int column) {
      int next = column;
      while (next < cells.size() && cells.get(next) == null) {
        next++;
      }
      return next;
    }

    @Override
    public byte[] utf8(int column) {
      String text = cells.get(column);
      // Other bytes surround the text, as in the engine's rows.
      return (text == null ? "" : ", " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int start(int column) {
      return cells.get(column) == null ? 0 : 2;
    }

    @Override
    public int end(int column) {
      return Math.max(0, utf8(column).length - 1);
    }
  }
}
