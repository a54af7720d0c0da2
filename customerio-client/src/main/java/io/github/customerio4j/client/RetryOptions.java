package io.github.customerio4j.client;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * When to retry, and when to give up. Retried are 408, 429, every 5xx, broken connections, and
 * bodies that are cut or malformed. The wait doubles with each attempt, with jitter, unless the API
 * says how long to wait ({@code Retry-After}).
 */
@Value.Immutable
public abstract class RetryOptions {
  RetryOptions() {}

  /** The maximum number of attempts, including the first; 6 unless set. */
  @Value.Default
  public int maxAttempts() {
    return 6;
  }

  /**
   * How long a request may take with all its attempts and the waits between them, counted from the
   * first time the rate limit lets it through; 2 minutes unless set.
   */
  @Value.Default
  public Duration deadline() {
    return Duration.ofMinutes(2);
  }

  /** The longest wait before the second attempt; half a second unless set. */
  @Value.Default
  public Duration firstDelay() {
    return Duration.ofMillis(500);
  }

  /** The longest wait between any two attempts; 30 seconds unless set. */
  @Value.Default
  public Duration maxDelay() {
    return Duration.ofSeconds(30);
  }

  @Value.Check
  void check() {
    if (maxAttempts() < 1) {
      throw new IllegalArgumentException(
          "Cannot retry with maxAttempts " + maxAttempts() + ": give 1 or more.");
    }
    requirePositive("deadline", deadline());
    requirePositive("firstDelay", firstDelay());
    requirePositive("maxDelay", maxDelay());
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Cannot retry with "
              + name
              + " "
              + value
              + ": give a time above zero and at most a day.");
    }
  }

  /** The defaults. */
  public static RetryOptions defaults() {
    return builder().build();
  }

  /** Starts new options; each has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects {@link RetryOptions}. */
  public static final class Builder extends ImmutableRetryOptions.Builder {
    Builder() {}
  }
}
