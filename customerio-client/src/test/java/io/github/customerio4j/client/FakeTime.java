package io.github.customerio4j.client;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time of a rate limit that advances only by waiting. For one thread. */
final class FakeTime implements TimeMeter, BlockingStrategy {
  long now = Duration.ofSeconds(1_000).toNanos();
  final List<Duration> waits = new ArrayList<>();

  /** What somebody else does while the thread waits. */
  Runnable duringWait = () -> {};

  @Override
  public long currentTimeNanos() {
    return now;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  @Override
  public void park(long nanos) {
    now += nanos;
    waits.add(Duration.ofNanos(nanos));
    duringWait.run();
  }
}
