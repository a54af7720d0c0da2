package io.github.customerio4j.extract;

import java.time.Duration;

/** How a run waits. */
@FunctionalInterface
interface Pauses {
  /** Lets the time pass. */
  Pauses REAL = duration -> Thread.sleep(duration.toMillis());

  void pause(Duration duration) throws InterruptedException;
}
