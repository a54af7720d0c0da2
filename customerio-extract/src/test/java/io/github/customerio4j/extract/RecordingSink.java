package io.github.customerio4j.extract;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the tables of the last committed run, with their schemas. */
final class RecordingSink implements TableSink {
  private Map<String, Table> tables = Map.of();
  private Optional<IOException> failure = Optional.empty();
  private boolean keepsNulls;

  /** A committed table; a cell that is null is absent from its row. */
  record Table(TableSchema schema, List<Map<String, String>> rows) {

    List<String> columns() {
      return schema.columns().stream().map(Column::name).toList();
    }

    List<String> column(String name) {
      return rows.stream().map(row -> row.getOrDefault(name, "<null>")).toList();
    }
  }

  Map<String, Table> tables() {
    return tables;
  }

  Table table(String name) {
    return Optional.ofNullable(tables.get(name))
        .orElseThrow(() -> new AssertionError("No table " + name + " among " + tables.keySet()));
  }

  /** Makes the next commit fail. */
  void failAtCommit(IOException newFailure) {
    failure = Optional.of(newFailure);
  }

  /** Turns this into a sink that keeps nulls. */
  void keepNulls() {
    keepsNulls = true;
  }

  @Override
  public boolean keepsNulls() {
    return keepsNulls;
  }

  @Override
  public boolean canMarkDeletedRows() {
    return true;
  }

  @Override
  public SinkTransaction begin() {
    Map<String, Table> written = new LinkedHashMap<>();
    return new SinkTransaction() {
      @Override
      public TableWriter open(TableSchema schema) {
        return new Writer(schema, written);
      }

      @Override
      public List<WrittenTable> commit(String state) throws IOException {
        if (failure.isPresent()) {
          throw failure.get();
        }
        tables = written;
        return written.keySet().stream().map(name -> new WrittenTable(name, "memory", 5)).toList();
      }

      @Override
      public void close() {}
    };
  }

  private static final class Writer implements TableWriter {
    private final TableSchema schema;
    private final Map<String, Table> written;
    private final List<Map<String, String>> rows = new ArrayList<>();

    Writer(TableSchema schema, Map<String, Table> written) {
      this.schema = schema;
      this.written = written;
    }

    @Override
    public void write(Row row) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String text = row.text(i);
        if (text != null) {
          cells.put(schema.columns().get(i).name(), text);
        }
      }
      rows.add(cells);
    }

    @Override
    public void complete() {
      written.put(schema.name(), new Table(schema, rows));
    }

    @Override
    public void close() {}
  }
}
