package io.github.customerio4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {
  private final MockClock clock = new MockClock();
  private final RecentRequests requests = new RecentRequests(clock);

  @Test
  void currentSecondDoesNotCount() {
    requests.add();
    assertThat(requests.perSecond()).isZero();

    clock.add(Duration.ofSeconds(1));
    assertThat(requests.perSecond()).isEqualTo(0.1);
  }

  @Test
  void averageIsOfTheLastTenWholeSeconds() {
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < second; i++) {
        requests.add();
      }
      clock.add(Duration.ofSeconds(1));
    }

    assertThat(requests.perSecond()).as("20 to 29 requests").isEqualTo(24.5);
  }

  @Test
  void requestsOlderThanTenSecondsDoNotCount() {
    requests.add();
    clock.add(Duration.ofSeconds(10));
    assertThat(requests.perSecond()).isEqualTo(0.1);

    clock.add(Duration.ofSeconds(1));
    assertThat(requests.perSecond()).isZero();
  }
}
