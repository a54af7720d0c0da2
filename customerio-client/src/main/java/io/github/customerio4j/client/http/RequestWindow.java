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
 *
 * <p>The permits of a limit can be divided among processes, as each returns by the requests of its
 * own process alone. Then their number changes, and they may be lent for a time only.
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

  /** How long a share without permits waits until it looks again whether it has been given any. */
  private static final long NO_PERMITS = 100_000_000;

  private static final long NO_END = Long.MAX_VALUE;

  private final TimeMeter time;
  private final long epoch;
  private final int most;
  private final long length;
  private final long cold;
  private final Lateness lateness;
  private final Congestion congestion;
  private final List<Permit> taken = new ArrayList<>();
  private final Deque<Permit> answered = new ArrayDeque<>();
  private final Bucket distance;
  private int permits;
  private long leaseEnd = NO_END;
  private int lease;
  private long spacing;

  /** The right to send one request, and how it ends. */
  public static final class Permit {
    private static final long NEVER = Long.MIN_VALUE;

    private long sent = NEVER;
    private long roundTrip = NEVER;
    private long tolerated;
    private boolean cold;
    private final int lease;

    private Permit(int lease) {
      this.lease = lease;
    }
  }

  /** A window with all permits of the limit. */
  public static RequestWindow whole(double rate, TimeMeter time) {
    return new RequestWindow(rate, time, MOST_PERMITS);
  }

  /** A window that has no permits until it is given some of the limit's. */
  public static RequestWindow share(double rate, TimeMeter time) {
    return new RequestWindow(rate, time, 0);
  }

  private RequestWindow(double rate, TimeMeter time, int permits) {
    this.time = time;
    this.epoch = time.currentTimeNanos();
    this.most = (int) Math.max(1, Math.min(MOST_PERMITS, Math.floor(rate)));
    this.permits = Math.min(permits, most);
    this.length = (long) Math.ceil(most / rate * SECOND);
    this.lateness = new Lateness((long) (LONGEST_LATENESS * Math.min(length, SECOND)));
    this.cold = (long) (COLD * Math.min(length, SECOND));
    this.congestion = new Congestion(most, length);
    this.spacing = spacing();
    this.distance =
        Bucket.builder().withCustomTimePrecision(time).addLimit(bandwidth(spacing)).build();
  }

  private static Bandwidth bandwidth(long nanos) {
    return Bandwidth.builder().capacity(1).refillGreedy(1, Duration.ofNanos(nanos)).build();
  }

  private long spacing() {
    double even = (double) length / Math.max(1, permits);
    return Math.max(1, (long) (congestion.isEven() ? even * congestion.distance() : even / HURRY));
  }

  @Override
  public synchronized long nanosLeft() {
    long now = now();
    removeReturned(now);
    long left = distance.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    int available = available(now);
    if (taken.size() < available) {
      return left;
    }
    if (available == 0) {
      return NO_PERMITS;
    }
    long soonest = Long.MAX_VALUE;
    for (Permit permit : taken) {
      soonest = Math.min(soonest, returnTime(permit, now));
    }
    return Math.max(left, soonest - now);
  }

  @Override
  public synchronized @Nullable Permit take() {
    long now = now();
    removeReturned(now);
    if (taken.size() >= available(now) || !distance.tryConsume(1)) {
      return null;
    }
    Permit permit = new Permit(lease);
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

  /**
   * The request is about to be written.
   *
   * @return whether it may be; not if the permit was lent for a time that is over, as after a long
   *     pause of the process
   */
  public synchronized boolean sent(Permit permit) {
    long now = now();
    if (permit.lease != lease || now >= leaseEnd) {
      taken.remove(permit);
      return false;
    }
    permit.sent = now;
    permit.tolerated = lateness.tolerance();
    permit.cold = lateness.answers() < permits;
    return true;
  }

  /** The head of the answer has arrived. */
  public synchronized void answered(Permit permit, boolean accepted) {
    long now = now();
    permit.roundTrip = now - permit.sent;
    answered.addLast(permit);
    if (answered.size() > 3 * most) {
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

  /**
   * The requests per second that are let through at present. A share without permits counts as one
   * with a permit, which is the least that it will have next.
   */
  public synchronized double requestsPerSecond() {
    double cycle = length + congestion.margin() + lateness.mean();
    int counted = Math.max(1, available(now()));
    return Math.min(counted / cycle, congestion.share() * counted / length) * SECOND;
  }

  /** Has this many permits until it is given another number. */
  public synchronized void give(int count) {
    give(count, NO_END, now());
  }

  /**
   * Has this many permits until the clock shows this time, or it is given another number.
   *
   * @param end a time of the clock that the window has
   */
  public synchronized void lend(int count, long end) {
    give(count, end - epoch, now());
  }

  private void give(int count, long end, long now) {
    if (now >= leaseEnd) {
      // What was taken but not sent belongs to somebody else by now.
      lease++;
      taken.removeIf(permit -> permit.sent == Permit.NEVER);
    }
    leaseEnd = end;
    permits = count;
    congestion.permits(count);
    adaptDistance();
  }

  private int available(long now) {
    return now < leaseEnd ? permits : 0;
  }

  /** The permits that it has at present. */
  public synchronized int permits() {
    return available(now());
  }

  /** The permits that requests have taken and that have not returned. */
  public synchronized int permitsInUse() {
    removeReturned(now());
    return taken.size();
  }

  /** The permits that nobody else may have: it has them, or they have not returned yet. */
  public synchronized int permitsHeld() {
    return Math.max(permits(), permitsInUse());
  }

  /** The permits of the whole limit. */
  public int most() {
    return most;
  }

  /** The time in which the server counts requests: a second, unless the rate is no whole number. */
  public Duration length() {
    return Duration.ofNanos(length);
  }

  private long now() {
    return time.currentTimeNanos() - epoch;
  }
}
