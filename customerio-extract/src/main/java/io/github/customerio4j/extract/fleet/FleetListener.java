package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.report.ExtractionListener;

/**
 * Receives the progress of a fleet. Every method does nothing by default. Methods are called on the
 * threads that do the work, several at a time: a listener must be thread-safe, return quickly and
 * not throw.
 */
public interface FleetListener {
  /** The fleet starts. Called once, before all other methods. */
  default void started(FleetStart start) {}

  /**
   * The extraction of a workspace is about to start. Not called for a workspace that fails before,
   * as with a wrong key.
   *
   * @param workspace its name
   * @return receives the events of its extraction
   */
  default ExtractionListener workspaceStarting(String workspace) {
    return new ExtractionListener() {};
  }

  /**
   * A workspace has ended, in whatever way. Called once for each: for a wrong key within the first
   * seconds, while others run.
   */
  default void workspaceEnded(WorkspaceResult result) {}

  /** Something about the fleet as a whole that is worth a look, such as an unreadable history. */
  default void warned(String message) {}
}
