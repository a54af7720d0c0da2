package io.github.customerio4j.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of a page, which is there as a whole or not at all. */
final class PageFile {
  private PageFile() {}

  /** Writes a page's text. */
  @FunctionalInterface
  interface Contents {
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * Writes a page.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  static void write(Path page, Contents contents) {
    Path file = page.toAbsolutePath();
    // A run that was interrupted has a page, too; files cannot be written by such a thread.
    boolean wasInterrupted = Thread.interrupted();
    Path draft =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
        contents.writeTo(writer);
      }
      move(draft, file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write --report \"" + file + "\": " + e.getMessage(), e);
    } finally {
      discard(draft);
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It lies beside the page, and says by its name what it is.
      draft.toFile().deleteOnExit();
    }
  }
}
