package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.report.AccessReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a fleet can run.
 *
 * @param duration how long it took to find out
 * @param results a result for each workspace of the shard, in the order in which they were given
 */
public record FleetAccess(Duration duration, List<Result> results) {
  /** Keeps the results as they are now. */
  public FleetAccess {
    Objects.requireNonNull(duration, "duration");
    results = List.copyOf(Objects.requireNonNull(results, "results"));
  }

  /** Whether every workspace can be extracted. */
  public boolean isOk() {
    return results.stream().allMatch(Result::isOk);
  }

  /**
   * Whether one workspace can be extracted.
   *
   * @param workspace its name
   * @param access its key, and its tables if the API accepts the key
   * @param destinationProblem why its tables cannot be written; empty if they can
   * @param missingTables its tables that the state knows and the destination no longer has, which a
   *     run reads in full
   */
  public record Result(
      String workspace,
      AccessReport access,
      Optional<String> destinationProblem,
      Set<String> missingTables) {
    /** Keeps the names as they are now. */
    public Result {
      Objects.requireNonNull(workspace, "workspace");
      Objects.requireNonNull(access, "access");
      Objects.requireNonNull(destinationProblem, "destinationProblem");
      missingTables = Set.copyOf(Objects.requireNonNull(missingTables, "missingTables"));
    }

    /** Whether its key, its tables and its destination can be used. */
    public boolean isOk() {
      return access.isOk() && destinationProblem.isEmpty();
    }
  }
}
