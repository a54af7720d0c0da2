package io.github.customerio4j.extract.fleet;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a fleet. */
final class FleetThreads {
  private static final int IDLE_SECONDS = 1;

  private FleetThreads() {}

  /** The user's threads, or daemons with names. */
  static ThreadFactory of(Optional<ThreadFactory> given) {
    AtomicInteger number = new AtomicInteger();
    return given.orElse(
        task -> {
          Thread thread = new Thread(task, "customerio-fleet-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * A pool that gives every task a thread at once: one that another task has ended with, if any.
   */
  static ExecutorService pool(ThreadFactory threads) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
  }
}
