package io.github.customerio4j.cli.report;

import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.SchemaChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the page, from its head to its foot. */
final class PageWriter {
  private static final int SHORT_NAME = 40;
  private static final String STYLE = "report.css";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Markup page;
  private final RunFacts facts;
  private final RunRecord record;
  private final RunOutcome ending;

  PageWriter(Markup page, RunFacts facts, RunRecord record, RunOutcome ending) {
    this.page = page;
    this.facts = facts;
    this.record = record;
    this.ending = ending;
  }

  /** Most names are kept on one line; a longer one is not worth a scroll bar. */
  static String styleOfName(String name) {
    return name.length() <= SHORT_NAME ? "short" : "long";
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  void write() throws IOException {
    try {
      writePage();
    } catch (Markup.MarkupException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private void writePage() throws IOException {
    page.doctype().open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
    writeHead();
    page.open("body").line().open("main").line();
    writeTitle();
    writeFailure();
    writeCards();
    writeFailedTables();
    writeRequests();
    new TimelineSection(page, record).write();
    ending
        .report()
        .ifPresent(report -> new TablesSection(page, report, record.times().length()).write());
    writeSchemaChanges();
    writeNotes();
    writeConfiguration();
    page.close().line();
    page.element("footer", "Written by customerio4j at " + time(record.times().end()) + ".");
    page.close().close().end();
  }

  private void writeHead() throws IOException {
    writeHead(page, ending.outcome().text + ": " + title());
  }

  /** The head of any page: it loads nothing and runs nothing. */
  static void writeHead(Markup page, String title) throws IOException {
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    page.element("title", title);
    page.element("style", style()).line().close().line();
  }

  private static String style() throws IOException {
    try (InputStream style = PageWriter.class.getResourceAsStream(STYLE)) {
      if (style == null) {
        throw new IllegalStateException(STYLE + " is not beside the classes");
      }
      return "\n" + new String(style.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String title() {
    return facts.workspace() + " \u2192 " + facts.destination();
  }

  private void writeTitle() {
    RunOutcome.Outcome outcome = ending.outcome();
    page.open("header").open("div");
    page.element("p", "Extraction", "class", "kind");
    page.open("h1");
    page.text(facts.workspace()).element("span", " \u2192 ", "class", "arrow");
    page.text(facts.destination()).close();
    page.element(
        "p",
        "Started "
            + time(record.times().begin())
            + ", took "
            + Quantities.clock(record.times().length()),
        "class",
        "when");
    page.close();
    page.element("p", outcome.text, "class", "outcome " + outcome.style).close().line();
  }

  private void writeFailure() {
    if (ending.failure().isEmpty()) {
      return;
    }
    page.open("section", "class", "callout failed", "id", "failure");
    page.element("h2", "What failed");
    page.element("p", ending.failure().get(), "class", "message");
    page.element(
        "p",
        "Nothing of this run is to be seen at the destination: its tables and its state are as they"
            + " were. Below is how far the run had come.");
    page.close().line();
  }

  private void writeCards() {
    Optional<ExtractionReport> report = ending.report();
    RunRecord.Requests requests = record.requests();
    page.open("section", "class", "cards");
    long rows = report.map(ExtractionReport::rows).orElseGet(record::rows);
    card(Quantities.count(rows), report.isPresent() ? "rows" : "rows read, none written", "");
    if (report.isPresent()) {
      int failed = report.get().failures().size();
      card(
          Quantities.count(report.get().tables().size()),
          "tables",
          failed == 0 ? "" : Quantities.count(failed) + " failed");
    } else {
      card(Quantities.count(record.sources().size()), "lists to read", "");
    }
    List<String> details = new ArrayList<>();
    if (requests.repeated() > 0) {
      details.add(Quantities.count(requests.repeated()) + " repeated");
    }
    if (requests.refused() > 0) {
      details.add(Quantities.count(requests.refused()) + " refused (429)");
    }
    card(Quantities.count(requests.sent()), "requests", String.join(", ", details));
    card(
        Quantities.rate(record.requestsPerSecond()),
        "requests a second",
        requests.limit().isPresent()
            ? "of " + Quantities.limit(requests.limit().getAsDouble()) + " allowed"
            : "without a limit");
    card(Quantities.clock(record.times().length()), "run time", rowsPerSecond(rows));
    page.close().line();
  }

  private String rowsPerSecond(long rows) {
    double seconds = Math.max(1, record.times().length().toMillis()) / 1000.0;
    return Quantities.count(Math.round(rows / Math.max(1, seconds))) + " rows a second";
  }

  private void card(String figure, String name, String detail) {
    card(page, figure, name, detail);
  }

  static void card(Markup page, String figure, String name, String detail) {
    page.open("div", "class", "card").element("b", figure).element("span", name);
    if (!detail.isEmpty()) {
      page.element("small", detail);
    }
    page.close();
  }

  private void writeFailedTables() {
    List<TableFailure> failures = ending.report().map(ExtractionReport::failures).orElse(List.of());
    if (failures.isEmpty()) {
      return;
    }
    page.open("section", "class", "callout partial", "id", "failures");
    page.element("h2", "Tables that failed and were left as they were");
    page.open("dl");
    for (TableFailure failure : failures) {
      page.element("dt", failure.table()).element("dd", failure.message());
    }
    page.close().close().line();
  }

  private void writeRequests() {
    RunRecord.Requests requests = record.requests();
    page.open("section", "id", "requests").element("h2", "Requests a second");
    if (requests.history().isEmpty()) {
      page.element("p", "No request was sent.", "class", "none").close().line();
      return;
    }
    new RateChart(requests, record.times().length()).write(page);
    long seconds = requests.history().get(0).length().toSeconds();
    String each =
        seconds == 1
            ? "Each bar is a second"
            : "Each bar is the mean of " + Quantities.count(seconds) + " seconds";
    String refused =
        requests.refused() == 0
            ? "; no request was refused."
            : "; a red mark is where the API refused some because there were too many.";
    page.element("p", each + refused, "class", "caption").close().line();
  }

  private void writeSchemaChanges() {
    List<TableReport> changed =
        ending.report().map(ExtractionReport::tables).orElse(List.of()).stream()
            .filter(table -> !table.schemaChanges().isEmpty())
            .toList();
    if (ending.report().isEmpty()) {
      return;
    }
    page.open("section", "id", "schema").element("h2", "Changes of columns");
    if (changed.isEmpty()) {
      page.element("p", "None.", "class", "none").close().line();
      return;
    }
    page.open("div", "class", "scroll").open("table");
    header("Table", "Column", "Change");
    page.open("tbody");
    for (TableReport table : changed) {
      for (SchemaChange change : table.schemaChanges()) {
        page.open("tr").element("th", table.table(), "scope", "row");
        page.element("td", change.column()).element("td", change.change()).close();
      }
    }
    page.close().close().close().close().line();
  }

  private void header(String... names) {
    page.open("thead").open("tr");
    for (String name : names) {
      page.element("th", name, "scope", "col");
    }
    page.close().close();
  }

  private void writeNotes() {
    page.open("section", "id", "warnings").element("h2", "Warnings");
    if (record.notes().isEmpty()) {
      page.element("p", "None.", "class", "none").close().line();
      return;
    }
    page.open("dl");
    for (RunRecorder.Note note : record.notes()) {
      page.element("dt", note.table().isEmpty() ? "the run" : note.table());
      page.element("dd", note.text());
    }
    page.close();
    if (record.notesLeftOut() > 0) {
      page.element("p", "And " + Quantities.count(record.notesLeftOut()) + " more.");
    }
    page.close().line();
  }

  private void writeConfiguration() {
    page.open("section", "id", "configuration").element("h2", "Configuration");
    page.open("dl");
    facts.configuration().forEach((name, value) -> page.element("dt", name).element("dd", value));
    page.close().close().line();
  }
}
