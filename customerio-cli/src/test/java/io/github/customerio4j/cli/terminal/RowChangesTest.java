package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the summary and the result say of rows that were read again. */
class RowChangesTest {
  private static TableReport table(
      String name, Optional<Duration> refreshed, Optional<RowChanges> changes) {
    return TableReport.builder()
        .table(name)
        .rows(6)
        .columns(2)
        .bytes(0)
        .location("main." + name)
        .requests(3)
        .retries(0)
        .windows(1)
        .duplicates(0)
        .duration(Duration.ofSeconds(1))
        .refreshed(refreshed)
        .rowChanges(changes)
        .build();
  }

  private static ExtractionReport report(TableReport... tables) {
    return ExtractionReport.builder()
        .startedAt(Instant.parse("2026-01-15T12:00:00Z"))
        .duration(Duration.ofSeconds(2))
        .addTables(tables)
        .spooledBytes(0)
        .build();
  }

  private static ExtractionReport ofDatabase() {
    return report(
        table(
            "messages",
            Optional.of(Duration.ofDays(14)),
            Optional.of(new RowChanges(3, 2, 0, 12_345))),
        table("segments", Optional.empty(), Optional.of(new RowChanges(0, 1, 4, 5))));
  }

  @Test
  void summaryNamesTheTierAndTheRows() {
    assertThat(RunSummary.lines(ofDatabase(), SummaryFormat.TERMINAL))
        .containsSubsequence(
            "Read again: messages refreshed 14d (3 new, 2 changed, 12,345 unchanged)",
            "Rows: 3 new, 3 changed, 12,350 unchanged, 4 deleted");
  }

  @Test
  void filesDoNotCompareRows() {
    ExtractionReport report =
        report(
            table("messages", Optional.of(Duration.ofHours(36)), Optional.empty()),
            table("newsletter_metrics", Optional.of(Duration.ofDays(2)), Optional.empty()));

    assertThat(RunSummary.lines(report, SummaryFormat.LOG))
        .endsWith("Read again: messages refreshed 36h; newsletter_metrics refreshed 2d");
  }

  @Test
  void runThatReadNothingAgainSaysNothingOfIt() {
    ExtractionReport report = report(table("segments", Optional.empty(), Optional.empty()));

    assertThat(RunSummary.lines(report, SummaryFormat.TERMINAL))
        .noneMatch(line -> line.startsWith("Read again") || line.startsWith("Rows:"));
  }

  @Test
  void jsonResultHasTheSame() {
    assertThat(JsonResult.text(ofDatabase()))
        .contains(
            "\"refreshed\":\"14d\",\"row_changes\":{\"new\":3,\"changed\":2,\"deleted\":0,"
                + "\"unchanged\":12345},")
        .contains("\"row_changes\":{\"new\":0,\"changed\":1,\"deleted\":4,\"unchanged\":5},");
  }
}
