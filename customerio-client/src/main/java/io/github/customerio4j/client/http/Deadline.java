package io.github.customerio4j.client.http;

import java.time.Duration;

/** The time that one request may take; it runs from {@link #start}. Belongs to one thread. */
public final class Deadline {
  private final Duration length;
  private boolean started;
  private long startNanos;

  public Deadline(Duration length) {
    this.length = length;
  }

  /** Lets the time run; further calls change nothing. */
  public void start() {
    if (!started) {
      started = true;
      startNanos = System.nanoTime();
    }
  }

  /** What is left; the whole length before the start, zero or less afterwards. */
  public Duration remaining() {
    return started ? length.minusNanos(System.nanoTime() - startNanos) : length;
  }

  public boolean hasPassed() {
    return remaining().toMillis() <= 0;
  }

  public Duration length() {
    return length;
  }
}
