package io.github.customerio4j.client;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.PriorityGate;
import io.github.customerio4j.client.http.RequestWindow;
import io.github.customerio4j.client.http.RequestWindow.Permit;
import io.github.customerio4j.client.http.WakeableParking;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests per second of all threads and clients that share this object: give one object
 * to every client of a workspace.
 *
 * <p>The limit is kept as the server sees it: in no second do more requests reach the server. When
 * the API refuses a request ({@code Retry-After}), this request waits. All others wait, too, if it
 * was not the only one, or if the API asks for a long time. The limit learns from refusals, and
 * from the time that answers take, how close to the rate it can go; programs that share a key each
 * find their share of it.
 */
public final class RateLimit {
  /** The limit that Customer.io documents, in requests per second. */
  public static final double DOCUMENTED = 10;

  /** A server that asks to wait for so long has another reason than one request too early. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(3);

  private static final double LOWEST = 0.001;
  private static final double HIGHEST = 100_000;

  private final double rate;
  private final @Nullable RequestWindow window;
  private final @Nullable PriorityGate<Permit> gate;
  private final TimeMeter time;
  private final BlockingStrategy waiting;
  private final long epoch;
  private final AtomicLong pausedUntil = new AtomicLong();

  private RateLimit(
      double rate, @Nullable RequestWindow window, TimeMeter time, BlockingStrategy waiting) {
    this.rate = rate;
    this.time = time;
    this.waiting = waiting;
    this.epoch = time.currentTimeNanos();
    this.window = window;
    this.gate = window == null ? null : new PriorityGate<>(window, waiting);
  }

  /**
   * A limit that lets no more requests than this reach the server in any second.
   *
   * @param requests requests per second, 0.001 to 100,000; the API allows {@link #DOCUMENTED}
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static RateLimit perSecond(double requests) {
    return perSecond(requests, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  static RateLimit perSecond(double requests, TimeMeter time, BlockingStrategy waiting) {
    requireInRange(requests);
    return new RateLimit(requests, RequestWindow.whole(requests, time), time, waiting);
  }

  private static void requireInRange(double requests) {
    if (!(requests >= LOWEST && requests <= HIGHEST)) {
      throw new IllegalArgumentException(
          "Cannot limit to "
              + requests
              + " requests per second: the rate must be between 0.001 and 100000. Use"
              + " RateLimit.unlimited() for no limit.");
    }
  }

  /**
   * A share of a limit that several processes divide among them. It begins without any permit, and
   * requests wait until it is given some.
   *
   * @param requests requests per second of the whole limit, 0.001 to 100,000
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static Share share(double requests) {
    WakeableParking parking = new WakeableParking();
    return share(requests, TimeMeter.SYSTEM_NANOTIME, parking, parking::wake);
  }

  static Share share(double requests, TimeMeter time, BlockingStrategy waiting, Runnable wake) {
    requireInRange(requests);
    RequestWindow window = RequestWindow.share(requests, time);
    RateLimit limit = new RateLimit(requests, window, time, waiting);
    return new Share(limit, window, wake);
  }

  /** No limit of its own; all requests still wait when the API asks to. For tests and sandboxes. */
  public static RateLimit unlimited() {
    return unlimited(TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  static RateLimit unlimited(TimeMeter time, BlockingStrategy waiting) {
    return new RateLimit(0, null, time, waiting);
  }

  /**
   * The configured rate, in requests per second; of a share, that of the whole limit. Empty if
   * there is no limit.
   */
  public OptionalDouble limit() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /**
   * The requests per second that are let through at present: slightly below the rate, or the share
   * of it that other programs leave; empty if there is no limit. A share has what its permits
   * allow, and at least what one permit allows.
   */
  public OptionalDouble requestsPerSecond() {
    return window == null ? OptionalDouble.empty() : OptionalDouble.of(window.requestsPerSecond());
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
      Permit permit = gate == null ? null : gate.pass(priority, longest);
      if (gate != null && permit == null) {
        return new Turn.TooLate();
      }
      // The API may have asked another request to pause while this thread waited.
      if (pauseLeft() <= 0) {
        return new Turn.Now(permit);
      }
      giveBack(permit);
    }
  }

  /** How a wait ended. */
  sealed interface Turn {
    /**
     * It is this request's turn.
     *
     * @param permit what the request has to carry to the network; null without a limit
     */
    record Now(@Nullable Permit permit) implements Turn {}

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
   * Records that a request is about to be written. One that is sent once more without a turn of its
   * own, by a redirect, waits for another permit here.
   *
   * @param unused the permit of its turn; null if it has been used
   * @return the permit that was used; null without a limit
   */
  @Nullable Permit send(@Nullable Permit unused) throws InterruptedException {
    if (window == null || gate == null) {
      return null;
    }
    Permit permit = unused == null ? gate.pass(Priority.FIRST, Long.MAX_VALUE) : unused;
    while (permit != null && !window.sent(permit)) {
      permit = gate.pass(Priority.FIRST, Long.MAX_VALUE);
    }
    return permit;
  }

  /** Records an answer. */
  void answered(@Nullable Permit permit, boolean accepted) {
    if (window != null && permit != null) {
      window.answered(permit, accepted);
    }
  }

  /** Records that no answer arrived. */
  void failed(@Nullable Permit permit) {
    if (window != null && permit != null) {
      window.failed(permit);
    }
  }

  /** Lets another request have the permit if it was not used. */
  void giveBack(@Nullable Permit permit) {
    if (window != null && permit != null) {
      window.giveBack(permit);
    }
  }

  /**
   * Takes into account that the API refused a request because of its limit, and pauses all requests
   * unless it was this one alone that came too early.
   */
  void refused(@Nullable Permit permit, Duration retryAfter) {
    if (window == null || permit == null || retryAfter.compareTo(LONG_PAUSE) >= 0) {
      pause(retryAfter);
      return;
    }
    Duration pause = window.refused(permit, retryAfter);
    if (!pause.isZero()) {
      pause(pause);
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

  private int waiting() {
    return gate == null ? 0 : gate.waiting();
  }

  /**
   * A part of a limit, whose permits come and go while it is used. A limit has as many permits as
   * it allows requests in a second. A request takes one, and it returns a second, and a margin,
   * after the server has seen the request. So any number of processes together keep a limit if the
   * permits that they hold are never more than the limit has.
   *
   * <p>Whoever divides a limit gives a permit to another process only when {@link #permitsHeld} no
   * longer counts it. Thread-safe.
   */
  public static final class Share {
    private final RateLimit limit;
    private final RequestWindow window;
    private final Runnable wake;

    private Share(RateLimit limit, RequestWindow window, Runnable wake) {
      this.limit = limit;
      this.window = window;
      this.wake = wake;
    }

    /** The limit that requests wait for; give it to the clients. */
    public RateLimit limit() {
      return limit;
    }

    /** The permits that the whole limit has, which all shares together may hold. */
    public int wholePermits() {
      return window.most();
    }

    /** How long a permit is away at least: a second, unless the rate is no whole number. */
    public Duration window() {
      return window.length();
    }

    /**
     * Has this many permits from now on. Requests that wait are sent at once if there are more. If
     * there are fewer, those in use are given up as they return.
     *
     * @throws IllegalArgumentException if the limit does not have so many
     */
    public void permits(int permits) {
      requireSome(permits);
      window.give(permits);
      wake.run();
    }

    /**
     * Has this many permits from now on, but none after the end of a lease. No request is sent
     * after it, even if it had its turn before: the time is compared once more when it is written.
     *
     * @param leaseEnd a time of {@link System#nanoTime}
     * @throws IllegalArgumentException if the limit does not have so many
     */
    public void permits(int permits, long leaseEnd) {
      requireSome(permits);
      window.lend(permits, leaseEnd);
      wake.run();
    }

    private void requireSome(int permits) {
      if (permits < 0 || permits > wholePermits()) {
        throw new IllegalArgumentException(
            "A share of a limit of "
                + limit.rate
                + " requests per second cannot have "
                + permits
                + " permits: give it 0 to "
                + wholePermits()
                + ".");
      }
    }

    /** The permits that it has at present; none after the end of a lease. */
    public int permits() {
      return window.permits();
    }

    /** The permits that requests have taken and that have not returned. */
    public int permitsInUse() {
      return window.permitsInUse();
    }

    /** The permits that no other share may have: the larger one of those that it has or uses. */
    public int permitsHeld() {
      return window.permitsHeld();
    }

    /** The requests that wait for a permit. */
    public int waiting() {
      return limit.waiting();
    }
  }

  /** Contains the kind of limit. */
  @Override
  public String toString() {
    return gate == null ? "RateLimit(unlimited)" : "RateLimit(window)";
  }
}
