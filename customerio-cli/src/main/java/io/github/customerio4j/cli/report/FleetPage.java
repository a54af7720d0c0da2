package io.github.customerio4j.cli.report;

import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A page about one run of a fleet: a line a workspace, and what failed with its remedy. */
public final class FleetPage {
  private static final List<String> FIGURES = List.of("Tables", "Rows", "Requests", "Seconds");

  private final Markup page;
  private final FleetReport report;
  private final List<Line> lines;

  /**
   * One workspace.
   *
   * @param result how it ended
   * @param destination where its tables went; of a URL, user and parameters are left out
   * @param problem what went wrong, with the remedy; empty if nothing did
   */
  public record Line(WorkspaceResult result, String destination, Optional<String> problem) {}

  private FleetPage(Markup page, FleetReport report, List<Line> lines) {
    this.page = page;
    this.report = report;
    this.lines = lines;
  }

  /**
   * Writes a page.
   *
   * @param file the page to be; one that is there is replaced
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, FleetReport report, List<Line> lines) {
    PageFile.write(file, writer -> write(writer, report, lines));
  }

  private static void write(Writer writer, FleetReport report, List<Line> lines)
      throws IOException {
    try {
      new FleetPage(new Markup(writer), report, lines).write();
    } catch (Markup.MarkupException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private void write() throws IOException {
    RunOutcome.Outcome outcome =
        report.isDone()
            ? RunOutcome.Outcome.DONE
            : lines.stream().anyMatch(one -> one.result().report().isPresent())
                ? RunOutcome.Outcome.PARTIAL
                : RunOutcome.Outcome.FAILED;
    String word = outcome == RunOutcome.Outcome.PARTIAL ? "Some workspaces failed" : outcome.text;
    String title = Quantities.count(lines.size()) + " workspaces";
    page.doctype().open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
    PageWriter.writeHead(page, word + ": " + title);
    page.open("body").line().open("main").line();
    page.open("header").open("div").element("p", "Fleet", "class", "kind");
    page.element("h1", title);
    page.element(
        "p",
        "Started "
            + PageWriter.time(report.startedAt())
            + ", took "
            + Quantities.clock(report.duration()),
        "class",
        "when");
    page.close().element("p", word, "class", "outcome " + outcome.style).close().line();
    writeCards();
    writeProblems(outcome);
    writeWorkspaces();
    page.close().line();
    page.element(
        "footer",
        "Written by customerio4j at "
            + PageWriter.time(report.startedAt().plus(report.duration()))
            + ".");
    page.close().close().end();
  }

  private void writeCards() {
    page.open("section", "class", "cards");
    int done = report.count(Outcome.DONE);
    int others = lines.size() - done;
    PageWriter.card(
        page,
        Quantities.count(done),
        "workspaces done",
        others == 0 ? "" : Quantities.count(others) + " not, or not all of it");
    PageWriter.card(page, Quantities.count(report.rows()), "rows", "");
    PageWriter.card(page, Quantities.count(report.requests()), "requests", "");
    double seconds = Math.max(1000, report.duration().toMillis()) / 1000.0;
    PageWriter.card(
        page, Quantities.rate(report.requests() / seconds), "requests a second", "of all");
    PageWriter.card(page, Quantities.clock(report.duration()), "run time", "");
    page.close().line();
  }

  private void writeProblems(RunOutcome.Outcome outcome) {
    if (lines.stream().allMatch(one -> one.problem().isEmpty())) {
      return;
    }
    page.open("section", "class", "callout " + outcome.style, "id", "failures");
    page.element("h2", "What failed, and is left as it was").open("dl");
    for (Line line : lines) {
      line.problem()
          .ifPresent(why -> page.element("dt", line.result().workspace()).element("dd", why));
    }
    page.close().close().line();
  }

  private void writeWorkspaces() {
    page.open("section", "id", "workspaces").element("h2", "Workspaces");
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    page.element("th", "Workspace", "scope", "col").element("td", "");
    page.element("th", "Outcome", "scope", "col");
    FIGURES.forEach(name -> page.element("th", name, "scope", "col", "class", "num"));
    page.element("th", "Destination", "scope", "col").close().close();
    page.open("tbody").line();
    long most = lines.stream().mapToLong(one -> one.result().rows()).max().orElse(0);
    lines.forEach(line -> write(line, most));
    page.close().open("tfoot").open("tr");
    page.element("th", Quantities.count(lines.size()) + " workspaces", "scope", "row");
    page.element("td", "").element("td", "");
    number(
        Quantities.count(
            lines.stream()
                .flatMap(one -> one.result().report().stream())
                .mapToLong(one -> one.tables().size())
                .sum()));
    number(Quantities.count(report.rows()));
    number(Quantities.count(report.requests()));
    number(Quantities.seconds(report.duration()));
    page.element("td", "").close().close().close().close().close().line();
  }

  private void write(Line line, long most) {
    WorkspaceResult result = line.result();
    page.open("tr");
    page.element(
        "th",
        result.workspace(),
        "scope",
        "row",
        "class",
        PageWriter.styleOfName(result.workspace()));
    double part = most == 0 ? 0 : 100.0 * result.rows() / most;
    page.open("td", "class", "share");
    page.element("i", "", "style", String.format(Locale.ROOT, "width:%.1f%%", part)).close();
    page.element("td", result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    boolean hasFigures = result.report().isPresent();
    number(result.report().map(one -> Quantities.count(one.tables().size())).orElse("\u2013"));
    number(hasFigures ? Quantities.count(result.rows()) : "\u2013");
    number(hasFigures ? Quantities.count(result.requests()) : "\u2013");
    number(
        result.outcome() == Outcome.NOT_STARTED ? "\u2013" : Quantities.seconds(result.duration()));
    page.element("td", RunFacts.withoutSecrets(line.destination())).close().line();
  }

  private void number(String figure) {
    page.element("td", figure, "class", "num");
  }
}
