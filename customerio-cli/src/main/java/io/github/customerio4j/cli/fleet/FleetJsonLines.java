package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.JsonLine;
import io.github.customerio4j.cli.terminal.JsonLines;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON object a line: the events of each run with the name of its workspace, its beginning and
 * its end, and every few seconds how far the fleet is.
 */
final class FleetJsonLines implements FleetProgress {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

  private final PrintStream out;
  private final Clock clock;
  private final ResultText text;
  private final FleetTally tally;
  private Instant last;

  FleetJsonLines(PrintStream out, Clock clock, ResultText text) {
    this.out = out;
    this.clock = clock;
    this.text = text;
    this.tally = new FleetTally(clock);
    this.last = clock.instant();
  }

  private JsonLine event(String level, String event) {
    return JsonLine.event(clock.instant(), level, event);
  }

  private void say(JsonLine line) {
    out.println(line.text());
  }

  @Override
  public void started(FleetStart start) {
    tally.started(start);
    say(
        event("info", "fleet_started")
            .add("started_at", start.startedAt().toString())
            .add("workspaces", start.workspaces())
            .add("most_at_once", start.mostAtOnce()));
  }

  @Override
  public ExtractionListener workspaceStarting(String workspace) {
    say(event("info", "workspace_started").add("workspace", workspace));
    return ExtractionListener.all(
        tally.starting(workspace),
        new JsonLines(out, clock, Optional.of(workspace)),
        new ExtractionListener() {
          @Override
          public void pageRead(String source, int records, long bytes) {
            sayHowItIs();
          }
        });
  }

  private void sayHowItIs() {
    synchronized (this) {
      Instant now = clock.instant();
      if (Duration.between(last, now).compareTo(NOW_AND_THEN) < 0) {
        return;
      }
      last = now;
    }
    FleetTally.Moment now = tally.moment();
    say(
        event("info", "fleet_progress")
            .add("workspaces", now.workspaces())
            .add("ended", now.ended())
            .add("failed", now.failed())
            .add("running", now.running().size())
            .add("rows", now.rows())
            .add("requests", now.requests())
            .addRounded("requests_per_second", now.requestsPerSecond())
            .addSeconds("seconds", now.elapsed()));
  }

  @Override
  public void workspaceEnded(WorkspaceResult result) {
    tally.ended(result);
    String level =
        switch (result.outcome()) {
          case DONE -> "info";
          case PARTIAL, FAILED -> "error";
          case CANCELLED, NOT_STARTED -> "warn";
        };
    JsonLine line =
        event(level, "workspace_ended")
            .add("workspace", result.workspace())
            .add("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
            .add("rows", result.rows())
            .add("requests", result.requests())
            .addSeconds("seconds", result.duration());
    text.problem(result).ifPresent(why -> line.add("message", why));
    say(line);
  }

  @Override
  public void warned(String message) {
    say(event("warn", "warning").add("message", message));
  }

  @Override
  public void close() {
    out.flush();
  }
}
