package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits that all readers of this process share, and nobody else. A limit is kept while it has
 * readers and until its last request has left the server's count. Thread-safe.
 */
final class OwnLimits implements Limits {
  private final Map<String, Counted> limits = new HashMap<>();

  private static final class Counted {
    private final RateLimit.Share share;
    private int readers;

    private Counted(double requestsPerSecond) {
      share = RateLimit.share(requestsPerSecond);
      share.permits(share.wholePermits());
    }

    boolean isOver() {
      return readers == 0 && share.permitsInUse() == 0;
    }
  }

  @Override
  public synchronized WorkspaceLimits.Open open(String workspace, double requestsPerSecond) {
    limits.values().removeIf(Counted::isOver);
    Counted counted = limits.computeIfAbsent(workspace, name -> new Counted(requestsPerSecond));
    counted.readers++;
    return new OpenLimit(counted.share.limit(), () -> closed(counted));
  }

  private synchronized void closed(Counted counted) {
    counted.readers--;
    limits.values().removeIf(Counted::isOver);
  }
}
