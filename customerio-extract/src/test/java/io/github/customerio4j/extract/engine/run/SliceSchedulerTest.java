package io.github.customerio4j.extract.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Slices side by side. */
class SliceSchedulerTest {
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancellations = new AtomicInteger();

  /** A slice that takes as many turns as it says that it has left. */
  private final class Counted implements Slice {
    private final String name;
    private int left;

    Counted(String name, int turns) {
      this.name = name;
      this.left = turns;
    }

    @Override
    public boolean advance() {
      order.add(name);
      return --left > 0;
    }

    @Override
    public double remaining() {
      return left;
    }
  }

  @Test
  void longestSliceContinuesFirst() throws Exception {
    SliceScheduler scheduler = scheduler(1);
    CountDownLatch threadIsTaken = new CountDownLatch(1);
    CountDownLatch allSubmitted = new CountDownLatch(1);
    scheduler.submitOnce(
        () -> {
          threadIsTaken.countDown();
          allSubmitted.await();
        });
    threadIsTaken.await();
    scheduler.submit(new Counted("short", 1));
    scheduler.submit(new Counted("long", 4));
    scheduler.submit(new Counted("middle", 2));
    allSubmitted.countDown();

    scheduler.join();

    assertThat(order).containsExactly("long", "long", "middle", "long", "short", "middle", "long");
  }

  @Test
  void concurrencyNeverExceedsTarget() throws Exception {
    SliceScheduler scheduler = scheduler(3);
    AtomicInteger running = new AtomicInteger();
    List<Integer> seen = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 200; i++) {
      scheduler.submitOnce(
          () -> {
            seen.add(running.incrementAndGet());
            running.decrementAndGet();
          });
    }

    scheduler.join();

    assertThat(seen).hasSize(200).allMatch(count -> count <= 3);
  }

  @Test
  void firstFailureCancelsOthersAndEndsAllThreads() throws InterruptedException {
    SliceScheduler scheduler = scheduler(2);
    CountDownLatch never = new CountDownLatch(1);
    List<Thread> threads = new CopyOnWriteArrayList<>();
    scheduler.submitAside(
        () -> {
          threads.add(Thread.currentThread());
          never.await();
        });
    scheduler.submitOnce(
        () -> {
          threads.add(Thread.currentThread());
          never.await();
        });
    scheduler.submitOnce(
        () -> {
          threads.add(Thread.currentThread());
          throw new IOException("the disk is full");
        });
    scheduler.submit(new Counted("never begun", 1000));

    assertThatThrownBy(scheduler::join)
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");

    assertThat(cancellations).hasValue(1);
    for (Thread thread : threads) {
      // Its work is over; the thread itself may need a moment to be gone.
      thread.join(10_000);
    }
    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
  }

  @Test
  void joinWaitsForSlicesSubmittedBySlices() throws Exception {
    SliceScheduler scheduler = scheduler(2);
    scheduler.submitOnce(
        () -> scheduler.submitOnce(() -> scheduler.submit(new Counted("grandchild", 3))));

    scheduler.join();

    assertThat(order).containsOnly("grandchild").hasSize(3);
  }

  @Test
  void idleIsUnusedConcurrency() throws Exception {
    SliceScheduler scheduler = scheduler(4);
    CountDownLatch release = new CountDownLatch(1);
    scheduler.submitOnce(release::await);

    assertThat(scheduler.idle()).isEqualTo(3);
    release.countDown();
    scheduler.join();
    assertThat(scheduler.idle()).isEqualTo(4);
  }

  private SliceScheduler scheduler(int most) {
    return new SliceScheduler(
        new ConcurrencyTarget(() -> OptionalDouble.empty(), most),
        cancellations::incrementAndGet,
        RunThreads.daemons());
  }
}
