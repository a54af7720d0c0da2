package io.github.customerio4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The screen at one moment: a line for each source in progress, and one for the run. No line is
 * wider than the screen, and all of them leave room on it.
 */
final class ProgressFrame {
  private static final int LONGEST_NAME = 28;
  private static final int SHORTEST_NAME = 10;
  private static final int PERCENT = 5;
  private static final int ROWS = 17;
  private static final int RATE = 10;
  private static final int LEFT = 14;
  private static final int SHORTEST_BAR = 8;
  private static final int LONGEST_BAR = 40;
  private static final int BLOCK = 5;
  private static final long MILLIS_A_STEP = 125;

  /** The line of the run, the line of those that have no room, and one for the cursor. */
  private static final int OTHER_LINES = 3;

  private final Screen.Size size;
  private final Glyphs glyphs;
  private final Palette palette;
  private final Instant now;

  ProgressFrame(Screen.Size size, Glyphs glyphs, Palette palette, Instant now) {
    this.size = size;
    this.glyphs = glyphs;
    this.palette = palette;
    this.now = now;
  }

  List<String> lines(RunTally run) {
    List<String> lines = new ArrayList<>();
    Map<String, SourceTally> underWay = run.underWay();
    int room = Math.max(1, size.rows() - OTHER_LINES);
    Columns columns = columns(run.longestName());
    underWay.entrySet().stream()
        .limit(room)
        .forEach(source -> lines.add(line(source.getKey(), source.getValue(), columns)));
    if (underWay.size() > room) {
      lines.add(palette.dim(cut("  " + glyphs.cut + " and " + (underWay.size() - room) + " more")));
    }
    lines.add(palette.dim(cut(summary(run))));
    return lines;
  }

  /** How wide the parts of a line are; 0 for those that have no room. */
  private record Columns(int name, int bar, int rows, int rate, int left) {}

  private Columns columns(int longestName) {
    int room = size.columns() - 1;
    int name = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, longestName));
    int bar = room - 2 - name - 2 - PERCENT - ROWS - RATE - LEFT;
    if (bar >= SHORTEST_BAR) {
      return new Columns(name, Math.min(LONGEST_BAR, bar), ROWS, RATE, LEFT);
    }
    bar += RATE;
    if (bar >= SHORTEST_BAR) {
      return new Columns(name, bar, ROWS, 0, LEFT);
    }
    bar += LEFT;
    if (bar >= SHORTEST_BAR) {
      return new Columns(name, bar, ROWS, 0, 0);
    }
    int shortName = Math.max(1, Math.min(name, room - 2 - ROWS));
    return new Columns(shortName, 0, ROWS, 0, 0);
  }

  private String line(String name, SourceTally source, Columns columns) {
    StringBuilder line = new StringBuilder("  ");
    line.append(ScreenText.fit(name, columns.name(), glyphs.cut));
    if (columns.bar() > 0) {
      line.append("  ").append(bar(source, columns.bar())).append(percent(source));
    }
    line.append(right(Quantities.count(source.rows()) + " rows", columns.rows()));
    if (columns.rate() > 0) {
      String rate =
          source.rows() == 0 ? "" : Quantities.count(Math.round(source.rowsPerSecond(now))) + "/s";
      line.append(palette.dim(right(rate, columns.rate())));
    }
    if (columns.left() > 0) {
      String left = source.left(now).map(time -> Quantities.clock(time) + " left").orElse("");
      line.append(palette.dim(right(left, columns.left())));
    }
    boolean isWide = columns.bar() > 0 || size.columns() > columns.name() + columns.rows() + 2;
    return isWide ? line.toString() : cut(line.toString());
  }

  private String bar(SourceTally source, int width) {
    OptionalDouble fraction = source.progress().fraction();
    if (fraction.isPresent()) {
      String bar = glyphs.bar(fraction.getAsDouble(), width);
      int done = glyphs.done(fraction.getAsDouble(), width);
      return palette.good(bar.substring(0, done)) + palette.dim(bar.substring(done));
    }
    int places = width - BLOCK;
    long step = source.elapsed(now).toMillis() / MILLIS_A_STEP % (2L * places);
    int before = (int) (step <= places ? step : 2L * places - step);
    String rest = String.valueOf(glyphs.rest);
    return palette.dim(rest.repeat(before))
        + palette.busy(String.valueOf(glyphs.full).repeat(BLOCK))
        + palette.dim(rest.repeat(places - before));
  }

  /** The fraction; where that is not known, nothing. */
  private String percent(SourceTally source) {
    OptionalDouble fraction = source.progress().fraction();
    String text = fraction.isEmpty() ? "" : (int) (fraction.getAsDouble() * 100) + "%";
    return right(text, PERCENT);
  }

  private String summary(RunTally run) {
    List<String> parts = new ArrayList<>();
    String rate = Quantities.rate(run.requestsPerSecond(now));
    parts.add(
        run.limit().isPresent()
            ? rate + " of " + Quantities.limit(run.limit().getAsDouble()) + " requests/s"
            : rate + " requests/s");
    String again = run.retries() == 0 ? "" : ", " + Quantities.count(run.retries()) + " repeated";
    parts.add(Quantities.count(run.requests()) + " requests" + again);
    parts.add(Quantities.count(run.rows()) + " rows");
    if (run.tablesWritten() > 0) {
      parts.add(Quantities.count(run.tablesWritten()) + " tables written");
    }
    Duration elapsed = run.elapsed(now);
    parts.add(Quantities.clock(elapsed.isNegative() ? Duration.ZERO : elapsed));
    return "  " + String.join(glyphs.between, parts);
  }

  private String cut(String text) {
    return ScreenText.cut(text, size.columns() - 1, glyphs.cut);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
