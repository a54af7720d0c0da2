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

  private final long maxBytes;

  private SpoolFolder(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Makes a folder of its own below the given one.
   *
   * @param maxBytes the most bytes that all files together may take; a page that would not fit in
   *     them fails with {@link SpoolFullException}
   */
  public static SpoolFolder createIn(Path parent, long maxBytes) throws IOException {
    Files.createDirectories(parent);
    return new SpoolFolder(Files.createTempDirectory(parent, "customerio-spool-"), maxBytes);
  }

  /** Makes a folder of its own below the given one, which may take all but a tenth of the space. */
  public static SpoolFolder createIn(Path parent) throws IOException {
    Files.createDirectories(parent);
    return createIn(parent, Files.getFileStore(parent).getUsableSpace() / 10 * 9);
  }

  /** The bytes spooled so far. */
  public long bytes() {
    return bytes.get();
  }

  Path newFile() {
    return folder.resolve("part-" + files.incrementAndGet());
  }

  /** Counts bytes that are about to be written. */
  void count(long more) throws SpoolFullException {
    if (bytes.addAndGet(more) > maxBytes) {
      bytes.addAndGet(-more);
      throw new SpoolFullException(
          ("Cannot spool more rows in %s: they would take more than the limit of %d bytes. Raise"
                  + " maxSpoolBytes, or extract less at a time.")
              .formatted(folder.getParent(), maxBytes));
    }
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
