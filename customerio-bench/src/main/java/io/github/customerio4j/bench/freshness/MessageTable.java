package io.github.customerio4j.bench.freshness;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A destination in memory that has one table, keyed by the message's id: a row that comes again
 * takes the place of the previous one. It also remembers each row as it was read first.
 */
final class MessageTable implements TableSink {
  private final Map<String, String> rows = new HashMap<>();
  private final Map<String, String> firstReadings = new HashMap<>();

  /** The row as the table has it; null if it has none. */
  @Nullable String row(String id) {
    return rows.get(id);
  }

  /** The row as the table had it first; null if it never had one. */
  @Nullable String firstReading(String id) {
    return firstReadings.get(id);
  }

  int size() {
    return rows.size();
  }

  @Override
  public SinkTransaction begin() {
    return new Transaction();
  }

  private final class Transaction implements SinkTransaction {
    private final Map<String, String> read = new LinkedHashMap<>();

    @Override
    public TableWriter open(TableSchema schema) {
      return new Writer(schema, read);
    }

    @Override
    public List<WrittenTable> commit(String state) {
      read.forEach(
          (id, row) -> {
            firstReadings.putIfAbsent(id, row);
            // The same text twice in memory is one too many.
            rows.merge(id, row, (known, newer) -> known.equals(newer) ? known : newer);
          });
      return List.of(new WrittenTable("messages", "memory", 0));
    }

    @Override
    public void close() {
      read.clear();
    }
  }

  private static final class Writer implements TableWriter {
    private final String[] names;
    private final int[] byName;
    private final int key;
    private final Map<String, String> read;

    Writer(TableSchema schema, Map<String, String> read) {
      this.names = schema.columns().stream().map(Column::name).toArray(String[]::new);
      this.byName =
          IntStream.range(0, names.length)
              .boxed()
              .sorted(Comparator.comparing(column -> names[column]))
              .mapToInt(Integer::intValue)
              .toArray();
      this.key = Arrays.asList(names).indexOf("id");
      this.read = read;
    }

    @Override
    public void write(Row row) {
      read.put(String.valueOf(row.text(key)), RowText.of(row, names, byName));
    }

    @Override
    public void complete() {
      // Rows become visible with the commit.
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}
