package io.github.customerio4j.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many requests were sent when, in a bounded number of buckets: when they are full, each two
 * become one of twice the length. Not thread-safe.
 */
final class RateHistory {
  static final int MOST_BUCKETS = 600;

  private final Instant begin;
  private final int[] sent = new int[MOST_BUCKETS];
  private final int[] refused = new int[MOST_BUCKETS];
  private long secondsABucket = 1;
  private int used;

  /**
   * A stretch of time.
   *
   * @param start since the run's begin
   * @param length of the stretch
   * @param sent requests sent in it
   * @param refused answers with status 429 in it
   */
  record Bucket(Duration start, Duration length, int sent, int refused) {
    double perSecond() {
      return (double) sent / length.toSeconds();
    }
  }

  RateHistory(Instant begin) {
    this.begin = begin;
  }

  void sent(Instant at) {
    sent[place(at)]++;
  }

  void refused(Instant at) {
    refused[place(at)]++;
  }

  private int place(Instant at) {
    long second = Math.max(0, Duration.between(begin, at).toSeconds());
    while (second / secondsABucket >= MOST_BUCKETS) {
      halve(sent);
      halve(refused);
      secondsABucket *= 2;
      used = (used + 1) / 2;
    }
    int place = (int) (second / secondsABucket);
    used = Math.max(used, place + 1);
    return place;
  }

  private static void halve(int[] counts) {
    for (int i = 0; i < MOST_BUCKETS / 2; i++) {
      counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    Arrays.fill(counts, MOST_BUCKETS / 2, MOST_BUCKETS, 0);
  }

  /** All of them up to the last one in which something happened. */
  List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>();
    Duration length = Duration.ofSeconds(secondsABucket);
    for (int i = 0; i < used; i++) {
      buckets.add(new Bucket(length.multipliedBy(i), length, sent[i], refused[i]));
    }
    return buckets;
  }
}
