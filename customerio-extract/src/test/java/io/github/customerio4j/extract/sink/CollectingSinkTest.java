package io.github.customerio4j.extract.sink;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectingSinkTest extends TableSinkContract {
  private final TableSink.Collecting sink = TableSink.collecting();

  @Override
  protected TableSink sink() {
    return sink;
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() {
    Map<String, List<List<@Nullable String>>> visible = new LinkedHashMap<>();
    sink.tables()
        .forEach(
            (name, table) -> {
              List<List<@Nullable String>> rows = new ArrayList<>();
              rows.add(new ArrayList<>(table.columnNames()));
              for (Map<String, String> row : table.rows()) {
                List<@Nullable String> cells = new ArrayList<>();
                table.columnNames().forEach(column -> cells.add(row.get(column)));
                rows.add(cells);
              }
              visible.put(name, rows);
            });
    return visible;
  }

  @Test
  void rowsAreTextsByColumn() throws IOException {
    load(incremental("t", "id", "name"), row("1", "x"), row("2", null));

    assertThat(sink.rows("t")).containsExactly(Map.of("id", "1", "name", "x"), Map.of("id", "2"));
    assertThat(sink.table("t").key()).containsExactly("id");
    assertThat(sink.table("t").columns()).extracting(Column::name).containsExactly("id", "name");
  }

  @Test
  void incrementalUpdateMergesByPrimaryKey() throws IOException {
    load(incremental("t", "id", "name", "old"), row("1", "x", "o"), row("2", "y", "o"));

    RowChanges changes =
        load(
            incremental("t", "id", "name", "new"),
            row("2", null, null),
            row("3", "a", "n"),
            row("3", "b", "n"),
            row("1", "x", null));

    assertThat(visible().get("t"))
        .containsExactly(
            row("id", "name", "old", "new"),
            row("1", "x", "o", null),
            row("2", null, "o", null),
            row("3", "b", null, "n"));
    assertThat(changes)
        .as("the last row of a key counts, once")
        .isEqualTo(new RowChanges(1, 1, 0, 1));
  }

  @Test
  void fullLoadCountsWhatDiffersFromTheTableBefore() throws IOException {
    TableSchema keyed = builder("t", LoadType.FULL_LOAD, "id", "name").addPrimaryKey("id").build();
    load(keyed, row("1", "x"), row("2", "y"), row("3", "z"));

    assertThat(load(keyed, row("1", "x"), row("2", "y"), row("3", "z")))
        .isEqualTo(new RowChanges(0, 0, 0, 3));
    assertThat(load(keyed, row("1", "x"), row("2", "a"), row("2", "b"), row("4", "n")))
        .isEqualTo(new RowChanges(1, 1, 1, 1));
    assertThat(sink.rows("t"))
        .extracting(cells -> cells.get("name"))
        .containsExactly("x", "b", "n");
  }

  @Test
  void rowsWithoutKeyAreAppended() throws IOException {
    TableSchema schema = incremental("t", "id", "name");
    load(schema, row(null, "x"));
    load(schema, row(null, "y"));

    assertThat(sink.rows("t")).containsExactly(Map.of("name", "x"), Map.of("name", "y"));
  }

  @Test
  void tableWithoutPrimaryKeyIsAppended() throws IOException {
    TableSchema schema =
        builder("t", LoadType.INCREMENTAL_UPDATE, "id").primaryKey(List.of()).build();
    load(schema, row("1"));

    RowChanges changes = load(schema, row("1"));

    assertThat(sink.rows("t")).containsExactly(Map.of("id", "1"), Map.of("id", "1"));
    assertThat(changes).isEqualTo(new RowChanges(1, 0, 0, 0));
  }

  @Test
  void deletedRowsAreMarkedAndUnmarked() throws IOException {
    load(incremental("t", "id"), row("1"), row("2"));
    TableSchema whole =
        builder("t", LoadType.INCREMENTAL_UPDATE, "id").marksDeletedRows(true).build();

    RowChanges changes = load(whole, row("2"));

    assertThat(visible().get("t"))
        .containsExactly(row("id", "_deleted"), row("1", "true"), row("2", "false"));
    assertThat(changes.deleted()).isEqualTo(1);
    load(incremental("t", "id"), row("1"));
    assertThat(visible().get("t")).contains(row("1", "false"), row("2", "false"));
  }

  @Test
  void fullLoadReplacesRowsAndColumns() throws IOException {
    load(incremental("t", "id", "old"), row("1", "x"), row("2", "y"));

    RowChanges changes = load(builder("t", LoadType.FULL_LOAD, "id").build(), row("3"), row("4"));

    assertThat(visible().get("t")).containsExactly(row("id"), row("3"), row("4"));
    assertThat(changes).isEqualTo(new RowChanges(2, 0, 2, 0));
  }

  @Test
  void tableThatOnlyStateKnowsIsReadInFull() throws IOException {
    load(incremental("t", "id"), row("1"));

    assertThat(
            sink.check(
                new TableSink.Targets(
                    Set.of("t", "u", "v"), Set.of("t", "u", "w"), LoadType.FULL_LOAD)))
        .containsExactly("u");
  }

  @Test
  void runsSideBySideAreRefused() throws IOException {
    SinkTransaction run = sink.begin();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(sink::begin)
        .withMessageContaining("Give each run its own");
    run.close();
    sink.begin().close();
  }

  @Test
  void unknownTableIsRefusedWithNamesOfOthers() throws IOException {
    load(incremental("t", "id"), row("1"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sink.rows("campaign"))
        .withMessage("Cannot show table campaign: no run has committed it. The tables are t.");
  }

  @Test
  void rowsCannotBeChanged() throws IOException {
    load(incremental("t", "id"), row("1"));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> sink.rows("t").get(0).put("id", "2"));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private RowChanges load(TableSchema schema, List<@Nullable String>... rows) throws IOException {
    try (SinkTransaction run = sink.begin()) {
      write(run, schema, List.of(rows));
      return run.commit("{}").get(0).rowChanges().orElseThrow();
    }
  }

  private static TableSchema incremental(String name, String... columns) {
    return builder(name, LoadType.INCREMENTAL_UPDATE, columns).build();
  }

  private static TableSchema.Builder builder(String name, LoadType loadType, String... columns) {
    TableSchema.Builder schema = TableSchema.builder();
    schema.from(Rows.schema(name, columns)).loadType(loadType);
    if (loadType == LoadType.INCREMENTAL_UPDATE) {
      schema.addPrimaryKey("id");
    }
    schema.rowKey(List.of("id"));
    return schema;
  }
}
