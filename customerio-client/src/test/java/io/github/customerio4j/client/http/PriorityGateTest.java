package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which request goes next when many wait for the rate limit. */
class PriorityGateTest {
  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private static final Duration SPACING = Duration.ofMillis(100);

  private final SteppedTime time = new SteppedTime();
  private final PriorityGate<Boolean> gate = new PriorityGate<>(source(bucket()), time);
  private final List<String> passed = new CopyOnWriteArrayList<>();

  /** Time that the test advances. */
  private static final class SteppedTime implements TimeMeter, BlockingStrategy {
    private long now;
    private long wakeAt;

    @Override
    public synchronized long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    @Override
    public synchronized void park(long nanos) throws InterruptedException {
      long until = now + nanos;
      wakeAt = until;
      notifyAll();
      try {
        while (now < until) {
          wait();
        }
      } catch (InterruptedException e) {
        // No thread sleeps now: time stands until the next one does.
        wakeAt = now;
        throw e;
      }
    }

    /** Waits for a sleeping thread, then advances to its wake-up time. */
    synchronized void pass() throws InterruptedException {
      while (wakeAt <= now) {
        wait();
      }
      now = wakeAt;
      notifyAll();
    }
  }

  @Test
  void priorityRequestsGoFirstAndOthersKeepTheirOrder() throws InterruptedException {
    gate.pass(Priority.NORMAL, Long.MAX_VALUE);
    waitAs("a", Priority.NORMAL);
    waitAs("b", Priority.NORMAL);
    waitAs("c", Priority.FIRST);
    waitAs("d", Priority.NORMAL);
    waitAs("e", Priority.FIRST);

    letPass(5);

    assertThat(passed).containsExactly("c", "e", "a", "b", "d");
  }

  @Test
  void interruptedRequestLeavesTheQueue() throws InterruptedException {
    gate.pass(Priority.NORMAL, Long.MAX_VALUE);
    Thread first = waitAs("interrupted", Priority.FIRST);
    waitAs("next", Priority.NORMAL);
    first.interrupt();
    first.join();

    letPass(1);

    assertThat(passed).containsExactly("next");
  }

  @Test
  void interruptedThreadIsNotLetThrough() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> gate.pass(Priority.NORMAL, Long.MAX_VALUE))
        .isInstanceOf(InterruptedException.class);
  }

  /** Advances time until this many requests have passed. */
  private void letPass(int requests) throws InterruptedException {
    for (int i = 1; i <= requests; i++) {
      time.pass();
      while (passed.size() < i) {
        Thread.onSpinWait();
      }
    }
  }

  private Thread waitAs(String name, Priority priority) {
    Thread thread =
        new Thread(
            () -> {
              try {
                gate.pass(priority, Long.MAX_VALUE);
                passed.add(name);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    while (!WAITING.contains(thread.getState())) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private static PriorityGate.Source<Boolean> source(Bucket bucket) {
    return new PriorityGate.Source<>() {
      @Override
      public long nanosLeft() {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
      }

      @Override
      public @Nullable Boolean take() {
        return bucket.tryConsume(1) ? Boolean.TRUE : null;
      }
    };
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(Bandwidth.builder().capacity(1).refillGreedy(1, SPACING).build())
        .build();
  }
}
