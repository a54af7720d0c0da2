package consumer;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;

/** Calls and an extraction with an export; prints {@code works}, or why no client can be built. */
final class Program {
  private Program() {}

  public static void main(String[] args) throws Exception {
    try (Sandbox sandbox = Sandbox.builder().start();
        CustomerIo client = client(sandbox)) {
      require(!client.campaigns().list().isEmpty());
      require(client.messages().list(MessageQuery.builder().build()).stream().count() > 0);
      require(client.customers().search(AudienceFilter.segment(1)).stream().count() > 0);
      Extractor.builder()
          .client(client)
          .sink(FileSink.builder(Path.of(args[0]), CsvFormat.standard()).build())
          .build()
          .run(
              ExtractionConfig.builder()
                  .addTables("campaigns", "segments")
                  .messages(MessagesSelection.builder().build())
                  .customers(CustomersSelection.builder().addAttributes("plan").build())
                  .build());
      System.out.println("works");
    } catch (IllegalStateException noClient) {
      System.out.println(noClient.getMessage());
    }
  }

  private static CustomerIo client(Sandbox sandbox) {
    return CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
        .baseUrl(sandbox.baseUrl())
        .rateLimit(RateLimit.unlimited())
        .build();
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError("The sandbox has such records.");
    }
  }
}
