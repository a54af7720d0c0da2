package io.github.customerio4j.client;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.PriorityGate;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests per second of all threads and clients that share this object: give one object
 * to every client of a workspace. When the API asks to wait ({@code Retry-After}), all of them
 * wait.
 */
public final class RateLimit {
  /** The limit that Customer.io documents, in requests per second. */
  public static final double DOCUMENTED = 10;

  /*
   * Requests are spaced evenly by a bucket that holds one request: the distance between any two is kept,
   * while a larger bucket lets its whole content through at once, and a limiter that aligns its slots to a grid lets eleven requests into one second. The 2 % leave room for network jitter, which moves requests closer together.
   */
  private static final double SPACING = 1.02;

  /**
   * The tokens that one request takes from the bucket; more than one, so that a fraction of the
   * distance can be charged.
   */
  private static final int TOKENS_PER_REQUEST = 5;

  /**
   * The first requests of a cold process are the least even: both ends load classes and open
   * connections. The first ten keep a fifth more distance, which costs 0.2 s once.
   */
  private static final int SLOW_START = 10;

  private static final double LOWEST = 0.001;
  private static final double HIGHEST = 100_000;

  private final double rate;
  private final @Nullable PriorityGate gate;
  private final @Nullable Bucket wireBucket;
  private final TimeMeter time;
  private final BlockingStrategy waiting;
  private final long epoch;
  private final AtomicLong pausedUntil = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  private RateLimit(double rate, TimeMeter time, BlockingStrategy waiting) {
    this.rate = rate;
    this.time = time;
    this.waiting = waiting;
    this.epoch = time.currentTimeNanos();
    this.gate =
        rate == 0
            ? null
            : new PriorityGate(bucket(SPACING / rate, time), TOKENS_PER_REQUEST, waiting);
    this.wireBucket = rate == 0 ? null : bucket(SPACING / rate, time);
  }

  private static Bucket bucket(double spacingInSeconds, TimeMeter time) {
    Duration spacing =
        Duration.ofNanos((long) Math.ceil(spacingInSeconds * Duration.ofSeconds(1).toNanos()));
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(
            Bandwidth.builder()
                .capacity(TOKENS_PER_REQUEST)
                .refillGreedy(TOKENS_PER_REQUEST, spacing)
                .build())
        .build();
  }

  /**
   * A limit that spaces requests evenly and stays 2 % below the rate.
   *
   * @param requests requests per second, 0.001 to 100,000; the API allows {@link #DOCUMENTED}
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static RateLimit perSecond(double requests) {
    return perSecond(requests, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  static RateLimit perSecond(double requests, TimeMeter time, BlockingStrategy waiting) {
    if (!(requests >= LOWEST && requests <= HIGHEST)) {
      throw new IllegalArgumentException(
          "Cannot limit to "
              + requests
              + " requests per second: the rate must be between 0.001 and 100000. Use"
              + " RateLimit.unlimited() for no limit.");
    }
    return new RateLimit(requests, time, waiting);
  }

  /** No limit of its own; all requests still wait when the API asks to. For tests and sandboxes. */
  public static RateLimit unlimited() {
    return unlimited(TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  static RateLimit unlimited(TimeMeter time, BlockingStrategy waiting) {
    return new RateLimit(0, time, waiting);
  }

  /** The configured rate, in requests per second; empty if there is no limit. */
  public OptionalDouble limit() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /**
   * The requests per second that are let through, slightly below the rate; empty if there is no
   * limit.
   */
  public OptionalDouble requestsPerSecond() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate / SPACING);
  }

  /**
   * Waits for this request's turn.
   *
   * @param priority decides which of the waiting requests goes first
   * @param deadline bounds a pause that the API asked for, and the whole wait if it has a limit for
   *     the whole call
   */
  Turn await(Priority priority, Deadline deadline) throws InterruptedException {
    while (true) {
      long pause = pauseLeft();
      if (pause > deadline.remaining().toNanos()) {
        return new Turn.Paused(Duration.ofNanos(pause));
      }
      if (pause > 0) {
        waiting.park(pause);
        continue;
      }
      long longest = deadline.left().map(Duration::toNanos).orElse(Long.MAX_VALUE);
      if (gate != null && !gate.pass(priority, longest)) {
        return new Turn.TooLate();
      }
      // The API may have asked another request to pause while this thread waited.
      if (pauseLeft() <= 0) {
        return new Turn.Now();
      }
    }
  }

  /** How a wait ended. */
  sealed interface Turn {
    /** It is this request's turn. */
    record Now() implements Turn {}

    /**
     * The API asked to pause for longer than the request may take.
     *
     * @param pause the rest of the pause
     */
    record Paused(Duration pause) implements Turn {}

    /** The turn would come after the end of the call's time. */
    record TooLate() implements Turn {}
  }

  /**
   * Keeps the distance to the previous request, at the last moment before a request is written. A
   * handshake or class loading may delay one request after its turn but not the next, so the two
   * would be sent closer together than their turns were.
   */
  void awaitAtWire() throws InterruptedException {
    if (wireBucket != null) {
      wireBucket.asBlocking().consume(TOKENS_PER_REQUEST, waiting);
      if (sent.getAndIncrement() < SLOW_START) {
        wireBucket.consumeIgnoringRateLimits(1);
      }
    }
  }

  /** Pauses all requests for this long from now. */
  void pause(Duration pause) {
    long until = now() + pause.toNanos();
    pausedUntil.accumulateAndGet(until, Math::max);
  }

  private long pauseLeft() {
    return pausedUntil.get() - now();
  }

  private long now() {
    return time.currentTimeNanos() - epoch;
  }

  /** Contains the kind of limit. */
  @Override
  public String toString() {
    return gate == null ? "RateLimit(unlimited)" : "RateLimit(spaced)";
  }
}
