package io.github.customerio4j.extract.sink.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls to the store side by side: files are uploaded while the next table is written. */
final class Transfers implements Closeable {
  private static final int THREADS = 4;

  private final ExecutorService threads;
  private final Queue<Future<?>> started = new ArrayDeque<>();

  /** A call. */
  @FunctionalInterface
  interface Transfer {
    void run() throws IOException;
  }

  Transfers() {
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "customerio-transfer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a call.
   *
   * @throws IOException if one before has failed
   */
  void start(Transfer transfer) throws IOException {
    while (!started.isEmpty() && started.element().isDone()) {
      await(started.remove());
    }
    started.add(
        threads.submit(
            () -> {
              transfer.run();
              return null;
            }));
  }

  /**
   * Waits for all calls.
   *
   * @throws IOException if one has failed
   */
  void await() throws IOException {
    while (!started.isEmpty()) {
      await(started.remove());
    }
  }

  private static void await(Future<?> transfer) throws IOException {
    try {
      transfer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Cannot wait for an upload: the thread was interrupted.");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(cause);
    }
  }

  /** Ends the calls that are under way, and waits until they have ended. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean isInterrupted = false;
    boolean hasEnded = false;
    while (!hasEnded) {
      try {
        hasEnded = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
