package io.github.customerio4j.client.http;

/**
 * Estimates how late requests reach the server. An answer that takes longer than the fastest shows
 * that its request may have arrived late by the difference. Where answers always vary, the
 * difference says little: the tolerance then grows until what is added for lateness is no more than
 * the allowance. Times are in nanoseconds. Not thread-safe.
 */
final class Lateness {
  /** The samples after which an old minimum no longer counts. */
  private static final int GENERATION = 200;

  private static final double GAIN = 0.03;

  /** How many times the allowance one sample counts at most: a stall is no habit. */
  private static final double MOST_ALLOWANCES = 6;

  private static final double MEAN_WEIGHT = 1 / 16.0;
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** So many answers as fast as the fastest one show that it is no chance. */
  private static final int CONFIRMED = 3;

  private static final double ALIKE = 0.02;

  private final long longest;
  private int fastest;
  private int answers;
  private long slowest;
  private long youngMinimum = UNKNOWN;
  private long oldMinimum = UNKNOWN;
  private int samples;
  private double tolerance;
  private double mean;

  /**
   * @param longest the most lateness that is believed
   */
  Lateness(long longest) {
    this.longest = longest;
  }

  /**
   * Adds the time that an answer took.
   *
   * @param allowance the mean lateness that may be added
   */
  void observe(long roundTrip, long tolerated, double allowance) {
    if (roundTrip < minimum() * (1 - ALIKE)) {
      fastest = 1;
    } else if (roundTrip <= minimum() * (1 + ALIKE)) {
      fastest++;
    }
    answers++;
    slowest = Math.max(slowest, roundTrip);
    if (samples++ == GENERATION) {
      samples = 1;
      oldMinimum = youngMinimum;
      youngMinimum = UNKNOWN;
    }
    youngMinimum = Math.min(youngMinimum, roundTrip);
    long lateness = of(roundTrip, tolerated);
    mean += (lateness - mean) * MEAN_WEIGHT;
    double counted = Math.min((double) lateness, MOST_ALLOWANCES * allowance);
    tolerance = Math.max(0, tolerance + (counted - allowance) * GAIN);
  }

  /** What an answer may take beyond the fastest one without being late. */
  long tolerance() {
    return (long) tolerance;
  }

  /** How late a request may have arrived whose answer took this long. */
  long of(long roundTrip, long tolerated) {
    long minimum = minimum();
    return minimum == UNKNOWN ? 0 : Math.max(0, Math.min(longest, roundTrip - minimum - tolerated));
  }

  /** How much longer than the fastest answer this one took, tolerated or not. */
  long raw(long roundTrip) {
    return roundTrip - minimum();
  }

  /** Whether an answer should have come by now. */
  boolean isOverdue(long nanosSinceSent) {
    return minimum() == UNKNOWN || nanosSinceSent > minimum() + tolerance;
  }

  /** The answers so far. */
  int answers() {
    return answers;
  }

  /**
   * By how much even the fastest answer may have been late: as much as the answers differ, until
   * several are as fast as the fastest one.
   */
  long ofFastest() {
    return fastest >= CONFIRMED ? 0 : Math.min(2 * longest, slowest - minimum());
  }

  /** What is added for a request without an answer yet, and what is lost on average. */
  double mean() {
    return mean;
  }

  long longest() {
    return longest;
  }

  private long minimum() {
    return Math.min(youngMinimum, oldMinimum);
  }
}
