package io.github.customerio4j.client.http;

import java.util.Arrays;

/**
 * Learns from the server's answers how much of the limit this program may use, as congestion
 * control does.
 *
 * <p>A single refusal is jitter: the margin grows a little, and shrinks again with each answer.
 * Further refusals show that other programs use the same limit: all requests pause, then they are
 * sent at even distances, and this program takes a share of the limit that the answers have shown,
 * which grows again, slowly at first. Times are in nanoseconds. Not thread-safe.
 */
final class Congestion {
  /** Parts of a second, or of the window if it is shorter. */
  private static final double FIRST_MARGIN = 0.008;

  private static final double LEAST_MARGIN = 0.004;
  private static final double MARGIN_STEP = 0.004;
  private static final double FIRST_ALLOWANCE = 0.015;
  private static final double LEAST_ALLOWANCE = 0.010;
  private static final double ALLOWANCE_STEP = 0.004;
  private static final double MOST = 0.028;

  /** What one answer takes from the step of a refusal: the part of refusals that is aimed at. */
  private static final double DECAY = 0.001;

  private static final int MANY = 3;
  private static final double HARDLY_LESS = 0.6;
  private static final double LEAST_SHARE = 0.05;
  private static final double SECOND = 1e9;
  private static final double CALM = 60;
  private static final int WARM = 3;
  private static final double GOLDEN_RATIO = 0.618;
  private static final double STARVED = 0.15;
  private static final double GROWTH = 1 / 1500.0;

  private final long length;
  private final double unit;
  private final long[] accepted;
  private int nextAccepted;
  private long answers;
  private final long[] refused = new long[MANY];
  private int nextRefused;

  private double margin;
  private double allowance;
  private boolean even;
  private double phase = 0.5;
  private double share = 1;
  private long grownAt;
  private long lastRefusal = -1L << 62;
  private long knownUntil = Long.MIN_VALUE;
  private long lastStep = Long.MIN_VALUE;
  private long lastCut = Long.MIN_VALUE;

  Congestion(int permits, long length) {
    this.length = length;
    this.unit = Math.min(length, SECOND);
    this.accepted = new long[permits];
    Arrays.fill(accepted, Long.MIN_VALUE);
    Arrays.fill(refused, Long.MIN_VALUE);
    this.margin = FIRST_MARGIN * unit;
    this.allowance = FIRST_ALLOWANCE * unit;
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

  /** The mean distance of requests, in parts of that at the full rate. */
  double distance() {
    // Another one after each refusal: programs in step would always have the same one refused.
    return (share < STARVED ? 0.75 + phase / 2 : 1) / share;
  }

  void accepted(long now) {
    accepted[nextAccepted] = now;
    nextAccepted = (nextAccepted + 1) % accepted.length;
    answers++;
    margin = Math.max(LEAST_MARGIN * unit, margin - MARGIN_STEP * DECAY * unit);
    allowance = Math.max(LEAST_ALLOWANCE * unit, allowance - ALLOWANCE_STEP * DECAY * unit);
    grow(now);
  }

  /** Slowly at first, then faster: the limit may be free again. */
  private void grow(long now) {
    double sinceRefusal = (now - lastRefusal) / SECOND;
    if (share < 1) {
      double seconds = (now - grownAt) / SECOND;
      share += GROWTH * seconds * sinceRefusal * (1.1 - share) * Math.sqrt(share);
      share = Math.min(1, share);
    } else if (even && sinceRefusal > CALM) {
      even = false;
    }
    grownAt = now;
  }

  /**
   * Takes a refusal into account.
   *
   * @param sent when the refused request was sent
   * @param retryAfter how long the server asks to wait
   * @return how long all other requests have to wait
   */
  long refused(long sent, long now, long retryAfter, boolean late, double meanLateness) {
    boolean again = sent >= lastRefusal && sent < knownUntil;
    refused[nextRefused] = now;
    nextRefused = (nextRefused + 1) % MANY;
    boolean many = refused[nextRefused] > now - 2 * length;
    phase = (phase + GOLDEN_RATIO) % 1;
    lastRefusal = now;
    knownUntil = now + retryAfter;
    grownAt = now;
    if (!again && !many) {
      if (sent >= lastStep) {
        lastStep = now;
        if (late && share == 1) {
          widen(meanLateness);
        } else if (even || answers > WARM * accepted.length) {
          even = true;
          share = Math.max(LEAST_SHARE, share * (0.95 - share / 10));
        } else {
          even = true;
        }
      }
      return 0;
    }
    if (sent >= lastCut) {
      lastCut = now;
      cut(now, sent >= lastStep);
    }
    return retryAfter;
  }

  private void widen(double meanLateness) {
    allowance = Math.min(MOST * unit - LEAST_MARGIN * unit, allowance + ALLOWANCE_STEP * unit);
    margin =
        Math.max(
            LEAST_MARGIN * unit,
            Math.min(MOST * unit - meanLateness, margin + MARGIN_STEP * unit));
  }

  private void cut(long now, boolean isNew) {
    double used = 0;
    for (long time : accepted) {
      if (time > now - length) {
        used += 1.0 / accepted.length;
      }
    }
    if (used < HARDLY_LESS || (even && isNew)) {
      share = Math.max(share / 2, Math.min(share * 0.9, used * 0.95));
      share = Math.max(LEAST_SHARE, share);
    }
    even = true;
  }
}
