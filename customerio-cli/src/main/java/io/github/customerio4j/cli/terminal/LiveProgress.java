package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A bar for each source under way, below a line for each that is done. The threads of the run only
 * count; another one draws, so that a terminal that is slow or held does not hold up the run.
 */
final class LiveProgress implements TerminalProgress {
  private static final long REDRAW_MILLIS = 125;

  private final ScreenBlock block;
  private final Screen screen;
  private final Look look;
  private final Clock clock;
  private final RunTally run;
  private final List<String> kept = new ArrayList<>();
  private final Timer timer = new Timer("customerio-progress", true);

  /** Guards the screen; this object guards the counts. */
  private final Object drawing = new Object();

  /** What things look like. */
  record Look(Glyphs glyphs, Palette palette) {}

  LiveProgress(PrintStream out, Screen screen, Look look, Clock clock) {
    this.block = new ScreenBlock(out);
    this.screen = screen;
    this.look = look;
    this.clock = clock;
    this.run = new RunTally(clock.instant());
  }

  /** Shows progress on this process's terminal until it is closed. */
  static LiveProgress start(Terminal terminal) {
    Look look = new Look(Glyphs.system(), Palette.of(terminal.style()));
    LiveProgress progress =
        new LiveProgress(terminal.err(), Screen.system(), look, Clock.systemUTC());
    progress.timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            progress.draw();
          }
        },
        REDRAW_MILLIS,
        REDRAW_MILLIS);
    return progress;
  }

  @Override
  public synchronized void started(ExtractionStart start) {
    run.started(start);
  }

  @Override
  public synchronized void requestSent(String source, Instant at) {
    run.requestSent(source, at);
  }

  @Override
  public synchronized void sourceAdvanced(String source, SourceProgress progress) {
    run.advanced(source, progress);
  }

  @Override
  public synchronized void pageRead(String source, int records, long bytes) {
    run.pageRead(source, records, clock.instant());
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    run.retried();
    keep(look.palette().odd(look.glyphs().again), Quantities.retry(source, delay, reason));
  }

  @Override
  public synchronized void warned(String table, String message) {
    keep(look.palette().odd("!"), Quantities.warning(table, message));
  }

  @Override
  public synchronized void tableFailed(String table, String message) {
    run.ended(table);
    keep(look.palette().bad(look.glyphs().failed), Quantities.failure(table, message));
  }

  @Override
  public synchronized void resumed(Instant startedAt, long pages) {
    keep(look.palette().good(look.glyphs().done), Quantities.resumed(startedAt, pages));
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    SourceTally tally = run.ended(source);
    String time = Quantities.seconds(tally.elapsed(clock.instant())) + " s";
    keep(
        look.palette().good(look.glyphs().done),
        Quantities.finished(source, records, tally.requests(), time));
  }

  @Override
  public synchronized void tableWritten(String table, long rows, int columns) {
    run.tableWritten();
  }

  /** The line begins with two spaces, which the mark takes the place of. */
  private void keep(String mark, String line) {
    kept.add(mark + " " + ScreenText.clean(line.substring(2)));
  }

  void draw() {
    synchronized (drawing) {
      Screen.Size size = screen.size();
      List<String> above;
      List<String> lines;
      synchronized (this) {
        above = List.copyOf(kept);
        kept.clear();
        lines = new ProgressFrame(size, look.glyphs(), look.palette(), clock.instant()).lines(run);
      }
      block.draw(above, lines);
    }
  }

  @Override
  public void close() {
    timer.cancel();
    synchronized (drawing) {
      List<String> above;
      synchronized (this) {
        above = List.copyOf(kept);
        kept.clear();
      }
      block.draw(above, List.of());
    }
  }
}
