package io.github.customerio4j.client;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.http.PriorityGate;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are sent a second, over all threads and all clients that share this object:
 * give one object to every client of a workspace. When the API asks to wait ({@code Retry-After}),
 * all who share the object wait.
 */
public final class RateLimit {
  /** The limit that Customer.io documents, in requests a second. */
  public static final double DOCUMENTED = 10;

  /*
   * Requests are spaced evenly by a bucket that holds one request: the distance between any two is kept,
   * while a larger bucket lets its whole content through at once, and a limiter that aligns its
   * slots to a grid lets eleven into one second. The 2 % leave room for jitter of the network, which
   * moves requests closer together on their way.
   */
  private static final double SPACING = 1.02;

  /** A request's share of the bucket, in tokens; fractions of a distance can be told by them. */
  private static final int TOKENS_PER_REQUEST = 5;

  /**
   * The first requests of a cold process are the least even of all: classes are loaded, connections
   * made, at both ends. The first ten keep a fifth more distance, which costs 0.2 s once.
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
        rate == 0 ? null : new PriorityGate(bucket(SPACING / rate, time), TOKENS_PER_REQUEST, waiting);
    this.wireBucket = rate == 0 ? null : bucket(SPACING / rate, time);
  }

  private static Bucket bucket(double spacingInSeconds, TimeMeter time) {
    Duration spacing =
        Duration.ofNanos((long) Math.ceil(spacingInSeconds * Duration.ofSeconds(1).toNanos()));
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(Bandwidth.builder().capacity(TOKENS_PER_REQUEST).refillGreedy(TOKENS_PER_REQUEST, spacing).build())
        .build();
  }

  /**
   * A limit that spaces requests evenly and stays 2 % below the rate.
   *
   * @param requests requests a second, 0.001 to 100,000; the API allows {@link #DOCUMENTED}
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
              + " requests a second: the rate must be between 0.001 and 100000. Use"
              + " RateLimit.unlimited() for no limit.");
    }
    return new RateLimit(requests, time, waiting);
  }

  /** No limit of its own; it still waits for all when the API asks to. For tests and sandboxes. */
  public static RateLimit unlimited() {
    return unlimited(TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  static RateLimit unlimited(TimeMeter time, BlockingStrategy waiting) {
    return new RateLimit(0, time, waiting);
  }

  /** The rate that was asked for, in requests a second; empty if there is no limit. */
  public OptionalDouble limit() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /**
   * Requests a second that are let through, a little under the rate; empty if there is no limit.
   */
  public OptionalDouble requestsPerSecond() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate / SPACING);
  }

  /**
   * Waits for this request's turn.
   *
   * @param priority what it is weighed by against others that wait
   * @param longestPause how long to wait at most where the API asked to pause
   * @return empty when it is this request's turn; else the pause that would have been too long
   */
  Optional<Duration> await(Priority priority, Duration longestPause) throws InterruptedException {
    while (true) {
      long pause = pauseLeft();
      if (pause > longestPause.toNanos()) {
        return Optional.of(Duration.ofNanos(pause));
      }
      if (pause > 0) {
        waiting.park(pause);
        continue;
      }
      if (gate != null) {
        gate.pass(priority);
      }
      // Somebody else may have been told to pause while this thread stood in the queue.
      if (pauseLeft() <= 0) {
        return Optional.empty();
      }
    }
  }

  /**
   * Keeps the distance to the request before, at the last moment before a request is written. A
   * turn may be followed by a handshake or by classes being loaded, and the turn after it by
   * neither, so that the two would be sent closer together than they were let go.
   */
  void awaitAtWire() throws InterruptedException {
    if (wireBucket != null) {
      wireBucket.asBlocking().consume(TOKENS_PER_REQUEST, waiting);
      if (sent.getAndIncrement() < SLOW_START) {
        wireBucket.consumeIgnoringRateLimits(1);
      }
    }
  }

  /** Nobody sends anything for this long from now. */
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

  /** Names the kind of limit. */
  @Override
  public String toString() {
    return gate == null ? "RateLimit(unlimited)" : "RateLimit(spaced)";
  }
}
