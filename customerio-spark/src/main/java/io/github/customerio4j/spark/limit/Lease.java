package io.github.customerio4j.spark.limit;

/** How long an executor may use what it was granted, as the driver sees it. Not thread-safe. */
final class Lease {
  private final String executor;
  private long number;
  private long end;
  private boolean hasEnded;

  Lease(String executor) {
    this.executor = executor;
  }

  String executor() {
    return executor;
  }

  /** Whether a message is newer than all before it. */
  boolean isNews(long messageNumber) {
    return messageNumber > number;
  }

  void renew(long messageNumber, long until) {
    number = messageNumber;
    end = until;
    hasEnded = false;
  }

  /** The executor is gone, or seems to be: it gets no more, but may still use what it has. */
  void end() {
    hasEnded = true;
  }

  boolean isLive(long now) {
    return !hasEnded && now - end < 0;
  }

  /** How long the executor has not been allowed to use its permits; negative if it still is. */
  long overSince(long now) {
    return now - end;
  }
}
