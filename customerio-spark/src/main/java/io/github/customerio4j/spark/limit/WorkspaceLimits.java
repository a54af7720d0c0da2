package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limits of workspaces in this process. */
public final class WorkspaceLimits {
  private static final Map<String, RateLimit> LIMITS = new ConcurrentHashMap<>();

  private WorkspaceLimits() {}

  /** How far a limit reaches. */
  public enum Scope {
    /** This process. */
    JVM,
    /** All executors. */
    CLUSTER
  }

  /** How far the limits of this application reach. */
  public static Scope scope() {
    return Scope.JVM;
  }

  /** Opens a limit. */
  public static Open open(String workspace, double requestsPerSecond, Scope scope) {
    RateLimit limit =
        LIMITS.computeIfAbsent(
            workspace + requestsPerSecond,
            any ->
                requestsPerSecond == 0
                    ? RateLimit.unlimited()
                    : RateLimit.perSecond(requestsPerSecond));
    return new Open() {
      @Override
      public RateLimit rateLimit() {
        return limit;
      }

      @Override
      public void close() {}
    };
  }

  /** A limit that a reader has open. */
  public interface Open extends AutoCloseable {
    /** For the client. */
    RateLimit rateLimit();

    @Override
    void close();
  }
}
