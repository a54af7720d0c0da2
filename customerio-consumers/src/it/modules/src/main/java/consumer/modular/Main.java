package consumer.modular;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;

/** Calls and extractions from a module. */
final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    try (Sandbox sandbox = Sandbox.builder().start();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.unlimited())
                .build()) {
      require(CustomerIo.class.getModule().isNamed(), "the client is on the class path");
      require(
          !CustomerIo.class.getModule().isExported("io.github.customerio4j.client.http"),
          "client.http is exported");
      require(
          !Extractor.class.getModule().isExported("io.github.customerio4j.extract.engine"),
          "the engine is exported");
      require(!CustomerIo.version().equals("development"), "the version is unknown");
      require(!client.campaigns().list().isEmpty(), "no campaigns");
      require(
          client.messages().list(MessageQuery.builder().build()).stream().count() > 0,
          "no messages");
      require(
          client.customers().search(AudienceFilter.segment(1)).stream().count() > 0, "no people");
      Path folder = Path.of(args[0]);
      extract(client, FileSink.builder(folder.resolve("csv"), CsvFormat.standard()).build());
      extract(client, SqlSink.duckDb(folder.resolve("tables.duckdb")).build());
    }
    System.out.println("works");
  }

  private static void extract(CustomerIo client, TableSink sink) throws Exception {
    Extractor.builder()
        .client(client)
        .sink(sink)
        .build()
        .run(
            ExtractionConfig.builder()
                .addTables("campaigns", "segments")
                .customers(CustomersSelection.builder().addAttributes("plan").build())
                .build());
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException("The module does not work: " + otherwise + ".");
    }
  }
}
