package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;

/** A workspace's permits of one executor. */
interface Permits {
  /** The permits of the whole limit. */
  int whole();

  /** How long a used permit is away, in nanoseconds. */
  long window();

  /** Sets how many it has until the end of a lease. */
  void lend(int permits, long leaseEnd);

  /** How many it has now. */
  int count();

  /** How many have been taken and have not returned. */
  int inUse();

  /** How many nobody else may have. */
  int held();

  /** How many requests wait. */
  int waiting();

  /** The permits of a limit that requests of this process wait for. */
  static Permits of(RateLimit.Share share) {
    return new Permits() {
      @Override
      public int whole() {
        return share.wholePermits();
      }

      @Override
      public long window() {
        return share.window().toNanos();
      }

      @Override
      public void lend(int permits, long leaseEnd) {
        share.permits(permits, leaseEnd);
      }

      @Override
      public int count() {
        return share.permits();
      }

      @Override
      public int inUse() {
        return share.permitsInUse();
      }

      @Override
      public int held() {
        return share.permitsHeld();
      }

      @Override
      public int waiting() {
        return share.waiting();
      }
    };
  }
}
