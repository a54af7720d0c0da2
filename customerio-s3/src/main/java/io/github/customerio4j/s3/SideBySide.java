package io.github.customerio4j.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of a store that are sent side by side, a few at a time whoever asks for them. */
final class SideBySide implements AutoCloseable {
  private static final int REQUESTS = 8;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          REQUESTS,
          REQUESTS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "customerio-s3-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  SideBySide() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** One of several requests. */
  interface Request<T> {
    T send(int number) throws IOException;
  }

  /**
   * Sends requests and waits for all. After the first failure none is started; those that run are
   * stopped and waited for, so that none of them arrives after what the caller does next.
   */
  <T> List<T> run(int count, Request<T> request) throws IOException {
    ExecutorCompletionService<T> ended = new ExecutorCompletionService<>(threads);
    Phaser running = new Phaser(1);
    List<Future<T>> futures = new ArrayList<>(count);
    boolean complete = false;
    try {
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(ended.submit(() -> send(request, number, running)));
      }
      for (int i = 0; i < count; i++) {
        ended.take().get();
      }
      List<T> answers = new ArrayList<>(count);
      for (Future<T> future : futures) {
        answers.add(future.get());
      }
      complete = true;
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } finally {
      if (!complete) {
        futures.forEach(future -> future.cancel(true));
        running.arriveAndAwaitAdvance();
      }
    }
  }

  private static <T> T send(Request<T> request, int number, Phaser running) throws IOException {
    running.register();
    try {
      return request.send(number);
    } finally {
      running.arriveAndDeregister();
    }
  }

  private static IOException rethrown(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return (IOException) failure;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
