package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for the rows of one run, which holds its lock. Closing the folder deletes it, unless
 * {@link #keep} was called: then the next run can resume from it. Thread-safe.
 */
public final class SpoolFolder implements PartStore, Closeable {
  static final String PREFIX = "customerio-spool-";
  private static final String LOCK = "run.lock";
  private static final int ATTEMPTS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

  private final Path folder;
  private final RunLock lock;
  private final SpoolFiles rows;
  private final @Nullable InterruptedRun former;
  private final Map<String, String> facts = new ConcurrentHashMap<>();
  private final AtomicInteger parts = new AtomicInteger();
  private boolean isKept;

  private SpoolFolder(
      Path folder,
      RunLock lock,
      long maxBytes,
      @Nullable SpoolJournal journal,
      @Nullable InterruptedRun former) {
    this.folder = folder;
    this.lock = lock;
    this.rows = new SpoolFiles(folder, maxBytes, journal);
    this.former = former;
    if (former != null) {
      facts.putAll(former.facts());
      parts.set(former.lastPart());
    }
  }

  /** Creates a folder below the given one. It is deleted at the end of the run. */
  public static SpoolFolder createIn(Path parent, OptionalLong maxBytes) throws IOException {
    return create(parent, maxBytes, Optional.empty());
  }

  /** Creates a folder below the given one, with a journal if there is a header for it. */
  static SpoolFolder create(
      Path parent, OptionalLong maxBytes, Optional<InterruptedRun.Header> header)
      throws IOException {
    Files.createDirectories(parent);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path folder = Files.createTempDirectory(parent, PREFIX);
      Optional<RunLock> lock = lock(folder);
      if (lock.isEmpty()) {
        // A run that deletes the folders of dead runs locked it first.
        continue;
      }
      SpoolJournal journal = header.isPresent() ? SpoolJournal.appendTo(folder) : null;
      SpoolFolder made =
          new SpoolFolder(folder, lock.get(), limit(parent, maxBytes), journal, null);
      if (header.isPresent()) {
        made.rows.append(header.get().toEntry());
      }
      return made;
    }
    throw new IOException(
        "Cannot spool rows in %s: folders made there keep vanishing. See what else removes them."
            .formatted(parent));
  }

  /** Takes over the folder of an interrupted run. */
  static SpoolFolder adopt(Path folder, RunLock lock, InterruptedRun former, OptionalLong maxBytes)
      throws IOException {
    return new SpoolFolder(
        folder, lock, limit(folder, maxBytes), SpoolJournal.appendTo(folder), former);
  }

  /** Locks a folder; empty if it was deleted or a living run holds it. */
  static Optional<RunLock> lock(Path folder) throws IOException {
    try {
      return RunLock.tryAcquire(folder.resolve(LOCK), "the spool folder " + folder);
    } catch (RunLock.HeldException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static long limit(Path parent, OptionalLong maxBytes) throws IOException {
    return maxBytes.isPresent()
        ? maxBytes.getAsLong()
        : Files.getFileStore(parent).getUsableSpace() / 10 * 9;
  }

  /** The files of the rows. */
  SpoolFiles files() {
    return rows;
  }

  @Override
  public long bytes() {
    return rows.bytes();
  }

  @Override
  public SliceSpool scratchPart(RecordShape shape) {
    return new SliceSpool(shape, rows);
  }

  @Override
  public SliceSpool part(String slot, RecordShape shape) throws IOException {
    Optional<Integer> known = former == null ? Optional.empty() : former.part(slot);
    if (known.isEmpty()) {
      return newPart(slot, shape);
    }
    SliceSpool part = new SliceSpool(shape, rows, known.get(), () -> newNumber(slot));
    Optional<InterruptedSlice> pages = former == null ? Optional.empty() : former.take(known.get());
    if (pages.isPresent()) {
      part.restore(pages.get());
    }
    return part;
  }

  @Override
  public SliceSpool newPart(String slot, RecordShape shape) throws IOException {
    return rows.hasJournal()
        ? new SliceSpool(shape, rows, newNumber(slot), () -> newNumber(slot))
        : scratchPart(shape);
  }

  /** The number of another part, which replaces everything read for that slot so far. */
  private int newNumber(String slot) throws IOException {
    int number = parts.incrementAndGet();
    Buffer entry = new Buffer().writeByte(SpoolJournal.PART).writeInt(number);
    ByteBuilder.writeText(entry, slot);
    rows.append(entry);
    return number;
  }

  @Override
  public void note(String key, String value) throws IOException {
    facts.put(key, value);
    Buffer entry = new Buffer().writeByte(SpoolJournal.FACT);
    ByteBuilder.writeText(entry, key);
    ByteBuilder.writeText(entry, value);
    rows.append(entry);
  }

  @Override
  public Optional<String> noted(String key) {
    return Optional.ofNullable(facts.get(key));
  }

  /** Keeps the folder for the next run and names it, if a run can resume from it: it has a page. */
  public Optional<Path> keep() {
    isKept = former != null || rows.hasPages();
    return isKept ? Optional.of(folder) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    Closeable journal = rows::closeJournal;
    try (journal) {
      if (isKept) {
        rows.force();
      }
    }
    if (isKept) {
      lock.close();
    } else {
      delete(folder, lock);
    }
  }

  /** Deletes the folder of a run, with its lock last. */
  static void delete(Path folder, RunLock lock) throws IOException {
    try (lock) {
      try (Stream<Path> paths = Files.list(folder)) {
        List<Path> own = paths.filter(path -> !path.endsWith(LOCK)).toList();
        for (Path path : own) {
          Files.deleteIfExists(path);
        }
      }
      lock.remove();
      deleteEmpty(folder);
    }
  }

  private static void deleteEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Another run looks for folders of dead runs. It has locked this one, and deletes it.
      LOG.debug("Another run deletes the spool folder {}", folder, e);
    }
  }
}
