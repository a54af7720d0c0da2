package io.github.customerio4j.client;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.sending.JourneyMetrics;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.MetricPoint;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.MetricsReport;
import io.github.customerio4j.client.model.sending.MetricsWindow;
import io.github.customerio4j.client.model.sending.SeriesPeriods;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics as points: the start of a period, a metric, a count. */
class MetricPointsTest {
  /** Two hours after New York set its clocks forward, on a Sunday. */
  private static final Instant NOW = Instant.parse("2025-03-09T09:30:00Z");

  private static final String SERIES = "{\"series\":{\"sent\":[1,2,3],\"opened\":[0,5]}}";

  private ApiServer api;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    client = api.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).build();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void countsOfAQueryGetTheirPeriods() {
    api.enqueue("{\"metric\":" + SERIES + "}");
    assertThat(client.campaigns().metrics(7, MetricsQuery.days(3)).points())
        .containsExactly(
            new MetricPoint(Instant.parse("2025-03-07T05:00:00Z"), "sent", 1),
            new MetricPoint(Instant.parse("2025-03-08T05:00:00Z"), "sent", 2),
            new MetricPoint(Instant.parse("2025-03-09T05:00:00Z"), "sent", 3),
            new MetricPoint(Instant.parse("2025-03-08T05:00:00Z"), "opened", 0),
            new MetricPoint(Instant.parse("2025-03-09T05:00:00Z"), "opened", 5));
  }

  @ParameterizedTest
  @CsvSource({
    "HOURS,2025-03-09T07:00:00Z,2025-03-09T08:00:00Z,2025-03-09T09:00:00Z",
    "DAYS,2025-03-07T05:00:00Z,2025-03-08T05:00:00Z,2025-03-09T05:00:00Z",
    "WEEKS,2025-02-23T05:00:00Z,2025-03-02T05:00:00Z,2025-03-09T05:00:00Z",
    "MONTHS,2025-01-01T05:00:00Z,2025-02-01T05:00:00Z,2025-03-01T05:00:00Z"
  })
  void periodsBeginInNewYork(Period period, Instant first, Instant second, Instant third) {
    api.enqueue("{\"metric\":{\"series\":{\"sent\":[1,2,3]}}}");
    MetricsQuery query = MetricsQuery.builder().period(period).build();
    assertThat(client.newsletters().metrics(7, query).points())
        .extracting(MetricPoint::start)
        .containsExactly(first, second, third);
    assertThat(api.take().getUrl().query()).isEqualTo("period=" + period);
  }

  @Test
  void dayAfterTheClocksChangedBeginsAnHourEarlier() {
    SeriesPeriods periods = SeriesPeriods.endingAt(Period.DAYS, NOW.plus(1, DAYS));
    assertThat(periods.start(1, 2)).isEqualTo("2025-03-10T04:00:00Z");
    assertThat(periods.start(0, 2)).isEqualTo("2025-03-09T05:00:00Z");
  }

  @Test
  void countsOfLinksGetTheirPeriods() {
    api.enqueue("{\"links\":[{\"link\":{\"id\":3},\"metric\":" + SERIES + "},{}]}");
    List<LinkMetrics> links = client.broadcasts().linkMetrics(7, LinkMetricsQuery.hours(3));
    assertThat(links.get(0).points())
        .contains(new MetricPoint(NOW.truncatedTo(HOURS), "opened", 5))
        .hasSize(5);
    assertThat(links.get(1).points()).isEmpty();
  }

  @Test
  void countsOfAWindowBeginWhereTheApiSays() {
    api.enqueue(
        "{\"metric\":"
            + SERIES
            + ",\"start\":\"2025-01-05 00:00:00 -0500 EST\",\"res\":\"weeks\","
            + "\"language_variants\":{\"12\":"
            + SERIES
            + "}}");
    MetricsReport report =
        client
            .campaigns()
            .actionMetrics(7, 8, window().zone(ZoneId.of("America/New_York")).build());
    assertThat(report.points())
        .contains(
            new MetricPoint(Instant.parse("2025-01-05T05:00:00Z"), "sent", 1),
            new MetricPoint(Instant.parse("2025-01-19T05:00:00Z"), "sent", 3),
            new MetricPoint(Instant.parse("2025-01-05T05:00:00Z"), "opened", 0));
    assertThat(report.languageVariants()).containsKey("12");
    assertThat(report.languageVariants().values())
        .allSatisfy(variant -> assertThat(variant.points()).isEqualTo(report.points()));
  }

  @Test
  void windowOfTheRequestStandsInForOneThatIsNotAnswered() {
    api.enqueue("{\"metric\":" + SERIES + "}");
    assertThat(client.campaigns().metrics(7, window().build()).points().get(1))
        .isEqualTo(new MetricPoint(Instant.parse("2025-01-02T00:00:00Z"), "sent", 2));
  }

  @Test
  void journeysAreCountedInUtc() {
    api.enqueue("{\"journey_metric\":{\"started\":[4,5],\"never_activated\":[1,0]}}");
    JourneyMetrics journeys = client.campaigns().journeyMetrics(7, window().build());
    assertThat(journeys.points())
        .containsExactly(
            new MetricPoint(Instant.parse("2025-01-01T00:00:00Z"), "started", 4),
            new MetricPoint(Instant.parse("2025-01-02T00:00:00Z"), "started", 5),
            new MetricPoint(Instant.parse("2025-01-01T00:00:00Z"), "never_activated", 1),
            new MetricPoint(Instant.parse("2025-01-02T00:00:00Z"), "never_activated", 0));
  }

  @Test
  void unknownPeriodsHaveCountsButNoPoints() {
    api.enqueue("{\"metric\":" + SERIES + "}").enqueue("{\"metric\":" + SERIES + "}");
    Metrics fortnights =
        client.transactional().metricsWithParameters(7, Map.of("period", "fortnights"));
    assertThat(fortnights.series()).containsEntry("opened", List.of(0L, 5L));
    assertThatThrownBy(fortnights::points)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("periods is empty")
        .hasMessageContaining("SeriesPeriods.endingAt");
    MetricsReport elsewhere =
        client
            .campaigns()
            .metricsReportWithParameters(7, Map.of("start", "0", "res", "days", "tz", "Mars/Base"));
    assertThatThrownBy(elsewhere::points).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void valuesOfTestsTakePeriods() {
    Metrics metrics =
        Metrics.builder()
            .putSeries("sent", List.of(1L, 2L))
            .periods(SeriesPeriods.endingAt(Period.HOURS, NOW))
            .build();
    assertThat(metrics.points())
        .contains(new MetricPoint(Instant.parse("2025-03-09T08:00:00Z"), "sent", 1));
  }

  @ParameterizedTest
  @CsvSource({"HOURS,24", "DAYS,45", "WEEKS,12", "MONTHS,121"})
  void moreStepsThanTheApiCountsAreRefused(Period period, int most) {
    MetricsQuery.Builder query = MetricsQuery.builder().period(period).steps(most);
    assertThat(query.build().toParameters())
        .containsExactly(Map.entry("period", period.toString()), Map.entry("steps", "" + most));
    assertThatThrownBy(() -> query.steps(most + 1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps " + (most + 1) + " by " + period)
        .hasMessageContaining("1 to " + most);
    assertThatThrownBy(() -> LinkMetricsQuery.builder().period(period).steps(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Set steps");
  }

  @Test
  void filtersAreSentByTheirNames() {
    api.enqueue("{\"metric\":{}}").enqueue("{\"links\":[]}");
    client
        .campaigns()
        .actionMetrics(
            7, 8, MetricsQuery.builder().from(MetricsQuery.weeks(2)).type("email").build());
    assertThat(api.take().getUrl().query()).isEqualTo("version=1&period=weeks&steps=2&type=email");
    client
        .newsletters()
        .linkMetrics(
            7, LinkMetricsQuery.builder().from(LinkMetricsQuery.months(121)).unique(true).build());
    assertThat(api.take().getUrl().query()).isEqualTo("period=months&steps=121&unique=true");
  }

  private static MetricsWindow.Builder window() {
    MetricsWindow.Builder window = MetricsWindow.builder();
    window.start(Instant.parse("2025-01-01T00:00:00Z")).end(NOW);
    return window;
  }
}
