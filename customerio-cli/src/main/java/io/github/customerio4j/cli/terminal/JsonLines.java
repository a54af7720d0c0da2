package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object a line: what begins, ends or goes wrong, and every few seconds how far a source is.
 */
public final class JsonLines implements TerminalProgress {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

  private final PrintStream out;
  private final Clock clock;
  private final Optional<String> workspace;
  private final Map<String, Told> sources = new HashMap<>();

  /** A source, and when its progress was told. */
  private static final class Told {
    private final SourceTally tally = new SourceTally();
    private Instant last;

    Told(Instant last) {
      this.last = last;
    }
  }

  JsonLines(PrintStream out, Clock clock) {
    this(out, clock, Optional.empty());
  }

  /**
   * Lines of one run of several.
   *
   * @param workspace what each line names
   */
  public JsonLines(PrintStream out, Clock clock, Optional<String> workspace) {
    this.out = out;
    this.clock = clock;
    this.workspace = workspace;
  }

  private void say(JsonLine line) {
    out.println(line.text());
  }

  private JsonLine event(String level, String event) {
    JsonLine line = JsonLine.event(clock.instant(), level, event);
    workspace.ifPresent(name -> line.add("workspace", name));
    return line;
  }

  private Told of(String source) {
    return sources.computeIfAbsent(source, any -> new Told(clock.instant()));
  }

  @Override
  public synchronized void started(ExtractionStart start) {
    sources.clear();
    JsonLine line = event("info", "started");
    line.add("started_at", start.startedAt().toString()).add("sources", start.sources());
    start.requestsPerSecond().ifPresent(limit -> line.add("requests_per_second", limit));
    say(line);
  }

  @Override
  public synchronized void resumed(Instant startedAt, long pages) {
    say(event("info", "resumed").add("started_at", startedAt.toString()).add("pages", pages));
  }

  @Override
  public synchronized void requestSent(String source, Instant at) {
    of(source).tally.requested(at);
  }

  @Override
  public synchronized void sourceAdvanced(String source, SourceProgress progress) {
    of(source).tally.advanced(progress);
  }

  @Override
  public synchronized void pageRead(String source, int records, long bytes) {
    Instant now = clock.instant();
    Told told = of(source);
    told.tally.read(records, now);
    if (Duration.between(told.last, now).compareTo(NOW_AND_THEN) < 0) {
      return;
    }
    told.last = now;
    JsonLine line = event("info", "progress");
    line.add("table", source)
        .add("rows", told.tally.rows())
        .add("requests", told.tally.requests())
        .addSeconds("seconds", told.tally.elapsed(now));
    told.tally.progress().fraction().ifPresent(part -> line.addRounded("fraction", part));
    told.tally.left(now).ifPresent(left -> line.addSeconds("seconds_left", left));
    say(line);
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    say(
        event("warn", "retry")
            .add("table", source)
            .addSeconds("delay_seconds", delay)
            .add("message", reason));
  }

  @Override
  public synchronized void warned(String table, String message) {
    JsonLine line = event("warn", "warning");
    if (!table.isEmpty()) {
      line.add("table", table);
    }
    say(line.add("message", message));
  }

  @Override
  public synchronized void tableFailed(String table, String message) {
    say(event("error", "table_failed").add("table", table).add("message", message));
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    SourceTally tally = of(source).tally;
    say(
        event("info", "source_finished")
            .add("table", source)
            .add("rows", records)
            .add("requests", tally.requests())
            .addSeconds("seconds", tally.elapsed(clock.instant())));
  }

  @Override
  public synchronized void tableWritten(String table, long rows, int columns) {
    say(
        event("info", "table_written")
            .add("table", table)
            .add("rows", rows)
            .add("columns", columns));
  }

  @Override
  public synchronized void committed(ExtractionReport report) {
    say(
        event("info", "committed")
            .add("tables", report.tables().size())
            .add("failed_tables", report.failures().size())
            .add("rows", report.rows())
            .add("requests", report.requests())
            .addSeconds("seconds", report.duration()));
  }

  @Override
  public synchronized void close() {
    out.flush();
  }
}
