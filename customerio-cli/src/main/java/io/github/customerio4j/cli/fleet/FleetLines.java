package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A line for what begins, ends or goes wrong in a workspace, and every ten seconds one for the
 * fleet.
 */
final class FleetLines implements FleetProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Consumer<String> output;
  private final Clock clock;
  private final ResultText text;
  private final FleetTally tally;
  private Instant printedAt;

  FleetLines(Consumer<String> output, Clock clock, ResultText text) {
    this.output = output;
    this.clock = clock;
    this.text = text;
    this.tally = new FleetTally(clock);
    this.printedAt = clock.instant();
  }

  @Override
  public void started(FleetStart start) {
    tally.started(start);
    say("fleet", FleetLines.start(start));
  }

  /** How many workspaces there are, in words. */
  static String start(FleetStart start) {
    int count = start.workspaces().size();
    return Quantities.count(count)
        + (count == 1 ? " workspace" : " workspaces")
        + ", at most "
        + Quantities.count(start.mostAtOnce())
        + " at once";
  }

  @Override
  public ExtractionListener workspaceStarting(String workspace) {
    return ExtractionListener.all(
        tally.starting(workspace), new Said(workspace, this::say, this::sayHowItIs));
  }

  @Override
  public void workspaceEnded(WorkspaceResult result) {
    tally.ended(result);
    say(result.workspace(), text.ended(result));
  }

  @Override
  public void warned(String message) {
    say("fleet", "warning: " + message);
  }

  private void sayHowItIs() {
    synchronized (this) {
      Instant now = clock.instant();
      if (Duration.between(printedAt, now).compareTo(INTERVAL) < 0) {
        return;
      }
      printedAt = now;
    }
    FleetTally.Moment now = tally.moment();
    say(
        "fleet",
        "%s of %s workspaces ended%s, %s run; %s rows, %s requests/s, %s"
            .formatted(
                Quantities.count(now.ended()),
                Quantities.count(now.workspaces()),
                now.failed() == 0 ? "" : " (" + Quantities.count(now.failed()) + " failed)",
                Quantities.count(now.running().size()),
                Quantities.count(now.rows()),
                Quantities.rate(now.requestsPerSecond()),
                Quantities.clock(now.elapsed())));
  }

  private void say(String name, String what) {
    String line = String.format(Locale.ROOT, "  %-20s %s", name, what);
    synchronized (output) {
      output.accept(line);
    }
  }

  /** Does nothing: every line is complete when it is printed. */
  @Override
  public void close() {}
}
