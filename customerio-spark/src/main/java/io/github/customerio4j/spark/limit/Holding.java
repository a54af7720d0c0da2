package io.github.customerio4j.spark.limit;

/** What one executor has of a workspace's permits, as the driver knows it. Not thread-safe. */
final class Holding {
  private final Lease lease;
  private Ask.Need need;
  private int granted;
  private long since;

  Holding(Lease lease, Ask.Need need, long now) {
    this.lease = lease;
    this.need = need;
    this.since = now;
  }

  String executor() {
    return lease.executor();
  }

  /** What the executor says now; what it was granted before is part of what it holds. */
  void report(Ask.Need said) {
    need = said;
  }

  void grant(int permits, long now) {
    if (permits > 0 != granted > 0) {
      since = now;
    }
    granted = permits;
  }

  int granted() {
    return granted;
  }

  /** Since when it has had permits, or has had none. */
  long since() {
    return since;
  }

  int wanted() {
    return need.wanted();
  }

  boolean wants(long now) {
    return need.wanted() > 0 && lease.isLive(now);
  }

  int whole() {
    return need.whole();
  }

  /**
   * The permits that nobody else may have: those that it was granted, and those that it has not yet
   * said to have given up.
   */
  int counted() {
    return Math.max(need.held(), granted);
  }

  /** Whether it neither has nor wants anything. */
  boolean isOver() {
    return counted() == 0 && need.wanted() == 0;
  }

  /**
   * Whether all its permits have returned although it says nothing: the lease is over, and so is
   * the time in which the server counts its last request.
   */
  boolean hasReturned(long now) {
    return lease.overSince(now) >= need.window() + PermitLedger.GRACE;
  }
}
