package io.github.customerio4j.extract.engine.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The files of rows in a spool folder, the bytes in them, and the journal about them. Thread-safe.
 */
final class SpoolFiles {
  private final Path folder;
  private final long maxBytes;
  private final @Nullable SpoolJournal journal;
  private final Keeping keeping;
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean hasPages;

  /** Where rows are. */
  enum Keeping {
    /** In files. */
    FILES,
    /** In memory, those of the last page only. */
    LAST_PAGE,
    /** In memory. */
    ALL_PAGES
  }

  /**
   * The files of that folder.
   *
   * @param maxBytes the most bytes that rows may take
   * @param journal null if no run will resume from the folder
   */
  SpoolFiles(Path folder, long maxBytes, @Nullable SpoolJournal journal) {
    this(folder, maxBytes, journal, Keeping.FILES);
  }

  private SpoolFiles(Path folder, long maxBytes, @Nullable SpoolJournal journal, Keeping keeping) {
    this.keeping = keeping;
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.journal = journal;
  }

  /** No files: rows stay in memory. */
  static SpoolFiles inMemory(Keeping keeping) {
    return new SpoolFiles(Path.of(""), Long.MAX_VALUE, null, keeping);
  }

  Keeping keeping() {
    return keeping;
  }

  boolean hasJournal() {
    return journal != null;
  }

  /** The bytes spooled so far. */
  long bytes() {
    return bytes.get();
  }

  void append(Buffer entry) throws IOException {
    if (journal != null) {
      journal.append(entry);
    }
  }

  /** Appends the entry of a page, from which a run can resume. */
  void appendPage(Buffer entry) throws IOException {
    append(entry);
    hasPages = journal != null;
  }

  /** Whether the journal got a page. */
  boolean hasPages() {
    return hasPages;
  }

  /** Notes that rows were written to a file, which must be on the disk before the journal is. */
  void wrote(FileOutputStream rows) {
    if (journal != null) {
      journal.wrote(rows);
    }
  }

  /** Closes a file of rows. */
  void end(FileOutputStream rows) throws IOException {
    if (journal != null) {
      journal.end(rows);
    } else {
      rows.close();
    }
  }

  /** A new file name in the folder. */
  Path newFile() {
    Path file;
    do {
      file = folder.resolve("rows-" + numbers.incrementAndGet());
    } while (journal != null && Files.exists(file));
    return file;
  }

  Path existingFile(String name) {
    return folder.resolve(name);
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

  /** Forces rows and journal to the disk. */
  void force() throws IOException {
    if (journal != null) {
      journal.force();
    }
  }

  void closeJournal() throws IOException {
    if (journal != null) {
      journal.close();
    }
  }
}
