package io.github.customerio4j.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets a command end cleanly when the process is told to end (SIGTERM, SIGINT): its thread is
 * interrupted, and has a few seconds to save what the next run continues from. The process's exit
 * code is then the signal's, 143 or 130.
 */
final class Interruption {
  /** Programs that stop processes wait at least five seconds before they kill them. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private Interruption() {}

  /** Runs a command on this thread. */
  static int guard(IntSupplier command) {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(worker, ended), "customerio-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.getAsInt();
    } finally {
      ended.countDown();
    }
  }

  private static void end(Thread worker, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("The run did not end in time; the next one clears up after it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
