package io.github.customerio4j.client.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Detects an outage, which is a series of failed requests of any thread. During an outage one
 * request probes the API and the others wait, so that many threads do not all retry against an API
 * that is down. Shared by all requests of a client. Thread-safe.
 */
public final class OutageProbe {
  private static final int FAILURES = 5;

  private int failuresInARow;
  private @Nullable Object prober;

  /**
   * Whether the request need not wait. During an outage it becomes the one that probes if there is
   * no other.
   *
   * @param request identifies the request
   */
  public synchronized boolean passes(Object request) {
    if (failuresInARow < FAILURES) {
      return true;
    }
    if (prober == null) {
      prober = request;
    }
    return prober == request;
  }

  /**
   * Waits while another request probes whether the API is back.
   *
   * @param request identifies the request
   * @param longest the longest wait
   */
  public synchronized void await(Object request, Duration longest) throws InterruptedException {
    long start = System.nanoTime();
    while (failuresInARow >= FAILURES && prober != null && prober != request) {
      long remaining = longest.toMillis() - (System.nanoTime() - start) / 1_000_000;
      if (remaining <= 0) {
        return;
      }
      wait(remaining);
    }
    if (failuresInARow >= FAILURES) {
      prober = request;
    }
  }

  /** Records that no answer arrived, or one that says that the API is not available now. */
  public synchronized void failed() {
    failuresInARow++;
  }

  /** Records an answer, which may be an error that is not transient. */
  public synchronized void answered() {
    failuresInARow = 0;
    prober = null;
    notifyAll();
  }

  /** Records that the request ended, in whatever way. */
  public synchronized void finished(Object request) {
    if (prober == request) {
      prober = null;
      notifyAll();
    }
  }
}
