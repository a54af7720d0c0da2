package io.github.customerio4j.client.http;

import java.util.Arrays;

/**
 * Learns from the server's answers how much of the limit this program may use, as congestion
 * control does. Times are in nanoseconds. Not thread-safe.
 *
 * <ul>
 *   <li>A single refusal after a late request is jitter. The margin grows, and what lateness may
 *       cost; both shrink again with each answer.
 *   <li>A single refusal without one, or one in spite of the widest margin, shows that another
 *       program uses the same limit. This one is content with a smaller share.
 *   <li>Several refusals, or one of a request that was sent although a refusal was known, show that
 *       the limit is exceeded by far. All requests pause, and the share becomes what the server has
 *       let through.
 * </ul>
 *
 * <p>The share grows again, slowly at first, then faster: the other program may have ended. While
 * others are about, requests keep even distances, which suits every way of counting.
 */
final class Congestion {
  private static final double SECOND = 1e9;

  /** Margin and allowance are parts of a second, or of the window if it is shorter. */
  private static final double FIRST_MARGIN = 0.008;

  private static final double LEAST_MARGIN = 0.004;
  private static final double FIRST_ALLOWANCE = 0.015;
  private static final double LEAST_ALLOWANCE = 0.010;
  private static final double STEP = 0.004;

  /** The most that margin and lateness may cost: 97 % of the limit are used in spite of them. */
  private static final double MOST = 0.028;

  /** The part of a step that an answer takes back: the share of refusals that is aimed at. */
  private static final double DECAY = 0.001;

  private static final int MANY = 3;

  /** With more answers than that, a burst at the start exceeds a small bucket, not the limit. */
  private static final double HARDLY_REFUSED = 0.65;

  /** Twenty programs with a key are expected at most. */
  private static final double LEAST_SHARE = 0.05;

  /** The growth of the share a second, for each second since the last refusal. */
  private static final double GROWTH = 1 / 1500.0;

  /** Below this share, requests try another distance after each refusal. */
  private static final double STARVED = 0.15;

  private static final double GOLDEN_RATIO = 0.618;

  /** The seconds without a refusal after which requests need no even distances. */
  private static final double CALM = 60;

  /** The windows after which a burst at the start is over. */
  private static final int WARM = 3;

  private final long length;
  private final double unit;
  private final Recent accepted;
  private final Recent refused;

  private int permits;
  private double margin;
  private double allowance;
  private boolean even;
  private double share = 1;
  private double phase = 0.5;
  private long answers;
  private long grownAt;
  private long lastRefusal = -1L << 62;
  private long knownUntil = Long.MIN_VALUE;
  private long lastStep = Long.MIN_VALUE;
  private long lastCut = Long.MIN_VALUE;

  /** The times of the last events. */
  private static final class Recent {
    private final long[] times;
    private int next;

    private Recent(int most) {
      times = new long[most];
      Arrays.fill(times, Long.MIN_VALUE);
    }

    void add(long now) {
      times[next] = now;
      next = (next + 1) % times.length;
    }

    int since(long start) {
      int count = 0;
      for (long time : times) {
        count += time > start ? 1 : 0;
      }
      return count;
    }
  }

  /** Whether a refusal can be explained by requests that arrived late. */
  enum Cause {
    LATENESS,
    UNKNOWN
  }

  /**
   * @param most the requests that a window allows
   * @param length the length of the window
   */
  Congestion(int most, long length) {
    this.permits = most;
    this.length = length;
    this.unit = Math.min((double) length, SECOND);
    this.accepted = new Recent(most);
    this.refused = new Recent(Math.max(MANY, most));
    this.margin = FIRST_MARGIN * unit;
    this.allowance = FIRST_ALLOWANCE * unit;
  }

  /** This program has so many of the requests that a window allows; others may have the rest. */
  void permits(int count) {
    permits = count;
  }

  /** What is added to the length of the window. */
  long margin() {
    return (long) margin;
  }

  /** What lateness may cost on average. */
  double allowance() {
    return allowance;
  }

  /** The share of the limit that is used, up to 1. */
  double share() {
    return share;
  }

  /** Whether requests keep even distances. */
  boolean isEven() {
    return even;
  }

  /** The distance of requests that keep even ones, in parts of that at the full limit. */
  double distance() {
    // In step with another program, the same one would always be refused.
    return (share < STARVED ? 0.75 + phase / 2 : 1) / share;
  }

  /** Takes an answer into account that is no refusal. */
  void accepted(long now) {
    accepted.add(now);
    answers++;
    margin = Math.max(LEAST_MARGIN * unit, margin - STEP * DECAY * unit);
    allowance = Math.max(LEAST_ALLOWANCE * unit, allowance - STEP * DECAY * unit);
    double calm = (now - lastRefusal) / SECOND;
    double seconds = (now - grownAt) / SECOND;
    grownAt = now;
    if (share < 1) {
      share = Math.min(1, share + GROWTH * seconds * calm * (1.1 - share) * Math.sqrt(share));
    } else if (calm > CALM) {
      even = false;
    }
  }

  /**
   * Takes a refusal into account.
   *
   * @param sent when the refused request was sent
   * @param retryAfter how long the server asks to wait
   * @param meanLateness what lateness costs on average
   * @return how long all other requests have to wait
   */
  long refused(long sent, long now, long retryAfter, Cause cause, double meanLateness) {
    boolean isRepeated = sent >= lastRefusal && sent < knownUntil;
    refused.add(now);
    phase = (phase + GOLDEN_RATIO) % 1;
    lastRefusal = now;
    knownUntil = now + retryAfter;
    grownAt = now;
    if (isRepeated || refused.since(now - 2 * length) >= MANY) {
      if (sent >= lastCut) {
        cut(now, even && sent >= lastStep);
        lastCut = now;
      }
      return retryAfter;
    }
    if (sent >= lastStep) {
      lastStep = now;
      step(cause, meanLateness);
    }
    return 0;
  }

  private void step(Cause cause, double meanLateness) {
    double widest = Math.max(LEAST_MARGIN * unit, MOST * unit - meanLateness);
    double dearest = (MOST - LEAST_MARGIN) * unit;
    if (share == 1 && cause == Cause.LATENESS && (margin < widest || allowance < dearest)) {
      margin = Math.min(widest, margin + STEP * unit);
      allowance = Math.min(dearest, allowance + STEP * unit);
      return;
    }
    if (even || answers > (long) WARM * permits) {
      // A large share gives up more than a small one, so that they become equal.
      share = Math.max(LEAST_SHARE, share * (0.95 - share / 10));
    }
    even = true;
  }

  private void cut(long now, boolean isEvenInVain) {
    double let = accepted.since(now - length);
    double part = let / (let + refused.since(now - length));
    if (isEvenInVain || part < HARDLY_REFUSED) {
      share = Math.max(share / 2, share * Math.min(0.9, part * 0.95));
      share = Math.max(LEAST_SHARE, share);
    }
    even = true;
  }
}
