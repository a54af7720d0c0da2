package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.schema;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Measures a Full Load, and an Incremental Update of a thousand messages of the last days. No test:
 * {@code mvn test-compile}, and then this class with its class path, {@code -Xmx256m}, and the
 * arguments FOLDER MESSAGES (none|month) FILE_BYTES.
 */
final class IcebergBench {
  private static final int SECONDS_BETWEEN = 6;
  private static final int CHANGED = 1_000;
  private static final long FIRST = 1_735_689_600;

  private final IcebergSink sink;
  private final JdbcCatalog catalog;

  private IcebergBench(JdbcCatalog catalog, IcebergSink sink) {
    this.catalog = catalog;
    this.sink = sink;
  }

  /** Runs; prints a line for each measurement. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    long messages = Long.parseLong(args[1]);
    IcebergSink.Partitioning partitioning =
        IcebergSink.Partitioning.valueOf(args[2].toUpperCase(Locale.ROOT));
    try (JdbcCatalog catalog = LocalWarehouse.catalog(folder)) {
      IcebergSink sink =
          IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE)
              .partitioning(partitioning)
              .fileBytes(Long.parseLong(args[3]))
              .build();
      IcebergBench bench = new IcebergBench(catalog, sink);
      bench.measure("full load", LoadType.FULL_LOAD, messages, n -> n, 0);
      // Those of the last three days, spread evenly.
      long last = Math.min(messages, Duration.ofDays(3).toSeconds() / SECONDS_BETWEEN);
      bench.measure(
          "incremental",
          LoadType.INCREMENTAL_UPDATE,
          CHANGED,
          n -> messages - last + n * last / CHANGED,
          1);
    }
  }

  private void measure(
      String name, LoadType loadType, long count, LongUnaryOperator numbers, int version)
      throws IOException {
    resetPeak();
    long start = System.nanoTime();
    List<WrittenTable> written;
    try (SinkTransaction run = sink.begin()) {
      try (TableWriter writer = run.open(messages(loadType))) {
        Message row = new Message();
        for (long i = 0; i < count; i++) {
          writer.write(row.show(numbers.applyAsLong(i), version));
        }
        writer.complete();
      }
      written = run.commit("{}");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    long all = 0;
    int files = 0;
    for (DataFile file : LocalWarehouse.files(LocalWarehouse.table(catalog, "messages"))) {
      all += file.fileSizeInBytes();
      files++;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %d of %d bytes written (%.2f %%), %d files, %s, peaks of the heap's pools %d MiB together%n",
        name,
        took.toMillis() / 1000.0,
        written.get(0).bytes(),
        all,
        written.get(0).bytes() * 100.0 / all,
        files,
        written.get(0).rowChanges(),
        peak() >> 20);
  }

  private static void resetPeak() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static TableSchema messages(LoadType loadType) {
    TableSchema.Builder table =
        TableSchema.builder().name("messages").addPrimaryKey("id").loadType(loadType);
    for (Column column : schema("messages", Message.COLUMNS).columns()) {
      boolean isTime = column.name().equals("created");
      table.addColumns(
          Column.builder()
              .from(column)
              .documentedType(isTime ? DataType.TIME : DataType.TEXT)
              .valueType(isTime ? DataType.INTEGER : DataType.TEXT)
              .build());
    }
    return table.build();
  }

  /** A message; each has texts of its own, so that files do not become small by compression. */
  private static final class Message implements Row {
    static final String[] COLUMNS = {
      "id",
      "created",
      "customer_id",
      "recipient",
      "subject",
      "campaign_id",
      "deduplicate_id",
      "trigger_event_id",
      "metrics"
    };

    private final byte[][] cells = new byte[COLUMNS.length][];

    Message show(long number, int version) {
      long mixed = number * 0x9e3779b97f4a7c15L;
      String unique = Long.toHexString(mixed) + Long.toHexString(mixed * 31 + 7);
      set(0, unique);
      set(1, String.valueOf(FIRST + number * SECONDS_BETWEEN));
      set(2, "customer-" + Math.floorMod(mixed >> 7, 200_000));
      set(3, "person" + Math.floorMod(mixed >> 9, 200_000) + "@example.com");
      set(4, "What is new this week, number " + number % 52);
      set(5, String.valueOf(number % 40));
      set(6, number + ":" + (FIRST + Math.floorMod(mixed >> 5, 100_000_000)));
      set(7, Long.toHexString(mixed * 17 + 3) + Long.toHexString(mixed * 13 + 5));
      long sent = FIRST + number * SECONDS_BETWEEN + Math.floorMod(mixed >> 11, 3_600);
      long opened = sent + Math.floorMod(mixed >> 13, 100_000) + version;
      set(8, "{\"sent\":" + sent + ",\"delivered\":" + (sent + 2) + ",\"opened\":" + opened + "}");
      return this;
    }

    private void set(int column, String text) {
      cells[column] = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
      return cells.length;
    }

    @Override
    public CellKind kind(int column) {
      return column == 1 ? CellKind.NUMBER : CellKind.STRING;
    }

    @Override
    public @Nullable String text(int column) {
      return new String(cells[column], StandardCharsets.UTF_8);
    }

    @Override
    public int nextCell(int column) {
      return column;
    }

    @Override
    public byte[] utf8(int column) {
      return cells[column];
    }

    @Override
    public int start(int column) {
      return 0;
    }

    @Override
    public int end(int column) {
      return cells[column].length;
    }
  }
}
