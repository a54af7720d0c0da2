package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is known of one source so far. Not thread-safe. */
final class SourceTally {
  private static final double LEAST_FRACTION = 0.02;
  private static final Duration LEAST_TIME = Duration.ofSeconds(2);

  private @Nullable Instant begunAt;
  private long rows;
  private long requests;
  private SourceProgress progress = new SourceProgress(0, 0, OptionalDouble.empty());

  void requested(Instant now) {
    begin(now);
    requests++;
  }

  void read(int records, Instant now) {
    begin(now);
    rows += records;
  }

  private void begin(Instant now) {
    if (begunAt == null) {
      begunAt = now;
    }
  }

  void advanced(SourceProgress newProgress) {
    progress = newProgress;
  }

  boolean isBegun() {
    return begunAt != null;
  }

  long rows() {
    return rows;
  }

  long requests() {
    return requests;
  }

  SourceProgress progress() {
    return progress;
  }

  Duration elapsed(Instant now) {
    Instant begin = begunAt;
    return begin == null || begin.isAfter(now) ? Duration.ZERO : Duration.between(begin, now);
  }

  double rowsPerSecond(Instant now) {
    return rows * 1000.0 / Math.max(1000, elapsed(now).toMillis());
  }

  /** The time that the rest takes at the same speed; empty where it is unknown. */
  Optional<Duration> left(Instant now) {
    double fraction = progress.fraction().orElse(0);
    Duration elapsed = elapsed(now);
    if (fraction < LEAST_FRACTION || fraction >= 1 || elapsed.compareTo(LEAST_TIME) < 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * (1 - fraction) / fraction)));
  }
}
