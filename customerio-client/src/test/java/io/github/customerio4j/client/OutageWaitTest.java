package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.http.OutageProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who waits in an outage, for what, and how long. */
class OutageWaitTest {
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final OutageProbe outage = new OutageProbe();
  private final Object first = "first";
  private final Object second = "second";
  private final Object third = "third";

  @Test
  void fourFailuresAreNoOutageAndTheFifthIs() throws Exception {
    fail(4);
    outage.await(first, LONG);
    outage.await(second, LONG);
    outage.failed();
    outage.await(first, LONG);

    assertThat(timeOf(second)).as("waits as long as it may").isBetween(SHORT, SHORT.plusSeconds(5));
  }

  @Test
  void whoFindsOutDoesNotWaitForItself() throws Exception {
    fail(5);
    outage.await(first, LONG);
    outage.await(first, LONG);
    fail(3);
    outage.await(first, LONG);
    assertThat(timeOf(third)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void anAnswerLetsAllGoOn() throws Exception {
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
  void whenItGivesUpTheNextOneTriesAndTheOthersStillWait() throws Exception {
    fail(5);
    outage.await(first, LONG);
    outage.finished(third);
    assertThat(timeOf(second)).as("it was not the third who tried").isGreaterThanOrEqualTo(SHORT);

    CompletableFuture<Void> waiting = waiting(second);
    outage.finished(first);
    waiting.get(1, TimeUnit.MINUTES);
    assertThat(timeOf(third)).as("now the second tries").isGreaterThanOrEqualTo(SHORT);
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

  /** Ends once the request may go; returns when its thread waits. */
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
}
