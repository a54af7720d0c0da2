package io.github.customerio4j.extract.write;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows and tables to write in tests. */
public final class Rows {

  private Rows() {}

  /** A row of texts and nulls. */
  public static List<@Nullable String> row(@Nullable String... cells) {
    return Collections.unmodifiableList(Arrays.asList(cells));
  }

  /** A fully loaded table with columns of these names. */
  public static TableSchema schema(String name, String... columns) {
    TableSchema.Builder schema = TableSchema.builder().name(name).loadType(LoadType.FULL_LOAD);
    for (String column : columns) {
      schema.addColumns(
          Column.builder().name(column).originalKey(column).pointer("/" + column).build());
    }
    return schema.build();
  }

  /** Writes a table from its first row to its completion. */
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

  /** The view that a sink is handed. */
  public static Row view(List<@Nullable String> cells) {
    return new Row() {
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
    };
  }
}
