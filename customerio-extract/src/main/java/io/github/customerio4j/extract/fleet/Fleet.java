package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.report.ExtractionException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the extractions of many workspaces side by side, each with its own key, rate limit, tables,
 * destination and state. Immutable and thread-safe.
 *
 * <pre>{@code
 * Fleet fleet = Fleet.builder()
 *     .workspaces(workspaces)
 *     .history(FleetHistory.file(Path.of("fleet-history.json")))
 *     .build();
 * FleetReport report = fleet.run();
 * }</pre>
 *
 * <p>All workspaces share one pool of connections and one of threads. How many run at a time
 * follows the load of the processor and the use of the heap. A workspace that fails does so alone:
 * the report says which and why. Workspaces with the same key and host share one rate limit.
 */
public final class Fleet {
  private final FleetSetup setup;

  private Fleet(FleetSetup setup) {
    this.setup = setup;
  }

  /** Starts a builder. At least one workspace is required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Extracts all workspaces of the shard, and blocks until the last one has ended. The keys of all
   * are tried first: a wrong one is told within seconds, and its workspace is not started. An
   * interruption of the calling thread cancels all extractions; this method then waits until they
   * have ended, and leaves the thread interrupted.
   *
   * @return a result for each workspace, also if some or all of them failed
   * @throws ExtractionException.Cancelled if the calling thread was interrupted
   */
  public FleetReport run() {
    RunningFleet fleet = RunningFleet.start(setup);
    FleetReport report = fleet.join();
    if (fleet.isInterrupted()) {
      throw new ExtractionException.Cancelled(
          "Cannot continue the fleet: it was interrupted. The next run resumes its workspaces.",
          null);
    }
    return report;
  }

  /** Starts all extractions as {@link #run} does, and returns at once. */
  public FleetRun start() {
    return RunningFleet.start(setup);
  }

  /**
   * Checks, side by side and within seconds, whether the key of each workspace of the shard is
   * accepted, whether it may read what the configuration selects, and whether the destination takes
   * the tables. Writes nothing.
   *
   * @return a result for each workspace; failures are results, not exceptions
   */
  public FleetAccess check() {
    return new FleetCheck(setup).run();
  }

  /** A fleet that was started. Thread-safe. */
  public interface FleetRun {
    /**
     * Asks all extractions to end, and returns at once. Those that wait never start; a commit that
     * has begun completes. The next run of the fleet resumes each.
     */
    void cancel();

    /** Whether all extractions have ended, in whatever way. */
    boolean isDone();

    /**
     * Waits for a time. The fleet continues if it takes longer, or if the waiting thread is
     * interrupted.
     *
     * @param timeout how long to wait at most
     * @return the report; empty if the fleet has not ended in that time
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Optional<FleetReport> await(Duration timeout) throws InterruptedException;

    /**
     * Waits until all extractions have ended. An interruption of the waiting thread cancels them,
     * and leaves the thread interrupted.
     *
     * @return a result for each workspace, also if the fleet was cancelled
     */
    FleetReport join();
  }

  /** Collects a fleet's parts. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private Shard shard = Shard.all();
    private OptionalInt mostAtOnce = OptionalInt.empty();
    private FleetHistory history = FleetHistory.none();
    private FleetListener listener = new FleetListener() {};
    private Clock clock = Clock.systemUTC();
    private @Nullable ThreadFactory threadFactory;
    private Duration keyBound = Duration.ofMinutes(1);

    private Builder() {}

    /**
     * Adds a workspace.
     *
     * @throws IllegalArgumentException if another one has its name, in upper or lower case
     */
    public Builder workspace(Workspace one) {
      String name = Objects.requireNonNull(one, "one").name();
      Workspace other = workspaces.putIfAbsent(name.toLowerCase(Locale.ROOT), one);
      if (other != null) {
        throw new IllegalArgumentException(
            "Cannot build a fleet: two workspaces have the name \""
                + name
                + "\""
                + (other.name().equals(name) ? "" : " and \"" + other.name() + "\"")
                + ". Give each its own; upper and lower case do not tell names apart.");
      }
      return this;
    }

    /** Adds workspaces. */
    public Builder workspaces(Iterable<Workspace> all) {
      Objects.requireNonNull(all, "all").forEach(this::workspace);
      return this;
    }

    /** The part of the fleet to run; all of it by default. */
    public Builder shard(Shard newShard) {
      shard = Objects.requireNonNull(newShard, "newShard");
      return this;
    }

    /**
     * How many extractions may run at a time; at least 1. By default as many as processor and
     * memory allow.
     */
    public Builder mostAtOnce(int runs) {
      if (runs < 1) {
        throw new IllegalArgumentException(
            "Cannot run " + runs + " workspaces at once: mostAtOnce must be at least 1.");
      }
      mostAtOnce = OptionalInt.of(runs);
      return this;
    }

    /** Tells how long each workspace took last; by default nobody does. */
    public Builder history(FleetHistory newHistory) {
      history = Objects.requireNonNull(newHistory, "newHistory");
      return this;
    }

    /** Receives the progress; by default no listener. */
    public Builder listener(FleetListener newListener) {
      listener = Objects.requireNonNull(newListener, "newListener");
      return this;
    }

    /** Gives the start of each extraction; by default the system clock in UTC. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /**
     * Makes all threads; by default they are daemons named {@code customerio-fleet-1} and so on.
     */
    public Builder threadFactory(ThreadFactory newThreadFactory) {
      threadFactory = Objects.requireNonNull(newThreadFactory, "newThreadFactory");
      return this;
    }

    /** How long a key may take to come; for tests. */
    Builder keyBound(Duration newKeyBound) {
      keyBound = newKeyBound;
      return this;
    }

    /**
     * Builds the fleet. A shard may hold no workspace; then there is nothing to do.
     *
     * @throws IllegalStateException if there is no workspace
     */
    public Fleet build() {
      if (workspaces.isEmpty()) {
        throw new IllegalStateException(
            "Cannot build a fleet: it has no workspace. Add one on the builder.");
      }
      return new Fleet(
          new FleetSetup(
              workspaces.values().stream().filter(one -> shard.holds(one.name())).toList(),
              mostAtOnce,
              history,
              listener,
              clock,
              FleetThreads.of(Optional.ofNullable(threadFactory)),
              keyBound));
    }
  }
}
