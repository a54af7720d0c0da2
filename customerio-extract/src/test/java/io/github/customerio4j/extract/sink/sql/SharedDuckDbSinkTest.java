package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.view;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of sinks, for the rows of one workspace among those of others. */
class SharedDuckDbSinkTest extends TableSinkContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("crm.duckdb");
  }

  @Override
  protected TableSink sink() throws IOException {
    return new WithWorkspace(SqlSink.duckDb(file()).workspace("acme").build());
  }

  private Database database() {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file()));
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> own = new LinkedHashMap<>();
    database()
        .tables("main")
        .forEach(
            (name, rows) -> {
              if (!name.equals("_customerio_runs")) {
                List<List<@Nullable String>> shown = new ArrayList<>();
                shown.add(rows.get(0).subList(1, rows.get(0).size()));
                for (List<@Nullable String> one : rows.subList(1, rows.size())) {
                  if ("acme".equals(one.get(0))) {
                    shown.add(one.subList(1, one.size()));
                  }
                }
                own.put(name, shown);
              }
            });
    return own;
  }

  @Test
  void fullLoadKeepsTheRowsOfOthers() throws IOException {
    for (String workspace : List.of("zeta", "acme", "acme")) {
      SqlSink sink = SqlSink.duckDb(file()).workspace(workspace).build();
      try (SinkTransaction run = new WithWorkspace(sink).begin()) {
        write(run, schema("t", "id"), List.of(row("1"), row("1"), row("2")));
        run.commit("{}");
      }
    }
    assertThat(database().rows("SELECT _workspace, count(*) FROM t GROUP BY 1 ORDER BY 1"))
        .containsExactly(List.of("acme", "3"), List.of("zeta", "3"));
  }

  @Test
  void workspacesWriteOneAfterTheOther() throws IOException {
    SinkTransaction first = sink().begin();
    SinkTransaction second = SqlSink.duckDb(file()).workspace("zeta").build().begin();
    try (first;
        second) {
      first.takeTurn(() -> {});
      assertThatThrownBy(
              () ->
                  second.takeTurn(
                      () -> {
                        throw new IllegalStateException("the run is to end");
                      }))
          .hasMessage("the run is to end");
      first.close();
      assertThat(second.takeTurn(() -> {})).isEmpty();
    }
  }

  /** Gives the tables the column, as a run does. */
  private record WithWorkspace(SqlSink sink) implements TableSink {

    @Override
    public void check() throws IOException {
      sink.check();
    }

    @Override
    public SinkTransaction begin() throws IOException {
      SinkTransaction run = sink.begin();
      String workspace = sink.workspace().orElseThrow();
      return new SinkTransaction() {
        @Override
        public TableWriter open(TableSchema schema) throws IOException {
          return new Prefixed(run.open(withColumn(schema)), workspace);
        }

        @Override
        public Optional<String> takeTurn(Runnable check) throws IOException {
          return run.takeTurn(check);
        }

        @Override
        public List<WrittenTable> commit(String state) throws IOException {
          return run.commit(state);
        }

        @Override
        public void close() throws IOException {
          run.close();
        }
      };
    }

    private static TableSchema withColumn(TableSchema schema) {
      List<Column> columns = new ArrayList<>();
      columns.add(
          Column.builder()
              .name(TableSink.WORKSPACE)
              .originalKey(TableSink.WORKSPACE)
              .pointer("/" + TableSink.WORKSPACE)
              .build());
      columns.addAll(schema.columns());
      return TableSchema.builder().from(schema).columns(columns).build();
    }
  }

  private record Prefixed(TableWriter writer, String workspace) implements TableWriter {
    @Override
    public void write(Row row) throws IOException {
      List<@Nullable String> cells = new ArrayList<>();
      cells.add(workspace);
      for (int i = 0; i < row.size(); i++) {
        cells.add(row.text(i));
      }
      writer.write(view(cells));
    }

    @Override
    public void complete() throws IOException {
      writer.complete();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
