package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of the workspaces that this process reads. A reader opens the limit of its
 * workspace, and closes it when it is done: permits go to those that have readers.
 *
 * <p>With {@link io.github.customerio4j.spark.CustomerIoPlugin} a limit is one across all
 * executors. Without it, each process has a limit of its own, so a workspace must be read by one
 * task at a time.
 */
public final class WorkspaceLimits {
  /**
   * The limits that the plugin has in this process. Spark makes the plugin and the readers, and
   * gives a reader no way to the plugin. The plugin sets this when it begins and clears it when it
   * ends, so nothing outlives the application.
   */
  private static final AtomicReference<@Nullable SharedLimits> SHARED = new AtomicReference<>();

  /** Keeps a limit only as long as it has readers, and a second more. */
  private static final OwnLimits OWN = new OwnLimits();

  private WorkspaceLimits() {}

  /** How far a limit reaches. */
  public enum Scope {
    /** All readers of one process: a workspace is to be read by one task. */
    PROCESS,

    /** All executors of the application. */
    APPLICATION
  }

  /** A limit that a reader has open. */
  public interface Open extends AutoCloseable {
    /** The limit; give it to the client that reads the workspace. */
    RateLimit rateLimit();

    @Override
    void close();
  }

  /** How far limits reach that are opened in this process: whether the plugin is on. */
  public static Scope scope() {
    return SHARED.get() == null ? Scope.PROCESS : Scope.APPLICATION;
  }

  /**
   * Opens the limit of a workspace for one reader. It does not wait; the reader's requests do,
   * until the driver has lent this executor a permit.
   *
   * @param workspace names the limit; two workspaces with one key have one name here
   * @param requestsPerSecond what the workspace allows in all; 0 for no limit
   * @param scope what {@link #scope} returned at the driver when the read was planned
   * @throws IllegalStateException if the read was planned with the plugin, and it does not run here
   */
  public static Open open(String workspace, double requestsPerSecond, Scope scope) {
    if (requestsPerSecond == 0) {
      return new OpenLimit(RateLimit.unlimited(), () -> {});
    }
    if (scope == Scope.PROCESS) {
      return OWN.open(workspace, requestsPerSecond);
    }
    SharedLimits shared = SHARED.get();
    if (shared == null) {
      throw new IllegalStateException(
          "Cannot keep the rate limit of workspace "
              + workspace
              + ": the plugin runs at the driver but not in this executor. Set"
              + " spark.plugins=io.github.customerio4j.spark.CustomerIoPlugin, and the jar with it,"
              + " when the application is submitted.");
    }
    return shared.open(workspace, requestsPerSecond);
  }

  /** The plugin begins in this process. */
  static void begin(SharedLimits limits) {
    SharedLimits before = SHARED.getAndSet(limits);
    if (before != null) {
      before.close();
    }
  }

  /** The plugin ends. */
  static void end(SharedLimits limits) {
    SHARED.compareAndSet(limits, null);
    limits.close();
  }
}
