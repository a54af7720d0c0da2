package io.github.customerio4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateHistoryTest {
  private static final Instant BEGIN = Instant.parse("2026-01-15T12:00:00Z");

  private final RateHistory history = new RateHistory(BEGIN);

  @Test
  void secondsAreCountedOneByOneAtFirst() {
    history.sent(BEGIN);
    history.sent(BEGIN.plusMillis(999));
    history.sent(BEGIN.plusMillis(2000));
    history.refused(BEGIN.plusMillis(2500));

    assertThat(history.buckets())
        .containsExactly(
            new RateHistory.Bucket(Duration.ZERO, Duration.ofSeconds(1), 2, 0),
            new RateHistory.Bucket(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 0),
            new RateHistory.Bucket(Duration.ofSeconds(2), Duration.ofSeconds(1), 1, 1));
  }

  @Test
  void aDayOfRequestsTakesNoMoreBucketsAndNoneIsLost() {
    int seconds = (int) Duration.ofDays(1).toSeconds();
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < 9; i++) {
        history.sent(BEGIN.plusSeconds(second));
      }
      if (second % 100 == 0) {
        history.refused(BEGIN.plusSeconds(second));
      }
    }
    List<RateHistory.Bucket> buckets = history.buckets();
    assertThat(buckets).hasSizeBetween(RateHistory.MOST_BUCKETS / 2, RateHistory.MOST_BUCKETS);
    assertThat(buckets.stream().mapToLong(RateHistory.Bucket::sent).sum()).isEqualTo(9L * seconds);
    assertThat(buckets.stream().mapToLong(RateHistory.Bucket::refused).sum())
        .isEqualTo(seconds / 100);
    assertThat(buckets.subList(0, buckets.size() - 1)).allMatch(one -> one.perSecond() == 9);
  }

  @Test
  void aClockThatGoesBackDoesNotMatter() {
    history.sent(BEGIN.minusSeconds(5));

    assertThat(history.buckets()).hasSize(1);
  }

  @Test
  void aChartHasABarForEachStretchAndTheLimitAcross() {
    for (int i = 0; i < 25; i++) {
      history.sent(BEGIN.plusMillis(i * 100L));
    }
    StringWriter written = new StringWriter();
    Markup markup = new Markup(written);
    new RateChart(
            new RunRecord.Requests(25, 0, 0, OptionalDouble.of(2.5), history.buckets()),
            Duration.ofSeconds(3))
        .write(markup);
    markup.end();

    assertThat(written.toString())
        .contains("0:00: 10.0 requests a second", "0:02: 5.0 requests a second")
        .contains("limit: 2.5 a second")
        .doesNotContain("NaN", "Infinity");
    assertThat(written.toString().split("<title>", -1)).hasSize(4);
  }
}
