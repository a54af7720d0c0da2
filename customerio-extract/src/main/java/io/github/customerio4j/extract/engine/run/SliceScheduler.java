package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.report.ExtractionException;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Advances slices concurrently, as many as keep the rate limit busy. The longest slice continues
 * first, and a slice may submit more. The first failure cancels the rest, and {@link #join} returns
 * when all threads have ended.
 */
public final class SliceScheduler {

  /** Work that may fail in any way. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  private final ConcurrencyTarget inFlight;
  private final Runnable onFailure;
  private final SliceWorkers workers;
  private final SliceWorkers aside;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger pending = new AtomicInteger(1);
  private final AtomicInteger slices = new AtomicInteger();
  private final AtomicLong turns = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A scheduler without work.
   *
   * @param inFlight tells how many slices to advance at a time
   * @param onFailure ends the calls in flight; run once, at the first failure
   * @param threads makes the threads
   */
  public SliceScheduler(ConcurrencyTarget inFlight, Runnable onFailure, RunThreads threads) {
    this.inFlight = inFlight;
    this.onFailure = onFailure;
    this.workers =
        new SliceWorkers(
            threads.pool("slice"), new PriorityQueue<>(), threads.first(inFlight.target()));
    this.aside = new SliceWorkers(threads.pool("aside"), new ArrayDeque<>(), Integer.MAX_VALUE);
  }

  void submit(Slice slice) {
    pending.incrementAndGet();
    slices.incrementAndGet();
    try {
      workers.execute(turn(slice));
    } catch (RejectedExecutionException e) {
      finish();
    }
  }

  /** Submits a single request. */
  public void submitOnce(Task task) {
    submit(
        new Slice() {
          @Override
          public boolean advance() throws Exception {
            task.run();
            return false;
          }

          @Override
          public double remaining() {
            return LAST;
          }
        });
  }

  /** Submits work that mostly waits for something other than a request; it gets its own thread. */
  void submitAside(Task task) {
    pending.incrementAndGet();
    try {
      aside.execute(
          () -> {
            guarded(task);
            done();
          });
    } catch (RejectedExecutionException e) {
      // This happens only after a failure: work that has not started is dropped.
      done();
    }
  }

  /** How many slices may run concurrently. */
  int inFlight() {
    return inFlight.target();
  }

  /** How many more slices could run concurrently. */
  int idle() {
    return Math.max(0, inFlight.target() - slices.get());
  }

  /** Waits until all work is done, or until one piece has failed and the others have ended. */
  public void join() throws Exception {
    done();
    try {
      ended.await();
    } catch (InterruptedException e) {
      fail(e);
    }
    boolean interrupted = awaitThreads(workers);
    interrupted |= awaitThreads(aside);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  private void rethrow() throws Exception {
    Throwable first = failure.get();
    if (first instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      throw new ExtractionException.Cancelled(
          "Cannot continue the extraction: the run was interrupted.", first);
    }
    if (first instanceof Exception exception) {
      throw exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }

  private void enqueueAgain(Slice slice) {
    try {
      workers.executeNext(turn(slice));
    } catch (RejectedExecutionException e) {
      finish();
    }
  }

  private Turn turn(Slice slice) {
    return new Turn(slice, slice.remaining(), turns.incrementAndGet());
  }

  private void advance(Slice slice) {
    boolean[] goesOn = {false};
    guarded(() -> goesOn[0] = slice.advance());
    workers.resize(inFlight.target());
    if (goesOn[0]) {
      enqueueAgain(slice);
    } else {
      finish();
    }
  }

  private void finish() {
    slices.decrementAndGet();
    done();
  }

  private void guarded(Task task) {
    try {
      if (failure.get() == null) {
        task.run();
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Cancels everything; {@link #join} throws the first failure. */
  public void fail(Throwable e) {
    if (failure.compareAndSet(null, e)) {
      onFailure.run();
      workers.end();
      aside.end();
      ended.countDown();
    }
  }

  private void done() {
    if (pending.decrementAndGet() == 0) {
      ended.countDown();
    }
  }

  private boolean awaitThreads(SliceWorkers threads) {
    boolean interrupted = false;
    while (true) {
      try {
        threads.await();
        return interrupted;
      } catch (InterruptedException e) {
        fail(e);
        interrupted = true;
      }
    }
  }

  /** A slice in the queue: the longest first, then the one that has waited longest. */
  private final class Turn implements Runnable, Comparable<Turn> {
    private final Slice slice;
    private final double remaining;
    private final long number;

    Turn(Slice slice, double remaining, long number) {
      this.slice = slice;
      this.remaining = remaining;
      this.number = number;
    }

    @Override
    public void run() {
      advance(slice);
    }

    @Override
    public int compareTo(Turn other) {
      int longest = Double.compare(other.remaining, remaining);
      return longest == 0 ? Long.compare(number, other.number) : longest;
    }
  }
}
