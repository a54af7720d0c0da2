package io.github.customerio4j.extract.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A history in a file. */
final class FileHistory implements FleetHistory {
  private final Path file;

  FileHistory(Path file) {
    this.file = file;
  }

  @Override
  public Map<String, Duration> load() {
    throw new UnsupportedOperationException(file.toString());
  }

  @Override
  public void save(Map<String, Duration> took) {
    throw new UnsupportedOperationException(file.toString());
  }
}
