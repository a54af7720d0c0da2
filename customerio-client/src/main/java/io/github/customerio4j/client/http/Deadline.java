package io.github.customerio4j.client.http;

import java.time.Duration;

/** The time limit of one request, counted from {@link #start}. Used by one thread. */
public final class Deadline {
  private final Duration length;
  private boolean started;
  private long startNanos;

  public Deadline(Duration length) {
    this.length = length;
  }

  /** Starts the time; further calls have no effect. */
  public void start() {
    if (!started) {
      started = true;
      startNanos = System.nanoTime();
    }
  }

  /** The time left: the whole length before the start, zero or less after the end. */
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
