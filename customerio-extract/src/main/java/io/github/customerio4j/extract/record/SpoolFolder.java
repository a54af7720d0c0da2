package io.github.customerio4j.extract.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A temporary folder for the rows of one run; closing it deletes it. Thread-safe. */
public final class SpoolFolder implements Closeable {
  private final Path folder;
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  private SpoolFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder of its own below the given one. */
  public static SpoolFolder createIn(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new SpoolFolder(Files.createTempDirectory(parent, "customerio-spool-"));
  }

  /** The bytes spooled so far. */
  public long bytes() {
    return bytes.get();
  }

  Path newFile() {
    return folder.resolve("part-" + files.incrementAndGet());
  }

  void count(long more) {
    bytes.addAndGet(more);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
