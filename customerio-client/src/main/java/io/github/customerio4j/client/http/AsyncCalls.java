package io.github.customerio4j.client.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous calls: on the caller's executor, or on daemon threads of the client's own, made
 * when they are first needed.
 */
public final class AsyncCalls implements Executor, AutoCloseable {
  private final @Nullable Executor given;
  private @Nullable ExecutorService own;
  private boolean closed;

  public AsyncCalls(@Nullable Executor given) {
    this.given = given;
  }

  @Override
  public void execute(Runnable call) {
    (given == null ? ownThreads() : given).execute(call);
  }

  private synchronized Executor ownThreads() {
    if (closed) {
      return Runnable::run; // The call finds out itself that its client is closed.
    }
    if (own == null) {
      AtomicInteger number = new AtomicInteger();
      own =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "customerio-call-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              });
    }
    return own;
  }

  /** Ends the client's own threads; the caller's executor stays open. */
  @Override
  public synchronized void close() {
    closed = true;
    if (own != null) {
      own.shutdown();
    }
  }
}
