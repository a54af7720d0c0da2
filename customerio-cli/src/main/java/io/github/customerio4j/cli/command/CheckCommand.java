package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ExtractionOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.options.WorkspaceOptions;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.error.WrongRegionException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code check}: whether an extraction with these options would find everything in order. Reads a
 * record a table at most, makes no export, writes nothing. Takes two seconds and a tenth of one a
 * request at most.
 *
 * <p>Exit codes: 0; 1 if there is something for the user to put right; 2 if something else failed.
 */
@Command(
    name = "check",
    description = {
      "Finds out whether key, region, scopes and destination are in order, by a small request a",
      "table."
    },
    footer = {
      "",
      "Example: before the first run into a database",
      "  customerio check --to duckdb:crm.duckdb --tables group:newsletters",
      "",
      "Exit codes: 0 all is well, 1 something for you to put right, 2 failed"
    })
public final class CheckCommand extends CliCommand {
  /** A little less than two seconds, to leave time for the work before and after. */
  private static final Duration TIME_FOR_DESTINATION = Duration.ofMillis(1800);

  /** Somebody is waiting: a response that is late has failed. */
  private static final RetryOptions IMPATIENT =
      RetryOptions.builder()
          .maxAttempts(2)
          .firstDelay(Duration.ofMillis(100))
          .maxDelay(Duration.ofMillis(200))
          .deadline(Duration.ofMillis(1500))
          .build();

  @Mixin private final WorkspaceOptions workspace;
  @Mixin private final DestinationOptions destination = new DestinationOptions();
  @Mixin private final ExtractionOptions extraction = new ExtractionOptions();

  /** A check with the process's environment, on its terminal. */
  public CheckCommand() {
    this(ProcessContext.ofProcess());
  }

  CheckCommand(ProcessContext context) {
    super(context);
    this.workspace = new WorkspaceOptions(context);
  }

  @Override
  protected int run() {
    ExtractionConfig config = extraction.config(destination.types(), context().variables());
    Optional<DestinationOptions.Opened> to = destination.find();
    List<CheckResult> results = new ArrayList<>();
    ExecutorService thread = Executors.newSingleThreadExecutor(CheckCommand::daemon);
    try {
      long start = System.nanoTime();
      Optional<Future<List<CheckResult>>> writing =
          to.map(opened -> thread.submit(() -> DestinationCheck.of(opened, config)));
      results.addAll(access(config));
      Duration left = TIME_FOR_DESTINATION.minusNanos(System.nanoTime() - start);
      writing.ifPresent(check -> results.addAll(outcome(check, left)));
    } finally {
      thread.shutdownNow();
    }
    return tell(results);
  }

  private List<CheckResult> access(ExtractionConfig config) {
    AppApiKey key;
    try {
      key = workspace.key();
    } catch (IllegalArgumentException e) {
      return List.of(CheckResult.wrong(AccessReport.KEY, e));
    }
    try (CustomerIo client = impatient(workspace.client(key, workspace.region()))) {
      AccessReport report =
          Extractor.builder().client(client).sink(new NoSink()).build().check(config);
      List<CheckResult> results = new ArrayList<>();
      for (AccessReport.Result result : report.results()) {
        results.add(result.subject().equals(AccessReport.KEY) ? ofKey(result, key) : shown(result));
      }
      return results;
    }
  }

  /** Where the API accepts the key; if it does not, whether that of the other region does. */
  private CheckResult ofKey(AccessReport.Result result, AppApiKey key) {
    if (result.outcome() == AccessReport.Outcome.OK) {
      return CheckResult.ok(AccessReport.KEY, "let in by " + workspace.place());
    }
    Optional<CustomerIoException> failure = result.failure();
    if (failure.filter(AuthenticationException.class::isInstance).isEmpty()
        || workspace.baseUrl().isPresent()) {
      return shown(result);
    }
    Region other = workspace.otherRegion();
    String refusal =
        failure
            .filter(WrongRegionException.class::isInstance)
            .flatMap(workspace::remedy)
            .orElse(result.text());
    String text =
        isAccepted(other, key)
            ? "The key belongs to the "
                + other
                + ": use --region "
                + WorkspaceOptions.name(other)
                + "."
            : refusal + " It was refused in the " + other + ", too.";
    return new CheckResult(AccessReport.KEY, CheckResult.Outcome.WRONG, text);
  }

  private boolean isAccepted(Region region, AppApiKey key) {
    try (CustomerIo client = impatient(workspace.client(key, region))) {
      client.campaigns().list();
      return true;
    } catch (PermissionException e) {
      // The API knows the key: it only lacks a scope.
      return true;
    } catch (CustomerIoException e) {
      return false;
    }
  }

  private CheckResult shown(AccessReport.Result result) {
    CheckResult.Outcome outcome =
        switch (result.outcome()) {
          case OK -> CheckResult.Outcome.OK;
          case WRONG -> CheckResult.Outcome.WRONG;
          case BROKEN -> CheckResult.Outcome.BROKEN;
          case NOT_ASKED -> CheckResult.Outcome.NOT_ASKED;
        };
    String text = result.failure().flatMap(workspace::remedy).orElse(result.text());
    return new CheckResult(result.subject(), outcome, text);
  }

  private static CustomerIo impatient(CustomerIoBuilder client) {
    return client
        .retry(IMPATIENT)
        .connectTimeout(IMPATIENT.deadline())
        .readTimeout(IMPATIENT.deadline())
        .build();
  }

  private static List<CheckResult> outcome(Future<List<CheckResult>> check, Duration left) {
    try {
      return check.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return List.of(
          new CheckResult(
              DestinationCheck.SUBJECT,
              CheckResult.Outcome.BROKEN,
              "there was no answer in time. Try again."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(CheckResult.broken(DestinationCheck.SUBJECT, e));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private int tell(List<CheckResult> results) {
    TextTable lines = new TextTable(Collections.nCopies(3, Alignment.LEFT));
    for (CheckResult result : results) {
      lines.add(List.of(result.outcome().shown(), result.subject(), result.text()));
    }
    lines.lines().forEach(context().terminal().out()::println);
    if (results.stream().anyMatch(one -> one.outcome() == CheckResult.Outcome.WRONG)) {
      return USER_ERROR;
    }
    return results.stream().anyMatch(one -> one.outcome() == CheckResult.Outcome.BROKEN)
        ? FAILURE
        : 0;
  }

  /** A sink, which a check of the access does not use. */
  private static final class NoSink implements TableSink {
    @Override
    public SinkTransaction begin() {
      throw new IllegalStateException("A check writes nothing.");
    }
  }

  /** A destination that does not answer must not keep the process. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "customerio-check");
    thread.setDaemon(true);
    return thread;
  }
}
