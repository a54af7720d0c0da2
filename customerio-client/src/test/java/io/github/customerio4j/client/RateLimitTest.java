package io.github.customerio4j.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.RequestWindow.Permit;
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

  @Test
  void noSecondHasMoreRequestsThanTheRate() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answer(limit, send(limit), 0);
      sent.add(time.now);
    }
    for (int i = 10; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 10)).isBetween(1_004_000_000L, 1_040_000_000L);
    }
  }

  @Test
  void firstRequestsAreSentWithinAFifthOfASecond() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    long start = time.now;
    for (int i = 0; i < 10; i++) {
      send(limit);
    }
    assertThat(time.now - start).isBetween(180_000_000L, 182_000_000L);
    send(limit);
    assertThat(time.now - start).isGreaterThan(1_000_000_000L);
  }

  @Test
  void requestDelayedAfterItsTurnCountsFromWhenItIsWritten() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(1, time, time);
    Permit slow = turn(limit);
    // It opens a slow connection.
    time.now += Duration.ofMillis(300).toNanos();
    limit.send(slow);
    long written = time.now;
    limit.answered(slow, true);
    send(limit);

    assertThat(time.now - written).isBetween(1_004_000_000L, 1_040_000_000L);
  }

  @Test
  void requestThatArrivedLateCountsFromItsArrival() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(1, time, time);
    answer(limit, send(limit), 100);
    Permit late = send(limit);
    long written = time.now;
    answer(limit, late, 150);
    send(limit);

    assertThat(time.now - written).isBetween(1_054_000_000L, 1_060_000_000L);
  }

  @Test
  void requestThatWasNotSentLeavesItsTurnToAnother() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(1, time, time);
    limit.giveBack(turn(limit));
    long before = time.now;
    send(limit);

    assertThat(Duration.ofNanos(time.now - before)).isLessThan(Duration.ofMillis(210));
  }

  @Test
  void requestThatIsSentTwiceTakesTwoPermits() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(1, time, time);
    send(limit);
    long first = time.now;
    limit.send(null);

    assertThat(time.now - first).isGreaterThan(1_000_000_000L);
  }

  @Test
  void otherRequestsGoOnAfterASingleRefusal() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    Permit refused = refuse(limit, send(limit), Duration.ofSeconds(1));
    long before = time.now;
    send(limit);

    assertThat(refused).isNotNull();
    assertThat(Duration.ofNanos(time.now - before)).isLessThan(Duration.ofMillis(101));
  }

  @Test
  void requestRefusedAlthoughAnotherHadBeenRefusedPausesAll() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    refuse(limit, send(limit), Duration.ofSeconds(1));
    refuse(limit, send(limit), Duration.ofSeconds(1));
    long before = time.now;
    send(limit);

    assertThat(Duration.ofNanos(time.now - before)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void threeRefusalsAtATimePauseAll() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    List<Permit> permits = List.of(send(limit), send(limit), send(limit));
    for (Permit permit : permits) {
      refuse(limit, permit, Duration.ofSeconds(1));
    }
    long before = time.now;
    send(limit);

    assertThat(Duration.ofNanos(time.now - before)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void longPauseIsForAll() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    refuse(limit, send(limit), Duration.ofSeconds(3));
    long before = time.now;
    send(limit);

    assertThat(Duration.ofNanos(time.now - before)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void refusalWithoutALimitPausesAll() throws InterruptedException {
    RateLimit limit = RateLimit.unlimited(time, time);
    limit.refused(null, Duration.ofSeconds(1));
    limit.await(Priority.NORMAL, within(LONG));

    assertThat(time.waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void pauseDelaysAllRequests() throws InterruptedException {
    RateLimit limit = RateLimit.unlimited(time, time);
    limit.pause(Duration.ofSeconds(3));
    limit.pause(Duration.ofSeconds(1));
    assertThat(limit.await(Priority.NORMAL, within(LONG))).isEqualTo(new RateLimit.Turn.Now(null));
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
    assertThat(limit.await(Priority.NORMAL, within(LONG))).isEqualTo(new RateLimit.Turn.Now(null));
    assertThat(time.waits).containsExactly(LONG);
  }

  @Test
  void requestsPerSecondIsTheEffectiveRate() {
    assertThat(RateLimit.perSecond(10).requestsPerSecond().orElseThrow()).isBetween(9.9, 9.95);
    assertThat(RateLimit.perSecond(10).limit()).hasValue(10);
    assertThat(RateLimit.unlimited().requestsPerSecond()).isEmpty();
    assertThat(RateLimit.perSecond(0.001).requestsPerSecond()).isPresent();
    assertThat(RateLimit.perSecond(2.5).requestsPerSecond().orElseThrow()).isBetween(2.4, 2.5);
    assertThat(RateLimit.perSecond(100_000).requestsPerSecond().orElseThrow())
        .isBetween(99_000.0, 100_000.0);
  }

  @Test
  void requestsPerSecondFallWhenOtherProgramsUseTheLimit() throws InterruptedException {
    RateLimit limit = RateLimit.perSecond(10, time, time);
    for (int i = 0; i < 6; i++) {
      refuse(limit, send(limit), Duration.ofSeconds(1));
    }

    assertThat(limit.requestsPerSecond().orElseThrow()).isBetween(0.4, 5.0);
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
    assertThat(RateLimit.perSecond(RateLimit.DOCUMENTED)).hasToString("RateLimit(window)");
    assertThat(RateLimit.unlimited()).hasToString("RateLimit(unlimited)");
  }

  private static Permit turn(RateLimit limit) throws InterruptedException {
    RateLimit.Turn turn = limit.await(Priority.NORMAL, within(LONG));
    assertThat(turn).isInstanceOf(RateLimit.Turn.Now.class);
    return requireNonNull(((RateLimit.Turn.Now) turn).permit());
  }

  private static Permit send(RateLimit limit) throws InterruptedException {
    return requireNonNull(limit.send(turn(limit)));
  }

  private void answer(RateLimit limit, Permit permit, long millis) {
    time.now += Duration.ofMillis(millis).toNanos();
    limit.answered(permit, true);
  }

  private Permit refuse(RateLimit limit, Permit permit, Duration retryAfter) {
    time.now += Duration.ofMillis(100).toNanos();
    limit.answered(permit, false);
    limit.refused(permit, retryAfter);
    return permit;
  }

  private static Deadline within(Duration length) {
    return new Deadline(length, Optional.empty());
  }
}
