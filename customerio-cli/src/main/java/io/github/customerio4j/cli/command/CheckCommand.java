package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final String KEY = "key";

  /** Each holds a connection; under the rate limit of ten a second more would only wait. */
  private static final int THREADS = 8;

  /** Somebody is waiting: what does not come soon has failed. */
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

  CheckCommand(ProcessContext surroundings) {
    super(surroundings);
    this.workspace = new WorkspaceOptions(surroundings);
  }

  @Override
  int run() {
    List<AccessProbe> questions = AccessProbe.of(extraction.config());
    Optional<DestinationOptions.Opened> to = destination.find();
    List<CheckResult> findings = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, CheckCommand::daemon);
    try {
      CheckDeadline patience = new CheckDeadline(workspace.requestsPerSecond());
      Optional<Future<List<CheckResult>>> writing =
          to.map(opened -> threads.submit(() -> DestinationCheck.of(opened)));
      findings.addAll(access(questions, threads, patience));
      writing.ifPresent(
          check -> findings.addAll(outcome(check, patience, DestinationCheck.SUBJECT)));
    } finally {
      threads.shutdownNow();
    }
    return tell(findings);
  }

  private List<CheckResult> access(
      List<AccessProbe> questions, ExecutorService threads, CheckDeadline patience) {
    AppApiKey key;
    try {
      key = workspace.key();
    } catch (IllegalArgumentException e) {
      return List.of(CheckResult.wrong(KEY, e));
    }
    try (CustomerIo client = impatient(workspace.client(key, workspace.region()))) {
      AccessCheck access = new AccessCheck(client, Instant.now(), threads, patience);
      AccessProbe first = questions.get(0);
      Future<List<CheckResult>> letIn =
          threads.submit(() -> List.of(letIn(access, first, key, patience)));
      List<CheckResult> findings = new ArrayList<>(outcome(letIn, patience, KEY));
      if (findings.get(0).outcome() == CheckResult.Outcome.OK) {
        access.ask(questions.subList(1, questions.size()));
        patience.await(access::isDone);
        findings.addAll(access.findings(questions));
      }
      return findings;
    }
  }

  /** Whether the API lets the key in, and if not, whether that of the other region does. */
  private CheckResult letIn(
      AccessCheck access, AccessProbe first, AppApiKey key, CheckDeadline patience) {
    try {
      access.askFirst(first);
      return CheckResult.ok(KEY, "let in by " + workspace.place());
    } catch (AuthenticationException e) {
      if (workspace.baseUrl().isPresent()) {
        return CheckResult.wrong(KEY, e);
      }
      Region other = workspace.region() == Region.US ? Region.EU : Region.US;
      return isLetIn(other, first, key, patience)
          ? new CheckResult(
              KEY,
              CheckResult.Outcome.WRONG,
              "The key belongs to the "
                  + other
                  + ": use --region "
                  + other.name().toLowerCase(Locale.ROOT)
                  + ".")
          : new CheckResult(
              KEY,
              CheckResult.Outcome.WRONG,
              e.getMessage() + " It was refused in the " + other + ", too.");
    } catch (CustomerIoException e) {
      return CheckResult.broken(KEY, e);
    }
  }

  private boolean isLetIn(Region region, AccessProbe first, AppApiKey key, CheckDeadline patience) {
    try (CustomerIo client = impatient(workspace.client(key, region))) {
      new AccessCheck(client, Instant.now(), task -> {}, patience).askFirst(first);
      return true;
    } catch (CustomerIoException e) {
      return false;
    }
  }

  private static CustomerIo impatient(CustomerIoBuilder client) {
    return client
        .retry(IMPATIENT)
        .connectTimeout(IMPATIENT.deadline())
        .readTimeout(IMPATIENT.deadline())
        .build();
  }

  private static List<CheckResult> outcome(
      Future<List<CheckResult>> check, CheckDeadline patience, String subject) {
    if (!patience.await(check::isDone)) {
      return List.of(
          new CheckResult(
              subject, CheckResult.Outcome.BROKEN, "there was no answer in time. Try again."));
    }
    try {
      return check.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(CheckResult.broken(subject, e));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private int tell(List<CheckResult> findings) {
    TextTable lines = new TextTable(Collections.nCopies(3, Alignment.LEFT));
    for (CheckResult finding : findings) {
      lines.add(List.of(finding.outcome().shown(), finding.subject(), finding.text()));
    }
    lines.lines().forEach(surroundings().terminal().out()::println);
    if (findings.stream().anyMatch(one -> one.outcome() == CheckResult.Outcome.WRONG)) {
      return USER_ERROR;
    }
    return findings.stream().anyMatch(one -> one.outcome() == CheckResult.Outcome.BROKEN)
        ? FAILURE
        : 0;
  }

  /** What hangs must not keep the process. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "customerio-check");
    thread.setDaemon(true);
    return thread;
  }
}
