package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.Glyphs;
import io.github.customerio4j.cli.terminal.Palette;
import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.cli.terminal.Screen;
import io.github.customerio4j.cli.terminal.ScreenText;
import java.util.ArrayList;
import java.util.List;

/**
 * The screen at one moment: a line for each workspace that runs, and one for the fleet. No line is
 * wider than the screen, and all of them leave room on it.
 */
final class FleetFrame {
  private static final int LONGEST_NAME = 28;
  private static final int SHORTEST_NAME = 10;
  private static final int PERCENT = 5;
  private static final int ROWS = 17;
  private static final int REQUESTS = 18;
  private static final int SHORTEST_BAR = 8;
  private static final int LONGEST_BAR = 40;

  /** The line of the fleet, the line of those that have no room, and one for the cursor. */
  private static final int OTHER_LINES = 3;

  private final Glyphs glyphs;
  private final Palette palette;

  /** So that columns keep their places. */
  private int nameWidth = SHORTEST_NAME;

  FleetFrame(Glyphs glyphs, Palette palette) {
    this.glyphs = glyphs;
    this.palette = palette;
  }

  List<String> lines(FleetTally.Moment now, Screen.Size size) {
    List<String> lines = new ArrayList<>();
    int width = size.columns() - 1;
    int room = Math.max(1, size.rows() - OTHER_LINES);
    for (FleetTally.Line one : now.running()) {
      nameWidth = Math.max(nameWidth, Math.min(LONGEST_NAME, ScreenText.width(one.name())));
    }
    now.running().stream().limit(room).forEach(one -> lines.add(line(one, width)));
    int more = now.running().size() - room;
    if (more > 0) {
      lines.add(dim("  " + glyphs.cut + " and " + more + " more", width));
    }
    lines.add(dim(summary(now), width));
    return lines;
  }

  private String line(FleetTally.Line one, int width) {
    int name = Math.max(1, Math.min(nameWidth, width - 2 - ROWS));
    StringBuilder line =
        new StringBuilder("  ").append(ScreenText.fit(one.name(), name, glyphs.cut));
    int bar = Math.min(LONGEST_BAR, width - 2 - name - 2 - PERCENT - ROWS - REQUESTS);
    boolean hasRequests = bar >= SHORTEST_BAR;
    if (!hasRequests) {
      bar += REQUESTS;
    }
    if (bar >= SHORTEST_BAR) {
      double fraction = one.fraction().orElse(0);
      String all = glyphs.bar(fraction, bar);
      int done = glyphs.done(fraction, bar);
      line.append("  ").append(palette.good(all.substring(0, done)));
      line.append(palette.dim(all.substring(done)));
      line.append(right((int) (fraction * 100) + "%", PERCENT));
    }
    line.append(right(Quantities.count(one.rows()) + " rows", ROWS));
    if (hasRequests) {
      line.append(palette.dim(right(Quantities.count(one.requests()) + " requests", REQUESTS)));
    }
    return bar >= SHORTEST_BAR
        ? line.toString()
        : ScreenText.cut(line.toString(), width, glyphs.cut);
  }

  private String summary(FleetTally.Moment now) {
    List<String> parts = new ArrayList<>();
    parts.add(
        Quantities.count(now.ended())
            + " of "
            + Quantities.count(now.workspaces())
            + " workspaces ended"
            + (now.failed() == 0 ? "" : ", " + Quantities.count(now.failed()) + " failed"));
    parts.add(Quantities.rate(now.requestsPerSecond()) + " requests/s");
    parts.add(
        Quantities.count(now.requests())
            + " requests"
            + (now.retries() == 0 ? "" : ", " + Quantities.count(now.retries()) + " repeated"));
    parts.add(Quantities.count(now.rows()) + " rows");
    parts.add(Quantities.clock(now.elapsed()));
    return "  " + String.join(glyphs.between, parts);
  }

  private String dim(String text, int width) {
    return palette.dim(ScreenText.cut(text, width, glyphs.cut));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
