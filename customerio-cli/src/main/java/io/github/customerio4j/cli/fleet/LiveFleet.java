package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.Glyphs;
import io.github.customerio4j.cli.terminal.Palette;
import io.github.customerio4j.cli.terminal.Screen;
import io.github.customerio4j.cli.terminal.ScreenBlock;
import io.github.customerio4j.cli.terminal.ScreenText;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/**
 * A line for each workspace that runs, as many as fit the screen, below a line for each that has
 * ended. The threads of the fleet only count; another one draws.
 */
final class LiveFleet implements FleetProgress {
  private static final long REDRAW_MILLIS = 125;

  private final ScreenBlock block;
  private final Supplier<Screen.Size> size;
  private final FleetFrame frame;
  private final Look look;
  private final ResultText text;
  private final FleetTally tally;
  private final Timer timer = new Timer("customerio-progress", true);

  /** Guards the screen. */
  private final Object drawing = new Object();

  /** Guarded by itself. */
  private final List<String> kept = new ArrayList<>();

  /** What things look like. */
  record Look(Glyphs glyphs, Palette palette) {}

  LiveFleet(PrintStream out, Supplier<Screen.Size> size, Look look, Clock clock, ResultText text) {
    this.block = new ScreenBlock(out);
    this.size = size;
    this.look = look;
    this.frame = new FleetFrame(look.glyphs(), look.palette());
    this.text = text;
    this.tally = new FleetTally(clock);
  }

  /** Shows progress on this process's terminal until it is closed. */
  static LiveFleet start(Terminal terminal, ResultText text) {
    Look look = new Look(Glyphs.system(), Palette.of(terminal.style()));
    Screen screen = Screen.system();
    LiveFleet progress = new LiveFleet(terminal.err(), screen::size, look, Clock.systemUTC(), text);
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
  public void started(FleetStart start) {
    tally.started(start);
    keep(look.palette().dim(look.glyphs().done), "fleet", FleetLines.start(start));
  }

  @Override
  public ExtractionListener workspaceStarting(String workspace) {
    return ExtractionListener.all(
        tally.starting(workspace),
        new Said(workspace, (name, what) -> keep(look.palette().odd("!"), name, what), () -> {}));
  }

  @Override
  public void workspaceEnded(WorkspaceResult result) {
    tally.ended(result);
    String mark =
        switch (result.outcome()) {
          case DONE -> look.palette().good(look.glyphs().done);
          case PARTIAL, FAILED -> look.palette().bad(look.glyphs().failed);
          case CANCELLED, NOT_STARTED -> look.palette().odd("!");
        };
    keep(mark, result.workspace(), text.ended(result));
  }

  @Override
  public void warned(String message) {
    keep(look.palette().odd("!"), "fleet", "warning: " + message);
  }

  private void keep(String mark, String name, String what) {
    String line = String.format(Locale.ROOT, "%-20s %s", name, what);
    synchronized (kept) {
      kept.add(mark + " " + ScreenText.clean(line));
    }
  }

  private List<String> takeKept() {
    synchronized (kept) {
      List<String> taken = List.copyOf(kept);
      kept.clear();
      return taken;
    }
  }

  void draw() {
    synchronized (drawing) {
      block.draw(takeKept(), frame.lines(tally.moment(), size.get()));
    }
  }

  @Override
  public void close() {
    timer.cancel();
    synchronized (drawing) {
      block.draw(takeKept(), List.of());
    }
  }
}
