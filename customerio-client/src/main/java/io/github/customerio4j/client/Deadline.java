package io.github.customerio4j.client;

import java.time.Duration;

/** The time that one request may take; it runs from {@link #start}. Belongs to one thread. */
final class Deadline {
  private final Duration length;
  private boolean started;
  private long startNanos;

  Deadline(Duration length) {
    this.length = length;
  }

  /** Lets the time run; further calls change nothing. */
  void start() {
    if (!started) {
      started = true;
      startNanos = System.nanoTime();
    }
  }

  /** What is left; the whole length before the start, zero or less afterwards. */
  Duration remaining() {
    return started ? length.minusNanos(System.nanoTime() - startNanos) : length;
  }

  boolean hasPassed() {
    return remaining().toMillis() <= 0;
  }

  Duration length() {
    return length;
  }
}
