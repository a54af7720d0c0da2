package io.github.customerio4j.client.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permits of a rate limit. A request takes one, and gives it back one window (a second, and a
 * margin) after it has reached the server. So no window of the server has more requests than there
 * are permits, whatever delays them. When a request reached the server is known from its answer;
 * see {@link Lateness}. Thread-safe.
 */
public final class RequestWindow implements PriorityGate.Source<RequestWindow.Permit> {
  private static final long SECOND = 1_000_000_000;
  private static final int MOST_PERMITS = 100;

  /** The part of a second, or of a shorter window, that an answer may be late. */
  private static final double LONGEST_LATENESS = 0.25;

  /**
   * The part that the first requests are taken to be late in any case: both ends open connections
   * and load classes, and how fast the server can be is not yet known.
   */
  private static final double COLD = 0.03;

  /** How many requests are sent in the time of one while permits are free. */
  private static final int HURRY = 5;

  private final TimeMeter time;
  private final long epoch;
  private final int permits;
  private final long length;
  private final long cold;
  private final Lateness lateness;
  private final Congestion congestion;
  private final List<Permit> taken = new ArrayList<>();
  private final Deque<Permit> answered = new ArrayDeque<>();
  private final Bucket distance;
  private long spacing;

  /** The right to send one request, and what becomes of it. */
  public static final class Permit {
    private static final long NEVER = Long.MIN_VALUE;

    private long sent = NEVER;
    private long roundTrip = NEVER;
    private long tolerated;
    private boolean cold;

    private Permit() {}
  }

  /**
   * @param rate requests per second
   */
  public RequestWindow(double rate, TimeMeter time) {
    this.time = time;
    this.epoch = time.currentTimeNanos();
    this.permits = (int) Math.max(1, Math.min(MOST_PERMITS, Math.floor(rate)));
    this.length = (long) Math.ceil(permits / rate * SECOND);
    this.lateness = new Lateness((long) (LONGEST_LATENESS * Math.min(length, SECOND)));
    this.cold = (long) (COLD * Math.min(length, SECOND));
    this.congestion = new Congestion(permits, length);
    this.spacing = spacing();
    this.distance =
        Bucket.builder().withCustomTimePrecision(time).addLimit(bandwidth(spacing)).build();
  }

  private static Bandwidth bandwidth(long nanos) {
    return Bandwidth.builder().capacity(1).refillGreedy(1, Duration.ofNanos(nanos)).build();
  }

  private long spacing() {
    double even = (double) length / permits;
    return Math.max(1, (long) (congestion.isEven() ? even * congestion.distance() : even / HURRY));
  }

  @Override
  public synchronized long nanosLeft() {
    long now = now();
    removeReturned(now);
    long left = distance.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    if (taken.size() < permits) {
      return left;
    }
    long soonest = Long.MAX_VALUE;
    for (Permit permit : taken) {
      soonest = Math.min(soonest, returnTime(permit, now));
    }
    return Math.max(left, soonest - now);
  }

  @Override
  public synchronized @Nullable Permit take() {
    removeReturned(now());
    if (taken.size() >= permits || !distance.tryConsume(1)) {
      return null;
    }
    Permit permit = new Permit();
    taken.add(permit);
    return permit;
  }

  private void removeReturned(long now) {
    for (Iterator<Permit> each = taken.iterator(); each.hasNext(); ) {
      if (returnTime(each.next(), now) <= now) {
        each.remove();
      }
    }
  }

  /** The time at which the permit returns, as far as it is known now. */
  private long returnTime(Permit permit, long now) {
    long window = length + congestion.margin();
    if (permit.sent == Permit.NEVER) {
      return now + window;
    }
    if (permit.roundTrip != Permit.NEVER) {
      long late = lateness.of(permit.roundTrip, permit.tolerated);
      return permit.sent + window + late + (permit.cold ? cold + lateness.ofFastest() : 0);
    }
    long due = permit.sent + window + (long) lateness.mean();
    long latest = permit.sent + window + lateness.longest();
    boolean tells = permit.cold || lateness.isOverdue(now - permit.sent);
    if (now < due || now >= latest || !tells) {
      return Math.min(due, latest);
    }
    // The answer is due and tells when the request arrived.
    return Math.min(latest, now + lateness.longest() / 64);
  }

  /** The request is about to be written. */
  public synchronized void sent(Permit permit) {
    permit.sent = now();
    permit.tolerated = lateness.tolerance();
    permit.cold = lateness.answers() < permits;
  }

  /** The head of the answer has arrived. */
  public synchronized void answered(Permit permit, boolean accepted) {
    long now = now();
    permit.roundTrip = now - permit.sent;
    answered.addLast(permit);
    if (answered.size() > 3 * permits) {
      answered.removeFirst();
    }
    lateness.observe(permit.roundTrip, permit.tolerated, congestion.allowance());
    if (accepted) {
      congestion.accepted(now);
      adaptDistance();
    }
  }

  /** No answer arrived; the request may have. */
  public synchronized void failed(Permit permit) {
    permit.roundTrip = now() - permit.sent;
  }

  /** The request was not sent. */
  public synchronized void giveBack(Permit permit) {
    if (permit.sent == Permit.NEVER) {
      taken.remove(permit);
    }
  }

  /**
   * The server refused the request because of its limit.
   *
   * @param retryAfter how long it asks to wait
   * @return how long all other requests have to wait
   */
  public synchronized Duration refused(Permit permit, Duration retryAfter) {
    long pause =
        congestion.refused(
            permit.sent, now(), retryAfter.toNanos(), cause(permit), lateness.mean());
    adaptDistance();
    return Duration.ofNanos(pause);
  }

  /** Whether a request that arrived late may still have been in the window of the server. */
  private Congestion.Cause cause(Permit refused) {
    for (Permit permit : answered) {
      long before = refused.sent - permit.sent;
      if (before >= 0
          && before < 2 * length
          && lateness.raw(permit.roundTrip) > congestion.margin() / 2) {
        return Congestion.Cause.LATENESS;
      }
    }
    return Congestion.Cause.UNKNOWN;
  }

  private void adaptDistance() {
    long wanted = spacing();
    if (Math.abs(wanted - spacing) * 200 > spacing) {
      spacing = wanted;
      distance.replaceConfiguration(
          BucketConfiguration.builder().addLimit(bandwidth(wanted)).build(),
          TokensInheritanceStrategy.PROPORTIONALLY);
    }
  }

  /** The requests per second that are let through at present. */
  public synchronized double requestsPerSecond() {
    double cycle = length + congestion.margin() + lateness.mean();
    return Math.min(permits / cycle, congestion.share() * permits / length) * SECOND;
  }

  private long now() {
    return time.currentTimeNanos() - epoch;
  }
}
