package io.github.customerio4j.client.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one request: one for its attempts, counted from {@link #start}, and perhaps
 * one for the whole call, counted from the moment that this object is made. Used by one thread.
 */
public final class Deadline {
  private final Duration length;
  private final @Nullable Duration whole;
  private final long madeNanos = System.nanoTime();
  private boolean started;
  private long startNanos;

  /**
   * @param length for all attempts and the waits between them
   * @param whole for the whole call, waiting for its turn included; empty for no limit
   */
  public Deadline(Duration length, Optional<Duration> whole) {
    this.length = length;
    this.whole = whole.orElse(null);
  }

  /** Starts the time of the attempts; further calls have no effect. */
  public void start() {
    if (!started) {
      started = true;
      startNanos = System.nanoTime();
    }
  }

  /** The time left for attempts; zero or less after the end. */
  public Duration remaining() {
    Duration attempts = started ? length.minusNanos(System.nanoTime() - startNanos) : length;
    return left().filter(left -> left.compareTo(attempts) < 0).orElse(attempts);
  }

  /** The time left for the whole call, zero or less after the end; empty if it has no limit. */
  public Optional<Duration> left() {
    return whole == null
        ? Optional.empty()
        : Optional.of(whole.minusNanos(System.nanoTime() - madeNanos));
  }

  public boolean hasPassed() {
    return remaining().toMillis() <= 0;
  }

  /** Whether the time of the whole call is over. */
  public boolean isCallOver() {
    return left().filter(left -> left.toMillis() <= 0).isPresent();
  }

  /** The limit that ends the call first, as it was given. */
  public Duration length() {
    return isCallOver() && whole != null ? whole : length;
  }
}
