package io.github.customerio4j.bench.process;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Extracts into files, as the {@code keboola} command does, a bucket or a database. */
public final class ExtractWork implements Worker.Work {
  static final String NAME = "extract";
  private static final String DUCKDB = "bench.duckdb";

  /** The tables to extract: the values of argument {@code tables}. */
  public enum Tables {
    /** All tables with the default options. */
    EVERYTHING,
    /** Only messages. */
    MESSAGES,
    /** Messages and activities, with a column for each key of their data. */
    MESSAGES_AND_ACTIVITIES
  }

  /** The destination: the values of argument {@code to}. */
  public enum To {
    /** CSV files; the default. */
    CSV,
    /** Parquet files. */
    PARQUET,
    /** Parquet below the prefix of argument {@code bucket}. */
    BUCKET,
    /** The database of argument {@code database}; a DuckDB file if it is empty. */
    DATABASE
  }

  private final WorkerArguments arguments;
  private final CustomerIo client;

  ExtractWork(WorkerArguments arguments, CustomerIo client) {
    this.arguments = arguments;
    this.client = client;
  }

  /** The arguments of an extraction. */
  public static WorkerArguments arguments(Tables tables) {
    return WorkerArguments.none().with("work", NAME).with("tables", tables);
  }

  @Override
  public BenchFigures.Traffic run() throws IOException {
    Path folder = Path.of(arguments.text("folder"));
    if (to() != To.BUCKET) {
      return run(folder, sink(folder));
    }
    try (ObjectStore store = ObjectStore.open(arguments.text("bucket"), Map.of())) {
      return run(
          folder,
          FileSink.builder(store, ParquetFormat.standard())
              .stagingFolder(folder.resolve("staging"))
              .build());
    }
  }

  private To to() {
    return To.valueOf(arguments.text("to", "CSV"));
  }

  private BenchFigures.Traffic run(Path folder, TableSink sink) {
    AtomicLong bytes = new AtomicLong();
    ExtractionReport report =
        Extractor.builder()
            .client(client)
            .sink(sink)
            .listener(
                new ExtractionListener() {
                  @Override
                  public void pageRead(String source, int records, long pageBytes) {
                    bytes.addAndGet(pageBytes);
                  }
                })
            .build()
            .run(config(folder));
    return new BenchFigures.Traffic(report.requests(), report.rows(), bytes.get());
  }

  private TableSink sink(Path folder) {
    if (to() != To.DATABASE) {
      FileFormat format = to() == To.CSV ? CsvFormat.standard() : ParquetFormat.standard();
      return FileSink.builder(folder.resolve("tables"), format).build();
    }
    String database = arguments.text("database", "");
    return database.isEmpty()
        ? SqlSink.duckDb(folder.resolve(DUCKDB)).build()
        : SqlSink.postgresql(database).build();
  }

  /** The JDBC address of the database. */
  static String database(WorkerArguments arguments) {
    String database = arguments.text("database", "");
    return database.isEmpty()
        ? "jdbc:duckdb:" + Path.of(arguments.text("folder")).resolve(DUCKDB)
        : database;
  }

  private ExtractionConfig config(Path folder) {
    MessagesSelection messages =
        MessagesSelection.builder().addAllTypes(arguments.texts("types")).build();
    ExtractionConfig.Builder config =
        switch (Tables.valueOf(arguments.text("tables"))) {
          case EVERYTHING -> ExtractionConfig.everything();
          case MESSAGES -> ExtractionConfig.builder();
          case MESSAGES_AND_ACTIVITIES -> {
            ExtractionConfig.Builder both = ExtractionConfig.builder();
            both.activities(ActivitiesSelection.builder().build());
            yield both;
          }
        };
    config.messages(messages).spoolDirectory(folder);
    int inFlight = arguments.number("inFlight", 0);
    if (inFlight > 0) {
      config.maxRequestsInFlight(inFlight);
    }
    return config.build();
  }
}
