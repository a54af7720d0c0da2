package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which requests wait in an outage, for what, and how long. */
class OutageProbeTest {
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final OutageProbe outage = new OutageProbe();
  private final Object first = "first";
  private final Object second = "second";
  private final Object third = "third";

  @Test
  void fifthFailureInARowIsAnOutage() throws Exception {
    fail(4);
    outage.await(first, LONG);
    outage.await(second, LONG);
    outage.failed();
    outage.await(first, LONG);

    assertThat(timeOf(second))
        .as("waits as long as allowed")
        .isBetween(SHORT, SHORT.plusSeconds(5));
  }

  @Test
  void probingRequestDoesNotWaitForItself() throws Exception {
    fail(5);
    outage.await(first, LONG);
    outage.await(first, LONG);
    fail(3);
    outage.await(first, LONG);
    assertThat(timeOf(third)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void answerReleasesAllWaitingRequests() throws Exception {
    fail(7);
    outage.await(first, LONG);
    CompletableFuture<Void> waiting = waiting(second);
    CompletableFuture<Void> alsoWaiting = waiting(third);
    outage.answered();
    waiting.get(1, TimeUnit.MINUTES);
    alsoWaiting.get(1, TimeUnit.MINUTES);
    fail(4);
    outage.await(first, LONG);
    outage.await(second, LONG);
  }

  @Test
  void nextRequestProbesAfterTheProbingRequestEnds() throws Exception {
    fail(5);
    outage.await(first, LONG);
    outage.finished(third);
    assertThat(timeOf(second))
        .as("the third request was not the probe")
        .isGreaterThanOrEqualTo(SHORT);

    CompletableFuture<Void> waiting = waiting(second);
    outage.finished(first);
    waiting.get(1, TimeUnit.MINUTES);
    assertThat(timeOf(third)).as("now the second request probes").isGreaterThanOrEqualTo(SHORT);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      outage.failed();
    }
  }

  private Duration timeOf(Object request) throws InterruptedException {
    long start = System.nanoTime();
    outage.await(request, SHORT);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A future that ends when the request may proceed; returns as soon as its thread waits. */
  private CompletableFuture<Void> waiting(Object request) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outage.await(request, LONG);
                done.complete(null);
              } catch (InterruptedException e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    assertThat(done).isNotDone();
    return done;
  }

  @Test
  void onlyTheRequestThatProbesPassesDuringAnOutage() {
    OutageProbe outage = new OutageProbe();
    Object first = new Object();
    Object second = new Object();
    assertThat(outage.passes(first)).isTrue();
    assertThat(outage.passes(second)).isTrue();
    for (int i = 0; i < 5; i++) {
      outage.failed();
    }

    assertThat(outage.passes(first)).isTrue();
    assertThat(outage.passes(second)).isFalse();
    outage.answered();
    assertThat(outage.passes(second)).isTrue();
  }
}
