package io.github.customerio4j.extract.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The result of a fleet.
 *
 * @param startedAt when it started, by its clock
 * @param duration how long it took
 * @param results a result for each workspace of the shard, in the order in which they were given
 */
public record FleetReport(Instant startedAt, Duration duration, List<WorkspaceResult> results) {
  /** Keeps the results as they are now. */
  public FleetReport {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(duration, "duration");
    results = List.copyOf(Objects.requireNonNull(results, "results"));
  }

  /** The number of workspaces that ended in this way. */
  public int count(WorkspaceResult.Outcome outcome) {
    return (int) results.stream().filter(one -> one.outcome() == outcome).count();
  }

  /** Whether all tables of all workspaces are committed. */
  public boolean isDone() {
    return count(WorkspaceResult.Outcome.DONE) == results.size();
  }

  /** The rows of all workspaces that were committed. */
  public long rows() {
    return results.stream().mapToLong(WorkspaceResult::rows).sum();
  }

  /** The requests of all workspaces for tables that were committed. */
  public long requests() {
    return results.stream().mapToLong(WorkspaceResult::requests).sum();
  }
}
