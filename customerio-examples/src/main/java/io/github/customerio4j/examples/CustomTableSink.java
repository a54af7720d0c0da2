package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Extracts into a destination of your own, here the memory of this program. All tables become
 * visible together, at the commit. Its test extends the contract that every destination passes.
 */
public final class CustomTableSink implements TableSink {
  private final Map<String, Table> tables = new TreeMap<>();

  /** A table's columns and rows; a cell is null where the record has no value. */
  record Table(List<String> columns, List<List<@Nullable String>> rows) {}

  /** Runs the example. */
  public static void main(String[] arguments) {
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), System.out);
    }
  }

  static void run(CustomerIo client, PrintStream out) {
    CustomTableSink sink = new CustomTableSink();
    Extractor.builder()
        .client(client)
        .sink(sink)
        .build()
        .run(ExtractionConfig.builder().addTables("campaigns", "segments").build());
    sink.tables().forEach((name, table) -> print(name, table, out));
  }

  /** Prints how many rows have a value in each column. */
  private static void print(String name, Table table, PrintStream out) {
    out.println(name + ", " + table.rows().size() + " rows");
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      long filled =
          table.rows().stream().map(row -> row.get(column)).filter(Objects::nonNull).count();
      out.println("  " + filled + " have " + table.columns().get(i));
    }
  }

  /** The tables by name, as of the last commit. */
  Map<String, Table> tables() {
    return Map.copyOf(tables);
  }

  @Override
  public SinkTransaction begin() {
    return new Transaction();
  }

  private final class Transaction implements SinkTransaction {
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Table> complete = new LinkedHashMap<>();
    private @Nullable Writer writer;
    private boolean ended;

    @Override
    public TableWriter open(TableSchema schema) {
      requireReady("open table " + schema.name());
      // Many destinations do not distinguish upper and lower case.
      if (!names.add(schema.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Cannot open table " + schema.name() + ": a table of that name was opened before");
      }
      Writer opened = new Writer(schema, complete);
      writer = opened;
      return opened;
    }

    @Override
    public List<WrittenTable> commit(String state) {
      requireReady("commit");
      ended = true;
      tables.putAll(complete);
      return complete.keySet().stream().map(name -> new WrittenTable(name, "memory", 0)).toList();
    }

    @Override
    public void close() {
      ended = true;
    }

    private void requireReady(String what) {
      if (ended || (writer != null && writer.isOpen)) {
        throw new IllegalStateException(
            "Cannot " + what + ": the transaction has ended, or a table is still open");
      }
    }
  }

  private static final class Writer implements TableWriter {
    private final TableSchema schema;
    private final Map<String, Table> complete;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private boolean isOpen = true;

    Writer(TableSchema schema, Map<String, Table> complete) {
      this.schema = schema;
      this.complete = complete;
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
      isOpen = false;
      List<String> columns = schema.columns().stream().map(Column::name).toList();
      complete.put(schema.name(), new Table(columns, rows));
    }

    @Override
    public void close() {
      isOpen = false;
    }

    private void requireOpen() {
      if (!isOpen) {
        throw new IllegalStateException(
            "Cannot write to table " + schema.name() + ": it is complete or closed");
      }
    }
  }
}
