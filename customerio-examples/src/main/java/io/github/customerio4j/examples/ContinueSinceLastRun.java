package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Extracts messages twice. The second run starts where the first one ended, so it brings only the
 * messages that are new since then.
 */
public final class ContinueSinceLastRun {
  private ContinueSinceLastRun() {}

  /**
   * Runs the example.
   *
   * @param arguments the folder for tables and state; a temporary folder if missing
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = SampleWorkspace.folder(arguments);
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      Runnable meanwhile =
          () -> workspace.sandbox().ifPresent(ContinueSinceLastRun::addThreeMessages);
      run(workspace.client(), folder, meanwhile, System.out);
    }
  }

  static void run(CustomerIo client, Path folder, Runnable meanwhile, PrintStream out) {
    ExtractionReport first = extract(client, folder);
    out.println("The first run brought " + first.rows() + " messages.");

    meanwhile.run();

    ExtractionReport second = extract(client, folder);
    out.println("The second brought " + second.rows() + ".");
  }

  private static ExtractionReport extract(CustomerIo client, Path folder) {
    MessagesSelection messages =
        MessagesSelection.builder()
            .history(History.SINCE_LAST_RUN)
            // The default, one hour, also brings messages that arrived late.
            .overlap(Duration.ZERO)
            .build();
    return Extractor.builder()
        .client(client)
        .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
        .stateStore(new FileStateStore(folder.resolve("state.json")))
        .build()
        .run(ExtractionConfig.builder().messages(messages).build());
  }

  private static void addThreeMessages(Sandbox sandbox) {
    sandbox.addMessages(3, sandbox.clock().instant());
  }
}
