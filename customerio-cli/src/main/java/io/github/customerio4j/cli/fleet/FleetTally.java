package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.RateMeter;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is known of a fleet so far. Thread-safe. */
final class FleetTally {
  private final Clock clock;
  private final Instant begunAt;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final RateMeter rate = new RateMeter();
  private int workspaces;
  private int ended;
  private int failed;
  private long rows;
  private long requests;
  private long retries;

  /**
   * A fleet at one moment.
   *
   * @param workspaces how many there are
   * @param ended how many have ended, in whatever way
   * @param failed how many of those failed, at least one table of them
   * @param running those that run, in the order in which they were started
   */
  record Moment(
      int workspaces,
      int ended,
      int failed,
      long rows,
      long requests,
      long retries,
      double requestsPerSecond,
      Duration elapsed,
      List<Line> running) {}

  /** A workspace that runs. */
  record Line(String name, OptionalDouble fraction, long rows, long requests, Duration elapsed) {}

  /** What is known of a workspace that runs. */
  private static final class Running {
    private final Instant begunAt;
    private final Map<String, Double> fractions = new HashMap<>();
    private int sources;
    private long rows;
    private long requests;

    Running(Instant begunAt) {
      this.begunAt = begunAt;
    }

    OptionalDouble fraction() {
      return sources == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              Math.min(1, fractions.values().stream().mapToDouble(one -> one).sum() / sources));
    }
  }

  FleetTally(Clock clock) {
    this.clock = clock;
    this.begunAt = clock.instant();
  }

  synchronized void started(FleetStart start) {
    workspaces = start.workspaces().size();
  }

  synchronized void ended(WorkspaceResult result) {
    running.remove(result.workspace());
    ended++;
    switch (result.outcome()) {
      case FAILED, PARTIAL -> failed++;
      case DONE, CANCELLED, NOT_STARTED -> {}
    }
  }

  /** Counts what happens in a workspace. */
  synchronized ExtractionListener starting(String workspace) {
    Running mine = new Running(clock.instant());
    running.put(workspace, mine);
    return new Counting(mine);
  }

  /** How it is now. */
  synchronized Moment moment() {
    Instant now = clock.instant();
    List<Line> lines = new ArrayList<>();
    running.forEach(
        (name, one) ->
            lines.add(
                new Line(name, one.fraction(), one.rows, one.requests, between(one.begunAt, now))));
    return new Moment(
        workspaces,
        ended,
        failed,
        rows,
        requests,
        retries,
        rate.rate(now),
        between(begunAt, now),
        lines);
  }

  private static Duration between(Instant begin, Instant now) {
    return now.isBefore(begin) ? Duration.ZERO : Duration.between(begin, now);
  }

  /** Adds the events of one workspace to its figures and to the fleet's. */
  private final class Counting implements ExtractionListener {
    private final Running mine;

    Counting(Running mine) {
      this.mine = mine;
    }

    @Override
    public void started(ExtractionStart start) {
      synchronized (FleetTally.this) {
        mine.sources = start.sources().size();
        mine.fractions.clear();
        rows -= mine.rows;
        mine.rows = 0;
      }
    }

    @Override
    public void requestSent(String source, Instant at) {
      synchronized (FleetTally.this) {
        mine.requests++;
        requests++;
        rate.add(at);
      }
    }

    @Override
    public void pageRead(String source, int records, long bytes) {
      synchronized (FleetTally.this) {
        mine.rows += records;
        rows += records;
      }
    }

    @Override
    public void sourceAdvanced(String source, SourceProgress progress) {
      synchronized (FleetTally.this) {
        progress.fraction().ifPresent(part -> mine.fractions.put(source, part));
      }
    }

    @Override
    public void sourceFinished(String source, long records) {
      synchronized (FleetTally.this) {
        mine.fractions.put(source, 1.0);
      }
    }

    @Override
    public void retryScheduled(String source, Duration delay, String reason) {
      synchronized (FleetTally.this) {
        retries++;
      }
    }
  }
}
