package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

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
    Extractor extractor =
        Extractor.builder().client(client).sink(sink).stateStore(sink.stateStore()).build();
    // endregion
    return extractor;
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
