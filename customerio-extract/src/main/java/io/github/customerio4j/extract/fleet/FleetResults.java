package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of a fleet as they come: each is told once, and remembered for the next run.
 * Thread-safe.
 */
final class FleetResults {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  /** The history is written at most this often while extractions end. */
  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FleetSetup setup;
  private final Map<String, WorkspaceResult> results = new HashMap<>();
  private final Object history = new Object();
  private Map<String, Duration> unsaved = new LinkedHashMap<>();
  private long savedAt = System.nanoTime();

  /** The fleet ends when its listener knows of all. */
  private int told;

  FleetResults(FleetSetup setup) {
    this.setup = setup;
  }

  /** How long each workspace took last; a history that cannot be read is a warning. */
  Map<String, Duration> tookLast() {
    try {
      return setup.history().load();
    } catch (IOException | RuntimeException e) {
      warn(e + " All workspaces start in the order in which they were given.");
      return Map.of();
    }
  }

  /** Takes a result, unless the workspace has one. */
  void add(WorkspaceResult result) {
    synchronized (this) {
      if (results.putIfAbsent(result.workspace(), result) != null) {
        return;
      }
    }
    guarded(() -> setup.listener().workspaceEnded(result));
    if (result.outcome() == Outcome.DONE || result.outcome() == Outcome.PARTIAL) {
      synchronized (history) {
        unsaved.put(result.workspace(), result.duration());
        if (System.nanoTime() - savedAt > SAVE_NANOS) {
          save();
        }
      }
    }
    synchronized (this) {
      told++;
    }
  }

  /** Whether a workspace has a result. */
  synchronized boolean has(String workspace) {
    return results.containsKey(workspace);
  }

  synchronized boolean areComplete() {
    return told == setup.workspaces().size();
  }

  /** All results in the order of the workspaces. */
  List<WorkspaceResult> end() {
    synchronized (history) {
      save();
    }
    synchronized (this) {
      return setup.workspaces().stream()
          .map(one -> Objects.requireNonNull(results.get(one.name())))
          .toList();
    }
  }

  private void save() {
    if (unsaved.isEmpty()) {
      return;
    }
    Map<String, Duration> took = unsaved;
    unsaved = new LinkedHashMap<>();
    try {
      setup.history().save(took);
    } catch (IOException | RuntimeException e) {
      warn(
          "Cannot remember how long workspaces took: "
              + e
              + ". The next run may start the slowest late.");
    }
    savedAt = System.nanoTime();
  }

  private void warn(String message) {
    guarded(() -> setup.listener().warned(message));
  }

  /** What a listener throws must not keep the fleet from its end. */
  static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("A listener of the fleet failed", e);
    }
  }
}
