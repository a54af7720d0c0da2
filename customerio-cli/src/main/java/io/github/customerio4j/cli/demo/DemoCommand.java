package io.github.customerio4j.cli.demo;

import io.github.customerio4j.cli.runview.RunView;
import io.github.customerio4j.cli.runview.RunViewOptions;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code demo}: extracts every table of an embedded sandbox into CSV files and shows what came.
 *
 * <p>The state is kept beside the output folder: {@code customerio-demo.state.json} for {@code
 * customerio-demo}. The sandbox is new each time, so a demo never continues an earlier one. Exit
 * codes: 0, 1 if the arguments or the folder cannot be used, 2 if the extraction failed.
 */
@Command(
    name = "demo",
    description = "Extracts every table of a sandbox workspace into CSV files. Needs no account.",
    footer = {"", "Example:", "  customerio demo --out ./tables"},
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = DemoCommand.USER_ERROR,
    exitCodeOnExecutionException = DemoCommand.FAILURE)
public final class DemoCommand implements Callable<Integer> {
  static final int USER_ERROR = 1;
  static final int FAILURE = 2;

  private final DemoPace pace;
  private final Terminal terminal;

  @Option(
      names = "--out",
      converter = PathArgument.class,
      paramLabel = "DIR",
      description = "The folder for the tables. Default: ./customerio-demo",
      defaultValue = "customerio-demo")
  private Path out = Path.of("customerio-demo");

  @Mixin private RunViewOptions showing = new RunViewOptions();

  /** A demo of realistic size and speed on the process's own terminal. */
  public DemoCommand() {
    this(DemoPace.REALISTIC, Terminal.system());
  }

  DemoCommand(DemoPace pace, Terminal terminal) {
    this.pace = pace;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    RunView view;
    try {
      view = showing.on(terminal);
    } catch (IllegalArgumentException e) {
      terminal.err().println(e.getMessage());
      return USER_ERROR;
    }
    try {
      demonstrate(view);
      return 0;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      view.fail(e);
      return USER_ERROR;
    } catch (CustomerIoException | ExtractionException e) {
      view.fail(e);
      return FAILURE;
    }
  }

  private void demonstrate(RunView view) throws IOException {
    TableSink sink = FileSink.builder(out, CsvFormat.standard()).build();
    Path state = stateFile();
    try (Sandbox sandbox = pace.startSandbox();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(pace.rateLimit())
                .build()) {
      Extractor.Builder extractor =
          Extractor.builder().client(client).sink(sink).stateStore(new FileStateStore(state));
      if (!view.isForMachines()) {
        announce(sandbox);
      }
      ExtractionReport report =
          view.run(
              extractor,
              ExtractionConfig.everything()
                  .stateUse(ExtractionConfig.StateUse.RESET)
                  // Each sandbox is another one.
                  .resume(ExtractionConfig.Resume.NEVER)
                  .build(),
              "Sandbox of Customer.io",
              out.toString());
      if (view.isForMachines()) {
        view.conclude(report);
      } else {
        conclude(view, report, state);
      }
    }
  }

  private Path stateFile() {
    String name = out.toAbsolutePath().normalize().getFileName() + ".state.json";
    Path parent = out.getParent();
    return parent == null ? Path.of(name) : parent.resolve(name);
  }

  private void announce(Sandbox sandbox) {
    String rate =
        pace.requestsPerSecond() == 0
            ? "any number of requests"
            : pace.requestsPerSecond() + " requests";
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "Extracting a sandbox of Customer.io at %s (%s a second, %d ms each)%n%n",
            sandbox.baseUrl(),
            rate,
            pace.latency().toMillis());
  }

  private void conclude(RunView view, ExtractionReport report, Path state) throws IOException {
    terminal.out().println();
    view.conclude(report);
    terminal.out().println();
    terminal.out().println("Tables  " + out.resolve("*.csv") + ", a manifest beside each");
    terminal.out().println("State   " + state);
    terminal.out().println();
    FirstRows.print(report, "customers", terminal.out());
  }
}
