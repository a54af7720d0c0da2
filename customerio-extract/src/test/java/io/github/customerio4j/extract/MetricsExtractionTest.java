package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.MetricsSelection.Layout;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics as rows. The clock is at 2026-11-23, 12:34:56 UTC: a Monday, 07:34:56 in New York. */
class MetricsExtractionTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Table run(MetricsSelection.Builder metrics, String table) {
    scene.run(
        ExtractionConfig.builder()
            .stateUse(StateUse.RESET)
            .addTables(table)
            .metrics(metrics.build()));
    return scene.table(table);
  }

  @Test
  void campaignMetricsCountFromStartOfRequestedWindow() {
    scene.api.list("campaigns", "{\"id\":4}");
    scene.api.body(
        "campaigns/4/metrics",
        "{\"metric\":{\"series\":{\"sent\":[1,0,25],\"x\":null}},"
            + "\"start\":\"2026-10-10 00:00:00 -0400 EDT\"}");

    Table rows = run(MetricsSelection.builder(), "campaign_metrics");

    HttpUrl requested = scene.api.requests("campaigns/4/metrics").get(0);
    Instant first = Instant.parse("2026-10-10T04:00:00Z");
    assertThat(requested.query())
        .isEqualTo(
            "version=2&res=days&tz=America/New_York&start="
                + first.getEpochSecond()
                + "&end="
                + Scene.NOW.getEpochSecond());
    assertThat(rows.column("period_start"))
        .containsExactly(
            String.valueOf(first.getEpochSecond()),
            String.valueOf(first.plus(Duration.ofDays(1)).getEpochSecond()),
            String.valueOf(first.plus(Duration.ofDays(2)).getEpochSecond()));
    assertThat(rows.column("value")).containsExactly("1", "0", "25");
  }

  @Test
  void sinceSetsStartOfWindowLimitedToTenYears() {
    scene.api.list("campaigns", "{\"id\":4}");
    scene.api.body("campaigns/4/metrics", "{\"metric\":{\"series\":{}}}");

    run(
        MetricsSelection.builder().since(Instant.parse("2026-01-05T12:00:00Z")),
        "campaign_metrics");
    run(
        MetricsSelection.builder().since(Instant.parse("2012-01-05T12:00:00Z")),
        "campaign_metrics");
    run(MetricsSelection.builder().periods(Set.of(Period.MONTHS)), "campaign_metrics");

    List<HttpUrl> requested = scene.api.requests("campaigns/4/metrics");
    assertThat(start(requested.get(0))).isEqualTo(Instant.parse("2026-01-05T05:00:00Z"));
    assertThat(requested)
        .allSatisfy(url -> assertThat(start(url)).isAfter(Instant.parse("2016-11-23T12:34:56Z")));
    assertThat(start(requested.get(1))).isBefore(Instant.parse("2016-11-27T00:00:00Z"));
    assertThat(start(requested.get(2)).atZone(NEW_YORK).getDayOfMonth()).isEqualTo(1);
  }

  private static Instant start(HttpUrl url) {
    return Instant.ofEpochSecond(Long.parseLong(String.valueOf(url.queryParameter("start"))));
  }

  @Test
  void journeyMetricsCountFromStartInUtc() {
    scene.api.list("campaigns", "{\"id\":4}");
    scene.api.body(
        "campaigns/4/journey_metrics",
        "{\"journey_metric\":{\"started\":[7,8],\"converted\":[1]}}");

    Table rows = run(MetricsSelection.builder(), "campaign_journey_metrics");

    long first = Instant.parse("2026-10-10T00:00:00Z").getEpochSecond();
    assertThat(scene.api.requests("campaigns/4/journey_metrics").get(0).query())
        .isEqualTo("resolution=days&start=" + first + "&end=" + Scene.NOW.getEpochSecond());
    assertThat(rows.column("metric")).containsExactly("started", "started", "converted");
    assertThat(rows.column("period_start"))
        .containsExactly(
            String.valueOf(first), String.valueOf(first + 86_400), String.valueOf(first));
  }

  @Test
  void languageVariantsOfActionHaveSeparateMetrics() {
    scene.api.list("campaigns", "{\"id\":4}");
    scene.api.body("campaigns/4/actions", "{\"actions\":[{\"id\":\"41\"},{\"id\":\"42\"}]}");
    scene.api.body(
        "campaigns/4/actions/41/metrics",
        "{\"language_variants\":{\"51\":{\"series\":{\"sent\":[1]}},\"52\":{\"series\":"
            + "{\"sent\":[2]}}},\"metric\":{\"series\":{\"sent\":[3]}}}");
    scene.api.body("campaigns/4/actions/42/metrics", "{\"metric\":{\"series\":{\"sent\":[9]}}}");

    Table rows = run(MetricsSelection.builder(), "campaign_action_variant_metrics");

    assertThat(rows.column("action_id")).containsExactly("41", "41");
    assertThat(rows.column("variant_action_id")).containsExactly("51", "52");
    assertThat(rows.column("value")).containsExactly("1", "2");
  }

  @Test
  void languageVariantsOfBroadcastActionEndWithCurrentPeriod() {
    scene.api.list("broadcasts", "{\"id\":7}");
    scene.api.body("broadcasts/7/actions", "{\"actions\":[{\"id\":\"71\"},{\"id\":\"72\"}]}");
    scene.api.body(
        "broadcasts/7/actions/71/metrics",
        "{\"metric\":{\"series\":{\"sent\":[9]}},\"language_variants\":{\"81\":{\"series\":"
            + "{\"sent\":[1,2]}}}}");
    scene.api.body("broadcasts/7/actions/72/metrics", "{\"metric\":{\"series\":{\"sent\":[9]}}}");

    Table rows = run(MetricsSelection.builder(), "broadcast_action_variant_metrics");

    assertThat(scene.api.requests("broadcasts/7/actions/71/metrics").get(0).query())
        .isEqualTo("period=days&steps=45");
    assertThat(rows.column("action_id")).containsExactly("71", "71");
    assertThat(rows.column("variant_action_id")).containsExactly("81", "81");
    assertThat(rows.column("value")).containsExactly("1", "2");
    Instant today = Instant.parse("2026-11-23T05:00:00Z");
    assertThat(rows.column("period_start"))
        .containsExactly(
            String.valueOf(today.minus(Duration.ofDays(1)).getEpochSecond()),
            String.valueOf(today.getEpochSecond()));
  }

  @ParameterizedTest
  @CsvSource({
    "HOURS, 24, 2026-11-23T10:00:00Z, 2026-11-23T11:00:00Z, 2026-11-23T12:00:00Z",
    "DAYS, 45, 2026-11-21T05:00:00Z, 2026-11-22T05:00:00Z, 2026-11-23T05:00:00Z",
    "WEEKS, 12, 2026-11-08T05:00:00Z, 2026-11-15T05:00:00Z, 2026-11-22T05:00:00Z",
    "MONTHS, 120, 2026-09-01T04:00:00Z, 2026-10-01T04:00:00Z, 2026-11-01T04:00:00Z"
  })
  void lastValueBelongsToCurrentPeriod(
      Period period, int steps, Instant first, Instant second, Instant third) {
    scene.api.body("transactional", "{\"messages\":[{\"id\":4}]}");
    scene.api.body("transactional/4/metrics", "{\"metric\":{\"series\":{\"sent\":[1,2,3]}}}");

    Table rows = run(MetricsSelection.builder().periods(Set.of(period)), "transactional_metrics");

    assertThat(rows.column("period_start"))
        .containsExactly(
            String.valueOf(first.getEpochSecond()),
            String.valueOf(second.getEpochSecond()),
            String.valueOf(third.getEpochSecond()));
    assertThat(rows.column("period")).containsOnly(period.toString());
    assertThat(scene.api.requests("transactional/4/metrics").get(0).query())
        .isEqualTo("period=" + period + "&steps=" + steps);
  }

  @Test
  void severalPeriodsAreReadForEachParent() {
    scene.api.body("transactional", "{\"messages\":[{\"id\":4},{\"id\":5}]}");
    scene.api.body("transactional/4/metrics", "{\"metric\":{\"series\":{\"sent\":[1]}}}");
    scene.api.body("transactional/5/metrics", "{\"metric\":{\"series\":{\"sent\":[2]}}}");

    Table rows =
        run(
            MetricsSelection.builder().periods(Set.of(Period.MONTHS, Period.DAYS)),
            "transactional_metrics");

    assertThat(rows.column("transactional_id")).containsExactly("4", "4", "5", "5");
    assertThat(rows.column("period")).containsExactly("days", "months", "days", "months");
  }

  @Test
  void columnPerMetricLayoutWritesOneRowPerPeriod() {
    scene.api.list("newsletters", "{\"id\":4}");
    scene.api.body(
        "newsletters/4/metrics",
        "{\"metric\":{\"series\":{\"sent\":[1,2,3],\"opened\":[5],\"never\":[],\"x\":null}}}");

    Table rows =
        run(MetricsSelection.builder().layout(Layout.COLUMN_PER_METRIC), "newsletter_metrics");

    assertThat(rows.schema().primaryKey())
        .containsExactly("newsletter_id", "period", "period_start");
    assertThat(rows.column("sent")).containsExactly("1", "2", "3");
    assertThat(rows.column("opened")).containsExactly("<null>", "<null>", "5");
    assertThat(rows.column("period_start")).hasSize(3).doesNotHaveDuplicates();
    assertThat(rows.schema().columns()).extracting("name").doesNotContain("metric", "value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"metric\":[]}", "{\"metric\":{\"series\":[]}}"})
  void emptyListInPlaceOfAnEmptyObjectHasNoFigures(String body) {
    scene.api.list("newsletters", "{\"id\":4}");
    scene.api.body("newsletters/4/metrics", body);
    scene.run(ExtractionConfig.builder().addTables("newsletter_metrics"));
    assertThat(scene.table("newsletter_metrics").rows()).isEmpty();
  }

  @Test
  void changedLayoutChangesPrimaryKeyWithWarning() {
    scene.api.list("newsletters", "{\"id\":4}");
    scene.api.body("newsletters/4/metrics", "{\"metric\":{\"series\":{\"sent\":[1,2]}}}");
    scene.run(ExtractionConfig.builder().addTables("newsletter_metrics"));
    ExtractionReport report =
        scene.run(
            ExtractionConfig.builder()
                .addTables("newsletter_metrics")
                .metrics(MetricsSelection.builder().layout(Layout.COLUMN_PER_METRIC).build()));
    assertThat(scene.table("newsletter_metrics").schema().primaryKey()).doesNotContain("metric");
    assertThat(report.tables().get(0).warnings()).anyMatch(text -> text.contains("primary key"));
  }

  @Test
  void emptyPeriodsAndNegativeSettlingTimeAreRejected() {
    assertThatThrownBy(() -> MetricsSelection.builder().periods(Set.of()).build())
        .hasMessage("Cannot use metrics.periods: it is empty. Name hours, days, weeks or months.");
    assertThatThrownBy(() -> MetricsSelection.builder().settlingTime(Duration.ofDays(-1)).build())
        .hasMessageContaining("metrics.settlingTime PT-24H: it is negative");
  }
}
