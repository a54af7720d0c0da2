package io.github.customerio4j.extract.engine.source.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.source.window.WindowEstimate.Sample;
import java.io.IOException;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WindowEstimateTest {
  private static final int PAGE = 10;
  private static final TimeWindow DAY = new TimeWindow(0, 0, 86_400);

  /** An API that lists records newest first, by their times. */
  private static WindowEstimate of(long... times) {
    return new WindowEstimate(
        window -> {
          long[] newestFirst =
              LongStream.of(times)
                  .filter(time -> window.start() <= time && time <= window.end())
                  .map(time -> -time)
                  .sorted()
                  .map(time -> -time)
                  .toArray();
          int read = Math.min(PAGE, newestFirst.length);
          return read == 0
              ? new Sample(1, 0, 0, 0, true)
              : new Sample(
                  1,
                  read,
                  newestFirst[0] - newestFirst[read - 1],
                  newestFirst[read - 1] - window.start(),
                  read == newestFirst.length);
        });
  }

  @Test
  void windowOfOnePageIsExact() throws IOException {
    WindowEstimate estimate = of(5, 70_000);

    assertThat(estimate.pages(DAY)).isEqualTo(1);
    assertThat(estimate.requests()).isEqualTo(1);
    assertThat(of().pages(DAY)).isEqualTo(1);
  }

  @Test
  void steadyRecordsAreEstimatedFromFewPages() throws IOException {
    WindowEstimate estimate = of(LongStream.range(0, 1440).map(minute -> minute * 60).toArray());

    assertThat(estimate.pages(DAY)).isCloseTo(144, Percentage.withPercentage(15));
    assertThat(estimate.requests()).isLessThanOrEqualTo(17);
  }

  @Test
  void burstAtTheEndDoesNotCountForTheWholeWindow() throws IOException {
    WindowEstimate estimate = of(LongStream.range(0, 200).map(i -> 86_390 - i % 5).toArray());

    assertThat(estimate.pages(DAY)).isBetween(2L, 40L);
  }

  @Test
  void burstInTheMiddleIsFound() throws IOException {
    long[] times =
        LongStream.concat(
                LongStream.range(0, 24).map(hour -> hour * 3600),
                LongStream.range(0, 1000).map(i -> 30_000 + i * 4))
            .toArray();

    assertThat(of(times).pages(DAY)).as("of 102 pages").isBetween(20L, 110L);
  }
}
