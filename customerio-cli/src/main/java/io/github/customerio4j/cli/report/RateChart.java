package io.github.customerio4j.cli.report;

import io.github.customerio4j.cli.terminal.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Requests a second over the run's time against the limit, as SVG. */
final class RateChart {
  private static final double WIDTH = 960;
  private static final double HEIGHT = 240;
  private static final double LEFT = 44;
  private static final double RIGHT = 12;
  private static final double TOP = 12;
  private static final double BOTTOM = 26;

  private static final double[] STEPS = {1, 2, 5};
  private static final int[] NICE_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400
  };

  private final List<RateHistory.Bucket> buckets;
  private final RunRecord.Requests requests;
  private final double seconds;
  private final double top;

  RateChart(RunRecord.Requests requests, Duration length) {
    this.requests = requests;
    this.buckets = requests.history();
    double shown = buckets.stream().mapToDouble(RateChart::end).max().orElse(1);
    this.seconds = Math.max(shown, length.toMillis() / 1000.0);
    double peak = buckets.stream().mapToDouble(RateHistory.Bucket::perSecond).max().orElse(1);
    this.top = Math.max(1, Math.max(peak, requests.limit().orElse(0)) * 1.1);
  }

  private static long end(RateHistory.Bucket bucket) {
    return bucket.start().plus(bucket.length()).toSeconds();
  }

  void write(Markup page) {
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + figure(WIDTH) + " " + figure(HEIGHT),
        "role",
        "img",
        "aria-label",
        "Requests a second over the time of the run");
    writeScales(page);
    writeBars(page);
    writeLimit(page);
    writeRefused(page);
    page.close().line();
  }

  private void writeScales(Markup page) {
    double step = step(top / 4);
    for (double rate = 0; rate <= top; rate += step) {
      page.empty("path", "class", "grid", "d", across(y(rate)));
      label(page, LEFT - 8, y(rate) + 4, "end", Quantities.limit(Math.round(rate * 100) / 100.0));
    }
    int every = everySeconds();
    for (long second = 0; second <= seconds; second += every) {
      double x = x(second);
      String anchor = second == 0 ? "start" : x > WIDTH - 40 ? "end" : "middle";
      label(page, x, HEIGHT - 6, anchor, Quantities.clock(Duration.ofSeconds(second)));
    }
  }

  /** Every bucket as a bar of its own, so that pointing at it tells its figures. */
  private void writeBars(Markup page) {
    page.open("g", "class", "bars");
    for (RateHistory.Bucket bucket : buckets) {
      if (bucket.sent() == 0) {
        continue;
      }
      double from = x(bucket.start().toSeconds());
      double wide = x(end(bucket)) - from;
      double gap = wide > 4 ? 1 : 0;
      double y = y(bucket.perSecond());
      page.open(
          "path",
          "d",
          "M%s %sh%sV%sh-%sZ"
              .formatted(
                  figure(from), figure(y), figure(wide - gap), figure(y(0)), figure(wide - gap)));
      page.element(
          "title",
          Quantities.clock(bucket.start())
              + ": "
              + Quantities.rate(bucket.perSecond())
              + " requests a second");
      page.close();
    }
    page.close().line();
  }

  private void writeLimit(Markup page) {
    if (requests.limit().isEmpty()) {
      return;
    }
    double limit = requests.limit().getAsDouble();
    page.empty("path", "class", "limit", "d", across(y(limit)));
    page.element(
        "text",
        "limit: " + Quantities.limit(limit) + " a second",
        "class",
        "limit-name",
        "x",
        figure(WIDTH - RIGHT),
        "y",
        figure(y(limit) - 6),
        "text-anchor",
        "end");
  }

  private void writeRefused(Markup page) {
    for (RateHistory.Bucket bucket : buckets) {
      if (bucket.refused() > 0) {
        double x = (x(bucket.start().toSeconds()) + x(end(bucket))) / 2;
        page.open(
            "path",
            "class",
            "refused",
            "d",
            "M%s %sl5 -9h-10Z".formatted(figure(x), figure(y(bucket.perSecond()) - 1)));
        page.element(
            "title",
            Quantities.clock(bucket.start())
                + ": "
                + Quantities.count(bucket.refused())
                + " refused, status 429");
        page.close();
      }
    }
  }

  private static void label(Markup page, double x, double y, String anchor, String text) {
    page.element("text", text, "x", figure(x), "y", figure(y), "text-anchor", anchor);
  }

  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * power >= least) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private int everySeconds() {
    for (int nice : NICE_SECONDS) {
      if (seconds / nice <= 12) {
        return nice;
      }
    }
    return (int) (seconds / 12) + 1;
  }

  private double x(long second) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (second / seconds);
  }

  private double y(double rate) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * rate / top;
  }

  private static String across(double y) {
    return "M" + figure(LEFT) + " " + figure(y) + "H" + figure(WIDTH - RIGHT);
  }

  private static String figure(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
