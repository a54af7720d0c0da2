package io.github.customerio4j.iceberg;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder on the local disk for as long as a run needs it. */
record LocalFolder(Path path) implements Closeable {

  static LocalFolder temporary() throws IOException {
    return new LocalFolder(Files.createTempDirectory("customerio-iceberg-"));
  }

  static LocalFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new LocalFolder(Files.createTempDirectory(parent, "run-"));
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.deleteIfExists(one);
      }
    }
  }
}
