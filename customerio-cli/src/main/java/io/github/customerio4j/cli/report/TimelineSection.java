package io.github.customerio4j.cli.report;

import io.github.customerio4j.cli.terminal.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When each source was read, as bars below each other. */
final class TimelineSection {
  private static final double NARROWEST = 0.4;

  private final Markup page;
  private final RunRecord record;

  TimelineSection(Markup page, RunRecord record) {
    this.page = page;
    this.record = record;
  }

  void write() {
    page.open("section", "id", "timeline").element("h2", "When what was read");
    if (record.sources().isEmpty()) {
      page.element("p", "Nothing was.", "class", "none").close().line();
      return;
    }
    page.open("div", "class", "scroll").open("table", "class", "timeline");
    page.open("thead").open("tr").element("th", "List", "scope", "col");
    page.element("th", "From 0:00 to " + Quantities.clock(record.times().length()), "scope", "col");
    for (String name : List.of("Rows read", "Requests", "Seconds")) {
      page.element("th", name, "scope", "col", "class", "num");
    }
    page.close().close().open("tbody").line();
    record.sources().stream()
        .sorted(Comparator.comparing(source -> offset(source).orElse(Double.MAX_VALUE)))
        .forEach(this::write);
    page.close().close().close().close().line();
  }

  private void write(SourceRecord source) {
    String state = source.state().name().toLowerCase(Locale.ROOT);
    page.open("tr", "class", state);
    String style = PageWriter.styleOfName(source.name());
    page.element("th", source.name(), "scope", "row", "class", style);
    page.open("td", "class", "track");
    Instant begin = source.begin();
    Instant end = source.end();
    if (begin == null || end == null) {
      page.element("span", source.state().text, "class", "state");
    } else {
      writeBar(source, begin, end);
    }
    page.close();
    page.element("td", Quantities.count(source.rows()), "class", "num");
    page.element("td", Quantities.count(source.requests()), "class", "num");
    String seconds =
        begin == null || end == null ? "" : Quantities.seconds(Duration.between(begin, end));
    page.element("td", seconds, "class", "num").close().line();
  }

  private void writeBar(SourceRecord source, Instant begin, Instant end) {
    double from = percent(begin);
    double wide = Math.max(NARROWEST, percent(end) - from);
    page.open("div", "class", "rail");
    page.element(
        "i",
        "",
        "class",
        "span",
        "style",
        "left:%s%%;width:%s%%".formatted(round(Math.min(from, 100 - wide)), round(wide)),
        "title",
        source.state().text);
    page.close();
    if (source.state() != SourceRecord.State.READ) {
      page.element("span", source.state().text, "class", "state");
    }
  }

  private Optional<Double> offset(SourceRecord source) {
    return Optional.ofNullable(source.begin()).map(this::percent);
  }

  private double percent(Instant at) {
    double all = Math.max(1, record.times().length().toMillis());
    double since = Duration.between(record.times().begin(), at).toMillis();
    return Math.max(0, Math.min(100, 100 * since / all));
  }

  private static String round(double percent) {
    return String.format(Locale.ROOT, "%.2f", percent);
  }
}
