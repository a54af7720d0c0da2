package io.github.customerio4j.extract.engine.run;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
  /** Waits for that time. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
