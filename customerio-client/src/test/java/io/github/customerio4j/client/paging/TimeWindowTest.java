package io.github.customerio4j.client.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
  private static final long ORIGIN = Instant.parse("2012-01-01T00:00:00Z").getEpochSecond();
  private static final long LENGTH = Duration.ofDays(175).toSeconds();

  @Test
  void windowsCoverAnySpanAndNeighborsShareOneSecond() {
    Random random = new Random(25);
    for (int i = 0; i < 2000; i++) {
      long from = ORIGIN + random.nextLong(10 * LENGTH) - LENGTH;
      long to = from + random.nextLong(random.nextBoolean() ? 3 : 6 * LENGTH);

      List<TimeWindow> windows = TimeWindow.covering(from, to);

      assertThat(windows.get(0).start()).isEqualTo(from);
      assertThat(windows.get(windows.size() - 1).end()).isEqualTo(to);
      for (int w = 0; w < windows.size(); w++) {
        TimeWindow window = windows.get(w);
        assertThat(window.end() - window.start()).isBetween(0L, LENGTH);
        if (w > 0) {
          assertThat(window.start()).isEqualTo(windows.get(w - 1).end());
          assertThat(window.index()).isEqualTo(windows.get(w - 1).index() + 1);
          assertThat((window.start() - ORIGIN) % LENGTH).as("on the grid").isZero();
        }
      }
    }
  }

  @Test
  void laterStartKeepsBorders() {
    long to = ORIGIN + 5 * LENGTH + 77;
    List<TimeWindow> all = TimeWindow.covering(ORIGIN, to);
    List<TimeWindow> some = TimeWindow.covering(ORIGIN + 2 * LENGTH + 5, to);

    assertThat(some.subList(1, some.size())).isEqualTo(all.subList(3, all.size()));
    assertThat(some.get(0).index()).isEqualTo(2);
    assertThat(some.get(0).end()).isEqualTo(all.get(2).end());
  }

  @Test
  void laterEndKeepsBorders() {
    List<TimeWindow> today = TimeWindow.covering(ORIGIN, ORIGIN + 3 * LENGTH + 10);
    List<TimeWindow> later = TimeWindow.covering(ORIGIN, ORIGIN + 4 * LENGTH);

    assertThat(later.subList(0, 3)).isEqualTo(today.subList(0, 3));
    assertThat(later.get(3).start()).isEqualTo(today.get(3).start());
  }

  @Test
  void oneSecondOnABorderIsOneWindow() {
    assertThat(TimeWindow.covering(ORIGIN, ORIGIN))
        .containsExactly(new TimeWindow(0, ORIGIN, ORIGIN));
    assertThat(TimeWindow.covering(ORIGIN, ORIGIN + LENGTH))
        .as("a span that ends on a border needs no window after it")
        .containsExactly(new TimeWindow(0, ORIGIN, ORIGIN + LENGTH));
  }

  @Test
  void windowIsNeverLongerThanShortestSixMonths() {
    assertThat(LENGTH).isLessThan(Duration.ofDays(181).toSeconds());
    assertThat(TimeWindow.covering(ORIGIN, ORIGIN + 30 * LENGTH))
        .hasSize(30)
        .allSatisfy(window -> assertThat(window.end() - window.start()).isEqualTo(LENGTH));
    assertThat(TimeWindow.EARLIEST.getEpochSecond()).isEqualTo(ORIGIN);
  }
}
