package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final FakeTime time = new FakeTime();

  /** Time that advances only by waiting. */
  private static final class FakeTime implements TimeMeter, BlockingStrategy {
    private long now = 1_000_000_000_000L;
    private final List<Duration> waits = new ArrayList<>();

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    @Override
    public void park(long nanos) {
      now += nanos;
      waits.add(Duration.ofNanos(nanos));
    }
  }

  @Test
  void requestsAreSpacedEvenlyAndBelowTheRate() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      limit.await(Priority.NORMAL, within(LONG));
      sent.add(time.now);
    }
    for (int i = 10; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 10)).isBetween(1_020_000_000L, 1_021_000_000L);
    }
  }

  @Test
  void delayedRequestsKeepTheirDistanceAtTheWire() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    limit.await(Priority.NORMAL, within(LONG));
    // The first request opens a slow connection; the second reuses it.
    time.now += Duration.ofMillis(300).toNanos();
    limit.awaitAtWire();
    long first = time.now;
    limit.await(Priority.NORMAL, within(LONG));
    limit.awaitAtWire();

    assertThat(time.now - first).isBetween(122_000_000L, 124_000_000L);
  }

  @Test
  void idleTimeIsNotSavedUp() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    limit.await(Priority.NORMAL, within(LONG));
    time.now += Duration.ofMillis(250).toNanos();
    limit.await(Priority.NORMAL, within(LONG));
    long second = time.now;
    limit.await(Priority.NORMAL, within(LONG));
    assertThat(time.now - second).isGreaterThanOrEqualTo(102_000_000L);
  }

  @Test
  void pauseDelaysAllRequests() throws InterruptedException {
    RateLimit limit = RateLimit.unlimited(time, time);
    limit.pause(Duration.ofSeconds(3));
    limit.pause(Duration.ofSeconds(1));
    assertThat(limit.await(Priority.NORMAL, within(LONG))).isEqualTo(new RateLimit.Turn.Now());
    assertThat(time.waits).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void pauseBeyondTheLimitIsReturnedWithoutWaiting() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    limit.pause(Duration.ofMinutes(3));
    assertThat(limit.await(Priority.NORMAL, within(LONG)))
        .isEqualTo(new RateLimit.Turn.Paused(Duration.ofMinutes(3)));
    assertThat(time.waits).isEmpty();
  }

  @Test
  void pauseOfExactlyTheLimitIsWaitedFor() throws InterruptedException {
    RateLimit limit = RateLimit.unlimited(time, time);
    limit.pause(LONG);
    assertThat(limit.await(Priority.NORMAL, within(LONG))).isEqualTo(new RateLimit.Turn.Now());
    assertThat(time.waits).containsExactly(LONG);
  }

  @Test
  void requestsPerSecondIsTheEffectiveRate() {
    assertThat(RateLimit.perSecond(10.2).requestsPerSecond()).hasValue(10);
    assertThat(RateLimit.unlimited().requestsPerSecond()).isEmpty();
    assertThat(RateLimit.perSecond(0.001).requestsPerSecond()).isPresent();
    assertThat(RateLimit.perSecond(100_000).requestsPerSecond()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
  void ratesOutOfRangeAreRejected(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimit.perSecond(rate))
        .withMessageContaining("RateLimit.unlimited()");
  }

  @Test
  void toStringNamesTheKindOfLimit() {
    assertThat(RateLimit.perSecond(RateLimit.DOCUMENTED)).hasToString("RateLimit(spaced)");
    assertThat(RateLimit.unlimited()).hasToString("RateLimit(unlimited)");
  }

  private static Deadline within(Duration length) {
    return new Deadline(length, Optional.empty());
  }
}
