package io.github.customerio4j.extract.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps tables in memory, the header first; the smallest sink that fulfills the contract. */
public final class InMemorySink implements TableSink {

  private final Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();

  /** The committed tables. */
  public Map<String, List<List<@Nullable String>>> tables() {
    return Map.copyOf(tables);
  }

  @Override
  public SinkTransaction begin() {
    return new Transaction();
  }

  private final class Transaction implements SinkTransaction {

    private final Set<String> names = new HashSet<>();
    private final Map<String, List<List<@Nullable String>>> completed = new LinkedHashMap<>();
    private boolean writing;
    private boolean ended;

    @Override
    public TableWriter open(TableSchema schema) {
      requireReady("open table " + schema.name());
      if (!names.add(schema.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Cannot open table " + schema.name() + ": it was opened before");
      }
      writing = true;
      return new Writer(schema);
    }

    @Override
    public List<WrittenTable> commit(String state) {
      requireReady("commit");
      ended = true;
      tables.putAll(completed);
      return completed.keySet().stream().map(name -> new WrittenTable(name, "memory", 0)).toList();
    }

    @Override
    public void close() {
      ended = true;
    }

    private void requireReady(String what) {
      if (ended || writing) {
        throw new IllegalStateException("Cannot " + what + " now");
      }
    }

    private final class Writer implements TableWriter {

      private final TableSchema schema;
      private final List<List<@Nullable String>> rows = new ArrayList<>();
      private boolean open = true;

      Writer(TableSchema schema) {
        this.schema = schema;
        rows.add(new ArrayList<>(schema.columns().stream().map(Column::name).toList()));
      }

      @Override
      public void write(Row row) {
        requireOpen();
        List<@Nullable String> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
          cells.add(row.text(column));
        }
        rows.add(cells);
      }

      @Override
      public void complete() {
        requireOpen();
        completed.put(schema.name(), rows);
        close();
      }

      @Override
      public void close() {
        writing = writing && !open;
        open = false;
      }

      private void requireOpen() {
        if (!open) {
          throw new IllegalStateException(
              "Cannot write to table " + schema.name() + ": it is closed");
        }
      }
    }
  }
}
