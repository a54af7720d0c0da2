package io.github.customerio4j.extract;

import io.github.customerio4j.client.error.CancelledException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs slices side by side, a bounded number at a time; a slice may submit more. The first failure
 * cancels the rest, and {@link #join} returns when no thread is left.
 */
final class SliceScheduler {

  /** Work that may fail in any way. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  private final ExecutorService workers;
  private final Runnable onFailure;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger pending = new AtomicInteger(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A scheduler without work.
   *
   * @param parallelism the most tasks at a time
   * @param onFailure ends the calls in flight; run once, at the first failure
   */
  SliceScheduler(int parallelism, Runnable onFailure) {
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            parallelism, task -> new Thread(task, "customerio-slice-" + number.incrementAndGet()));
    this.onFailure = onFailure;
  }

  void submit(Task task) {
    pending.incrementAndGet();
    try {
      workers.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      // Only after a failure: what is not begun then never will be.
      done();
    }
  }

  /** Waits until all tasks are done, or one has failed and the rest has ended. */
  void join() throws Exception {
    done();
    try {
      ended.await();
    } catch (InterruptedException e) {
      fail(e);
    }
    workers.shutdown();
    awaitWorkers();
    Throwable first = failure.get();
    if (first instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      throw new CancelledException("Cannot go on extracting: the run was interrupted.", first);
    }
    if (first instanceof Exception exception) {
      throw exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }

  private void run(Task task) {
    try {
      if (failure.get() == null) {
        task.run();
      }
    } catch (Throwable e) {
      fail(e);
    } finally {
      done();
    }
  }

  private void fail(Throwable e) {
    if (failure.compareAndSet(null, e)) {
      onFailure.run();
      workers.shutdownNow();
      ended.countDown();
    }
  }

  private void done() {
    if (pending.decrementAndGet() == 0) {
      ended.countDown();
    }
  }

  private void awaitWorkers() {
    boolean interrupted = false;
    while (true) {
      try {
        if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        fail(e);
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
