package io.github.customerio4j.extract.sink.file;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of a run's calls: a table after the other, each name once, and nothing after the end.
 */
final class CallOrder {
  private final Set<String> names = new HashSet<>();
  private @Nullable FileTableWriter writer;
  private boolean hasEnded;

  /** Refuses a table out of order. */
  void requireTable(String name) {
    require("open table " + name);
    // Regardless of case, because the disk or a later destination may ignore case.
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Cannot open table %s: a table of this name, regardless of case, was opened before"
              .formatted(name));
    }
  }

  /** Remembers the writer of the table that was opened. */
  FileTableWriter opened(FileTableWriter newWriter) {
    writer = newWriter;
    return newWriter;
  }

  /** Refuses a commit out of order; nothing can follow it. */
  void requireCommit() {
    require("commit the tables");
    hasEnded = true;
  }

  /** The writer of the last table; null if there is none. */
  @Nullable FileTableWriter end() {
    hasEnded = true;
    return writer;
  }

  private void require(String what) {
    if (hasEnded) {
      throw new IllegalStateException("Cannot " + what + ": the run has ended");
    }
    if (writer != null && writer.isOpen()) {
      throw new IllegalStateException("Cannot " + what + ": the table before is not complete");
    }
  }
}
