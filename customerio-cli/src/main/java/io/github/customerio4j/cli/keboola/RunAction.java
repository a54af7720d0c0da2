package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.nio.file.Path;
import java.time.Clock;

/** {@code run}: extracts the selected tables into {@code out/tables}. */
final class RunAction {
  private final ComponentConfig config;
  private final ComponentEnvironment environment;
  private final Console console;
  private final Clock clock;
  private final RetryOptions retry;

  RunAction(
      ComponentConfig config,
      ComponentEnvironment environment,
      Console console,
      Clock clock,
      RetryOptions retry) {
    this.config = config;
    this.environment = environment;
    this.console = console;
    this.clock = clock;
    this.retry = retry;
  }

  void run() {
    ExtractionConfig selected =
        config
            .extraction()
            .orElseThrow(
                () ->
                    ComponentException.user(
                        "Cannot run: no table is selected. Set parameters.campaigns or"
                            + " parameters.segments to true, give parameters.messages,"
                            + " parameters.customers or parameters.activities a row, or name tables"
                            + " in parameters.tables or parameters.segment_customers."));
    ExtractionConfig extraction = environment.spooling(selected);
    Path folder = environment.dataDirectory();
    TableSink sink =
        FileSink.builder(
                folder.resolve("out").resolve("tables"),
                CsvFormat.standard().withManifest(environment.manifestForm()))
            .stagingFolder(folder.resolve("out").resolve(".staging"))
            .build();
    try (CustomerIo client = environment.client(config).clock(clock).retry(retry).build()) {
      console.info(
          "Extracting by "
              + (extraction.loadType() == LoadType.FULL_LOAD ? "Full Load" : "Incremental Update")
              + ".");
      console.debug(client + ", manifests " + environment.manifestForm() + ", " + extraction);
      Extractor.builder()
          .client(client)
          .sink(sink)
          .stateStore(new InOutStateStore(folder))
          .listener(ComponentProgress.on(console, clock))
          .clock(clock)
          .build()
          .run(extraction);
    } catch (ExtractionException e) {
      throw Failures.of(e);
    }
  }
}
