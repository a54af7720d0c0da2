package io.github.customerio4j.extract.engine.run;

import java.time.Duration;

/** How a run waits. */
@FunctionalInterface
public interface Sleeper {
  /** Lets the time pass. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
