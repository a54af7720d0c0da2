package io.github.customerio4j.examples.report;

import io.github.customerio4j.examples.terminal.Figures;
import io.github.customerio4j.extract.ExtractionReport;
import io.github.customerio4j.extract.TableReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was written: a line a table. */
final class TablesSection {
  private static final String BY_ANOTHER = "\u2013";
  private static final List<String> FIGURES =
      List.of("Rows", "Columns", "Requests", "Repeated", "Seconds", "Size", "Duplicates");

  private final Markup page;
  private final ExtractionReport report;
  private final Duration length;
  private final long mostRows;

  TablesSection(Markup page, ExtractionReport report, Duration length) {
    this.page = page;
    this.report = report;
    this.length = length;
    this.mostRows = report.tables().stream().mapToLong(TableReport::rows).max().orElse(0);
  }

  void write() {
    page.open("section", "id", "tables").element("h2", "Tables");
    page.open("div", "class", "scroll").open("table");
    page.open("thead").open("tr").element("th", "Table", "scope", "col");
    page.element("td", "");
    FIGURES.forEach(name -> page.element("th", name, "scope", "col", "class", "num"));
    page.element("th", "Complete until (UTC)", "scope", "col").close().close();
    page.open("tbody").line();
    report.tables().forEach(this::write);
    page.close();
    writeTotals();
    page.close().close();
    if (report.tables().stream().anyMatch(table -> table.requests() == 0)) {
      page.element(
          "p", BY_ANOTHER + " came with the requests of the table above.", "class", "caption");
    }
    page.close().line();
  }

  private void write(TableReport table) {
    boolean cameByAnother = table.requests() == 0;
    String style = PageWriter.styleOfName(table.table());
    page.open("tr")
        .open("th", "scope", "row", "class", style, "title", table.location())
        .text(table.table());
    int warnings = table.warnings().size();
    if (warnings > 0) {
      page.open("a", "class", "flag", "href", "#warnings");
      page.text(warnings == 1 ? "a warning" : warnings + " warnings").close();
    }
    page.close();
    double part = mostRows == 0 ? 0 : 100.0 * table.rows() / mostRows;
    page.open("td", "class", "share");
    page.element("i", "", "style", String.format(Locale.ROOT, "width:%.1f%%", part)).close();
    number(Figures.count(table.rows()));
    number(Figures.count(table.columns()));
    number(cameByAnother ? BY_ANOTHER : Figures.count(table.requests()));
    number(cameByAnother ? BY_ANOTHER : Figures.count(table.retries()));
    number(cameByAnother ? BY_ANOTHER : Figures.seconds(table.duration()));
    number(table.bytes() == 0 ? "" : Figures.bytes(table.bytes()));
    number(Figures.count(table.duplicates()));
    page.element("td", table.watermark().map(TablesSection::time).orElse(""), "class", "time");
    page.close().line();
  }

  private void writeTotals() {
    List<TableReport> tables = report.tables();
    page.open("tfoot").open("tr");
    page.element("th", Figures.count(tables.size()) + " tables", "scope", "row");
    page.element("td", "");
    number(Figures.count(report.rows()));
    number(Figures.count(tables.stream().mapToLong(TableReport::columns).sum()));
    number(Figures.count(report.requests()));
    number(Figures.count(tables.stream().mapToLong(TableReport::retries).sum()));
    number(Figures.seconds(length));
    long bytes = tables.stream().mapToLong(TableReport::bytes).sum();
    number(bytes == 0 ? "" : Figures.bytes(bytes));
    number(Figures.count(tables.stream().mapToLong(TableReport::duplicates).sum()));
    page.element("td", "").close().close();
  }

  /** Without the zone, which stands above. */
  private static String time(Instant time) {
    return PageWriter.time(time).replace(" UTC", "");
  }

  private void number(String figure) {
    page.element("td", figure, "class", "num");
  }
}
