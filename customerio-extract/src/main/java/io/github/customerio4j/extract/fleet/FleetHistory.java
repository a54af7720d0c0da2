package io.github.customerio4j.extract.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Remembers how long the last extraction of each workspace took, so that the next run of the fleet
 * starts the slowest first. Thread-safe.
 */
public interface FleetHistory {
  /**
   * How long each workspace took, by its name; those that are not known are missing.
   *
   * @throws IOException if it cannot be read; the fleet warns and starts without it
   */
  Map<String, Duration> load() throws IOException;

  /**
   * Adds what some workspaces took. What is known of others stays.
   *
   * @param took by the names of the workspaces
   * @throws IOException if it cannot be written; the fleet warns and continues
   */
  void save(Map<String, Duration> took) throws IOException;

  /** Remembers nothing. */
  static FleetHistory none() {
    return new FleetHistory() {
      @Override
      public Map<String, Duration> load() {
        return Map.of();
      }

      @Override
      public void save(Map<String, Duration> took) {}
    };
  }

  /**
   * A file of JSON, which several shards may share. It is replaced in one step, so that a crash
   * leaves the former content or the new one.
   */
  static FleetHistory file(Path file) {
    return new FileHistory(Objects.requireNonNull(file, "file"));
  }
}
