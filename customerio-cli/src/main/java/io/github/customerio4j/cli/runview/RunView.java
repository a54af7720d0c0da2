package io.github.customerio4j.cli.runview;

import io.github.customerio4j.cli.report.RunFacts;
import io.github.customerio4j.cli.report.RunPage;
import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.cli.terminal.JsonResult;
import io.github.customerio4j.cli.terminal.RunSummary;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.cli.terminal.TerminalProgress;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows one run on a terminal, and on a page if one is wanted. */
public final class RunView {
  private final Terminal terminal;
  private final Optional<Path> file;

  RunView(Terminal terminal, Optional<Path> file) {
    this.terminal = terminal;
    this.file = file;
  }

  /** Whether only JSON may be written. */
  public boolean isForMachines() {
    return terminal.style() == Terminal.Style.JSON;
  }

  /**
   * Runs, and shows how far it is. The page is written before this returns or throws.
   *
   * @param extractor everything but the listener
   * @param workspace what is read, for people: {@code Customer.io (EU)}
   * @param destination where the tables go, for people
   * @return what came of it, which {@link #conclude} shows
   */
  public ExtractionReport run(
      Extractor.Builder extractor, ExtractionConfig config, String workspace, String destination) {
    Optional<RunPage> page = file.map(path -> page(path, workspace, destination, config));
    try (TerminalProgress progress = TerminalProgress.on(terminal)) {
      ExtractionListener listener =
          page.map(one -> ExtractionListener.all(progress, one.listener())).orElse(progress);
      ExtractionReport report = run(extractor.listener(listener).build(), config);
      page.ifPresent(one -> write(one, it -> it.committed(report)));
      return report;
    } catch (RuntimeException e) {
      page.ifPresent(one -> write(one, it -> it.failed(String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  /**
   * A page about one run.
   *
   * @param file the page to be
   * @param workspace what is read, for people
   * @param destination where the tables go, for people
   */
  public static RunPage page(
      Path file, String workspace, String destination, ExtractionConfig config) {
    RunFacts facts = new RunFacts(workspace, destination, ConfigFacts.of(config));
    return RunPage.into(file, facts, Clock.systemUTC());
  }

  private static ExtractionReport run(Extractor extractor, ExtractionConfig config) {
    try {
      return extractor.run(config);
    } catch (ExtractionException e) {
      throw Failures.of(e);
    }
  }

  /** The run has ended by now: a page that cannot be written does not change how. */
  private void write(RunPage page, Consumer<RunPage> writing) {
    try {
      writing.accept(page);
    } catch (UncheckedIOException e) {
      Failures.tell(terminal, String.valueOf(e.getMessage()));
    }
  }

  /** Shows what came of a run: a table, or one JSON object. */
  public void conclude(ExtractionReport report) {
    if (isForMachines()) {
      JsonResult.print(report, terminal.out());
    } else {
      RunSummary.print(report, terminal.out());
    }
  }

  /** Says why nothing came of it. */
  public void fail(Exception e) {
    Failures.tell(terminal, String.valueOf(e.getMessage()));
  }
}
