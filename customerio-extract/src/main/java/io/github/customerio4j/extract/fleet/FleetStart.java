package io.github.customerio4j.extract.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a run of a fleet begins with.
 *
 * @param startedAt the time of the fleet's clock
 * @param workspaces the names of the workspaces of the shard, in the order in which they start
 * @param mostAtOnce how many may run at a time; fewer do while processor or memory are used up
 */
public record FleetStart(Instant startedAt, List<String> workspaces, int mostAtOnce) {
  /** Keeps the names as they are now. */
  public FleetStart {
    Objects.requireNonNull(startedAt, "startedAt");
    workspaces = List.copyOf(Objects.requireNonNull(workspaces, "workspaces"));
  }
}
