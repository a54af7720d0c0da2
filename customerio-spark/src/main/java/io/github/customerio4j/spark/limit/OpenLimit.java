package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A limit that a reader has open; closing it twice counts once. */
final class OpenLimit implements WorkspaceLimits.Open {
  private final RateLimit limit;
  private final Runnable closing;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  OpenLimit(RateLimit limit, Runnable closing) {
    this.limit = limit;
    this.closing = closing;
  }

  @Override
  public RateLimit rateLimit() {
    return limit;
  }

  @Override
  public void close() {
    if (!isClosed.getAndSet(true)) {
      closing.run();
    }
  }
}
