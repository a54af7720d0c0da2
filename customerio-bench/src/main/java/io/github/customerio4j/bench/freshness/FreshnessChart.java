package io.github.customerio4j.bench.freshness;

import io.github.customerio4j.bench.freshness.Simulation.Evening;
import io.github.customerio4j.bench.freshness.Simulation.Rhythm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws the hourly runs: stale rows on the left, requests on the right, a line per strategy. */
final class FreshnessChart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 360;
  private static final int PLOT_WIDTH = 330;
  private static final int PLOT_HEIGHT = 220;
  private static final int TOP = 60;
  private static final int LINES = 4;
  private static final Map<Strategy, String> COLORS =
      Map.of(
          Strategy.OVERLAP, "#d1495b",
          Strategy.REFRESH, "#00798c",
          Strategy.FULL_HISTORY, "#8d8d8d");

  private final List<Evening> evenings;
  private final int days;

  FreshnessChart(List<Evening> evenings) {
    this.evenings = evenings.stream().filter(evening -> evening.rhythm() == Rhythm.HOURLY).toList();
    this.days = evenings.stream().mapToInt(Evening::day).max().orElse(1);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" \
        font-family="system-ui, sans-serif" font-size="12" fill="#333">
        <title>Stale rows and requests of hourly runs, by day</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH, HEIGHT));
    panel(svg, 70, "Stale rows at the end of the day", Evening::stale);
    panel(svg, 500, "Requests so far", Evening::requests);
    int x = 70;
    for (Strategy strategy : Strategy.values()) {
      svg.append(
          """
          <rect x="%d" y="%d" width="14" height="4" fill="%s"/>
          <text x="%d" y="%d">%s</text>
          """
              .formatted(
                  x, HEIGHT - 26, COLORS.get(strategy), x + 20, HEIGHT - 20, strategy.words()));
      x += 40 + 8 * strategy.words().length();
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(StringBuilder svg, int left, String title, ToDoubleFunction<Evening> value) {
    double top = ceiling(evenings.stream().mapToDouble(value).max().orElse(1));
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"15\">%s</text>\n".formatted(left, TOP - 22, title));
    for (int i = 0; i <= LINES; i++) {
      int y = TOP + PLOT_HEIGHT - PLOT_HEIGHT * i / LINES;
      svg.append(
          """
          <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#ddd"/>
          <text x="%d" y="%d" text-anchor="end">%s</text>
          """
              .formatted(
                  left,
                  y,
                  left + PLOT_WIDTH,
                  y,
                  left - 8,
                  y + 4,
                  String.format(Locale.ROOT, "%,d", Math.round(top * i / LINES))));
    }
    for (int i = 0; i <= LINES; i++) {
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(
                  left + PLOT_WIDTH * i / LINES,
                  TOP + PLOT_HEIGHT + 20,
                  (i == LINES ? "day " : "") + days * i / LINES));
    }
    for (Strategy strategy : Strategy.values()) {
      line(svg, left, top, strategy, value);
    }
  }

  private void line(
      StringBuilder svg, int left, double top, Strategy strategy, ToDoubleFunction<Evening> value) {
    StringBuilder points = new StringBuilder();
    for (Evening evening : evenings) {
      if (evening.strategy() == strategy) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                left + (double) PLOT_WIDTH * evening.day() / days,
                TOP + PLOT_HEIGHT * (1 - value.applyAsDouble(evening) / top)));
      }
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
            .formatted(points.toString().strip(), COLORS.get(strategy)));
  }

  /** A round number that is not smaller. */
  private static double ceiling(double most) {
    double unit = 1;
    while (unit * 10 < most) {
      unit *= 10;
    }
    for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
      if (unit * step >= most) {
        return unit * step;
      }
    }
    return unit * 10;
  }
}
