package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a run of a fleet would fetch: the requests and minutes of each workspace. */
final class FleetPlan {
  private static final int AT_ONCE = 16;

  private final List<Line> lines;

  /** One workspace: its plan, or why there is none. */
  private record Line(
      String workspace, Optional<ExtractionPlan> plan, Optional<RuntimeException> failure) {}

  private FleetPlan(List<Line> lines) {
    this.lines = lines;
  }

  /** Asks for what is needed to count the requests; writes nothing. */
  static FleetPlan of(Collection<WorkspaceJob> jobs) {
    ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, work -> daemon(work, "customerio-plan"));
    try {
      List<Future<Line>> plans = jobs.stream().map(job -> threads.submit(() -> line(job))).toList();
      List<Line> lines = new ArrayList<>();
      for (Future<Line> plan : plans) {
        lines.add(plan.get());
      }
      return new FleetPlan(lines);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExtractionException.Cancelled("Cannot plan: the command was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Line line(WorkspaceJob job) {
    try {
      return new Line(job.name(), Optional.of(job.plan()), Optional.empty());
    } catch (RuntimeException e) {
      return new Line(job.name(), Optional.empty(), Optional.of(job.explained(e)));
    }
  }

  List<String> lines() {
    TextTable table =
        new TextTable(List.of(Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT, Alignment.LEFT));
    table.add(List.of("WORKSPACE", "REQUESTS", "MINUTES", "WHAT FAILED"));
    table.addRule();
    long requests = 0;
    boolean isAtLeast = false;
    Duration longest = Duration.ZERO;
    for (Line line : lines) {
      String failure = line.failure().map(e -> String.valueOf(e.getMessage())).orElse("");
      if (line.plan().isEmpty()) {
        table.add(List.of(line.workspace(), "-", "-", failure));
        continue;
      }
      ExtractionPlan plan = line.plan().get();
      requests += plan.requests();
      isAtLeast |= plan.isAtLeast();
      longest = longest.compareTo(plan.duration()) < 0 ? plan.duration() : longest;
      table.add(
          List.of(
              line.workspace(),
              requests(plan.requests(), plan.isAtLeast()),
              minutes(plan.duration()),
              failure));
    }
    table.addRule();
    String total = Quantities.count(lines.size()) + " workspaces";
    table.add(List.of(total, requests(requests, isAtLeast), minutes(longest), ""));
    List<String> all = new ArrayList<>(table.lines());
    all.add("");
    all.add("The minutes of the slowest workspace, if all run at once.");
    return all;
  }

  private static String requests(long requests, boolean isAtLeast) {
    return Quantities.count(requests) + (isAtLeast ? "+" : " ");
  }

  private static String minutes(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 60_000.0);
  }

  /** As a run of the fleet would have it. */
  int exitCode() {
    if (lines.stream().allMatch(line -> line.failure().isEmpty())) {
      return 0;
    }
    return lines.stream().anyMatch(line -> line.plan().isPresent())
        ? CliCommand.PARTIAL_SUCCESS
        : lines.stream()
            .flatMap(line -> line.failure().stream())
            .mapToInt(WorkspaceJob::exitCode)
            .max()
            .orElse(CliCommand.FAILURE);
  }
}
