package io.github.customerio4j.cli.report;

import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.cli.terminal.RowChangesText;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What was written: a line a table. */
final class TablesSection {
  private static final String BY_ANOTHER = "\u2013";
  private static final List<String> FIGURES =
      List.of("Rows", "Columns", "Requests", "Repeated", "Seconds", "Size", "Duplicates");

  /** What the run changed; only where the destination compares rows. */
  private static final List<String> OF_ROWS = List.of("New", "Changed", "Unchanged");

  private final Markup page;
  private final ExtractionReport report;
  private final Duration length;
  private final long mostRows;
  private final boolean comparesRows;

  TablesSection(Markup page, ExtractionReport report, Duration length) {
    this.page = page;
    this.report = report;
    this.length = length;
    this.mostRows = report.tables().stream().mapToLong(TableReport::rows).max().orElse(0);
    this.comparesRows = report.tables().stream().anyMatch(table -> table.rowChanges().isPresent());
  }

  void write() {
    page.open("section", "id", "tables").element("h2", "Tables");
    page.open("div", "class", "scroll").open("table");
    page.open("thead").open("tr").element("th", "Table", "scope", "col");
    page.element("td", "");
    FIGURES.forEach(name -> page.element("th", name, "scope", "col", "class", "num"));
    if (comparesRows) {
      OF_ROWS.forEach(name -> page.element("th", name, "scope", "col", "class", "num"));
    }
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
    RowChangesText.refreshed(table)
        .ifPresent(text -> page.element("span", text, "class", "refreshed"));
    page.close();
    double part = mostRows == 0 ? 0 : 100.0 * table.rows() / mostRows;
    page.open("td", "class", "share");
    page.element("i", "", "style", String.format(Locale.ROOT, "width:%.1f%%", part)).close();
    number(Quantities.count(table.rows()));
    number(Quantities.count(table.columns()));
    number(cameByAnother ? BY_ANOTHER : Quantities.count(table.requests()));
    number(cameByAnother ? BY_ANOTHER : Quantities.count(table.retries()));
    number(cameByAnother ? BY_ANOTHER : Quantities.seconds(table.duration()));
    number(table.bytes() == 0 ? "" : Quantities.bytes(table.bytes()));
    number(Quantities.count(table.duplicates()));
    if (comparesRows) {
      number(table.rowChanges().map(rows -> Quantities.count(rows.added())).orElse(""));
      number(table.rowChanges().map(rows -> Quantities.count(rows.changed())).orElse(""));
      number(table.rowChanges().map(rows -> Quantities.count(rows.unchanged())).orElse(""));
    }
    page.element("td", table.watermark().map(TablesSection::time).orElse(""), "class", "time");
    page.close().line();
  }

  private void writeTotals() {
    List<TableReport> tables = report.tables();
    page.open("tfoot").open("tr");
    page.element("th", Quantities.count(tables.size()) + " tables", "scope", "row");
    page.element("td", "");
    number(Quantities.count(report.rows()));
    number(Quantities.count(tables.stream().mapToLong(TableReport::columns).sum()));
    number(Quantities.count(report.requests()));
    number(Quantities.count(tables.stream().mapToLong(TableReport::retries).sum()));
    number(Quantities.seconds(length));
    long bytes = tables.stream().mapToLong(TableReport::bytes).sum();
    number(bytes == 0 ? "" : Quantities.bytes(bytes));
    number(Quantities.count(tables.stream().mapToLong(TableReport::duplicates).sum()));
    if (comparesRows) {
      number(Quantities.count(sum(RowChanges::added)));
      number(Quantities.count(sum(RowChanges::changed)));
      number(Quantities.count(sum(RowChanges::unchanged)));
    }
    page.element("td", "").close().close();
  }

  private long sum(ToLongFunction<RowChanges> part) {
    return report.tables().stream()
        .flatMap(table -> table.rowChanges().stream())
        .mapToLong(part)
        .sum();
  }

  /** Without the time zone, which is shown above. */
  private static String time(Instant time) {
    return PageWriter.time(time).replace(" UTC", "");
  }

  private void number(String figure) {
    page.element("td", figure, "class", "num");
  }
}
