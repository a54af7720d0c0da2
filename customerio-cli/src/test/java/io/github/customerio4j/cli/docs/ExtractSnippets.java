package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Extractions that the documentation shows. */
final class ExtractSnippets {
  private ExtractSnippets() {}

  static void run(CustomerIo client, Path folder) {
    // region run
    Extractor extractor =
        Extractor.builder()
            .client(client)
            .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
            .stateStore(new FileStateStore(folder.resolve("state.json")))
            .build();
    ExtractionConfig config =
        ExtractionConfig.builder()
            .addTables("campaigns", "segments")
            .messages(MessagesSelection.builder().history(History.SINCE_LAST_RUN).build())
            .customers(CustomersSelection.builder().addAttributes("plan", "city").build())
            .build();
    ExtractionReport report = extractor.run(config);
    for (TableReport table : report.tables()) {
      System.out.println(table.table() + ": " + table.rows() + " rows");
    }
    // endregion
  }

  static Extractor intoDatabase(CustomerIo client, Path folder) {
    // region database
    SqlSink sink = SqlSink.duckDb(folder.resolve("crm.duckdb")).build();
    Extractor extractor = Extractor.builder().client(client).sink(sink).build();
    // endregion
    return extractor;
  }

  static Extractor intoSharedTables(CustomerIo client, Path folder) {
    // region workspace
    SqlSink sink = SqlSink.duckDb(folder.resolve("crm.duckdb")).workspace("acme").build();
    Extractor extractor = Extractor.builder().client(client).sink(sink).build();
    // endregion
    return extractor;
  }

  static void start(Extractor extractor, ExtractionConfig config) throws InterruptedException {
    // region start
    Extractor.Extraction extraction = extractor.start(config);
    if (extraction.await(Duration.ofMinutes(30)).isEmpty()) {
      extraction.cancel(); // with its requests in flight; the next run continues from there
    }
    // endregion
  }

  static void collect(CustomerIo client, ExtractionConfig config) {
    // region collecting
    TableSink.Collecting sink = TableSink.collecting();
    Extractor.builder().client(client).sink(sink).build().run(config);
    for (Map<String, String> campaign : sink.rows("campaigns")) {
      System.out.println(campaign.get("name"));
    }
    // endregion
  }

  static Extractor throughPool(CustomerIo client, DataSource dataSource) {
    // region data-source
    SqlSink sink = SqlSink.builder(dataSource).schema("crm").build();
    Extractor extractor = Extractor.builder().client(client).sink(sink).build();
    // endregion
    return extractor;
  }

  static void fail(Extractor extractor, ExtractionConfig config) {
    // region failed-run
    try {
      extractor.run(config);
    } catch (ExtractionException.RequestFailed e) {
      System.err.println(
          e.failure() instanceof AuthenticationException ? "Which key?" : e.getMessage());
    } catch (ExtractionException e) {
      System.err.println(e.getMessage());
    }
    // endregion
  }

  static MessagesSelection continued() {
    // region continue
    MessagesSelection messages =
        MessagesSelection.builder()
            .history(History.SINCE_LAST_RUN)
            .refresh(RefreshSchedule.standard()) // reads opens and clicks of older messages
            .build();
    // endregion
    return messages;
  }

  static RefreshSchedule schedule() {
    // region refresh
    RefreshSchedule schedule =
        RefreshSchedule.builder()
            .everyRun(Duration.ofDays(2))
            .tier(Duration.ofDays(14), Duration.ofDays(1))
            .build(); // the same as RefreshSchedule.parse("2d,14d/1d")
    // endregion
    return schedule;
  }

  static ExtractionConfig reset(ExtractionConfig.Builder builder) {
    // region reset
    ExtractionConfig config = builder.stateUse(ExtractionConfig.StateUse.RESET).build();
    // endregion
    return config;
  }

  static ActivitiesSelection activities() {
    // region activities
    ActivitiesSelection activities =
        ActivitiesSelection.builder()
            .addTypes("event", "page")
            .layout(ActivitiesSelection.Layout.SINGLE_TABLE)
            .deletedPeople(ActivitiesSelection.DeletedPeople.INCLUDED)
            .history(History.SINCE_LAST_RUN)
            .build();
    // endregion
    return activities;
  }

  static Extractor extractor(CustomerIo client, Path folder, Clock clock) {
    return Extractor.builder()
        .client(client)
        .clock(clock)
        .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
        .stateStore(new FileStateStore(folder.resolve("state.json")))
        .build();
  }
}
