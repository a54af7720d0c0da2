package io.github.customerio4j.extract.state;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Keeps the state in a JSON file in UTF-8. A save writes a hidden file beside it, renames it to the
 * state's file and forces both steps to the disk, so that a crash leaves the previous state or the
 * new one.
 *
 * <p>A missing file, an empty file and {@code {}} are the state before the first run. A file of the
 * previous Keboola component can be read, too; see {@link ExtractionState#isLegacy}.
 */
public final class FileStateStore implements StateStore {

  private static final Pattern DRAFT = Pattern.compile("[0-9a-f-]{36}\\.tmp");

  private final Path file;
  private final Path folder;

  /**
   * Uses the file, which need not exist. The first save makes its folder.
   *
   * @throws IllegalArgumentException if the path is the root of a file system
   */
  public FileStateStore(Path file) {
    this.file = file.toAbsolutePath().normalize();
    Path parent = this.file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(
          "Cannot keep the state in " + file + ": it is the root of a file system. Name a file.");
    }
    this.folder = parent;
  }

  /**
   * Locks the state by a hidden file beside it, which is deleted when the lock is closed. Deletes
   * the drafts of a run that died.
   */
  @Override
  public Closeable lock() throws IOException {
    try {
      DurableFiles.createFolder(folder);
      RunLock lock = RunLock.acquire(hidden("lock"), "the state " + file);
      deleteDrafts();
      return lock::remove;
    } catch (RunLock.HeldException e) {
      throw e;
    } catch (IOException e) {
      throw unsaved(e);
    }
  }

  @Override
  public ExtractionState load() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return ExtractionState.empty();
    } catch (IOException e) {
      throw new IOException(
          "Cannot read the state from %s: %s. Name a file that this process may read."
              .formatted(file, reason(e)),
          e);
    }
    try {
      return ExtractionState.parse(Utf8Text.decode(bytes));
    } catch (Utf8Text.OtherEncodingException e) {
      throw new StateException(
          "Cannot read the state at $: "
              + file
              + " "
              + e.getMessage()
              + ". Save it in UTF-8, or put back an earlier state; or reset"
              + " the state, and the next run fetches everything again.",
          e);
    } catch (StateException e) {
      throw new StateException(e.getMessage() + " File: " + file, e);
    }
  }

  @Override
  public void check() throws IOException {
    try {
      if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
        throw new AccessDeniedException(file.toString());
      }
      Files.deleteIfExists(Files.createFile(newDraft()));
    } catch (IOException e) {
      throw unsaved(e);
    }
  }

  @Override
  public void save(ExtractionState state) throws IOException {
    byte[] bytes = state.toJson().getBytes(StandardCharsets.UTF_8);
    try {
      DurableFiles.replace(file, newDraft(), bytes);
    } catch (IOException e) {
      throw unsaved(e);
    }
  }

  private IOException unsaved(IOException e) {
    return new IOException(
        "Cannot save the state to %s: %s. Let this process write to that folder, or name another"
                .formatted(file, reason(e))
            + " file; the previous state is unchanged.",
        e);
  }

  /** The path of a new file beside the state's file; makes the folder if it is missing. */
  private Path newDraft() throws IOException {
    DurableFiles.createFolder(folder);
    return hidden(UUID.randomUUID() + ".tmp");
  }

  private void deleteDrafts() throws IOException {
    String prefix = String.valueOf(hidden("").getFileName());
    try (DirectoryStream<Path> drafts =
        Files.newDirectoryStream(folder, path -> isDraft(path, prefix))) {
      for (Path draft : drafts) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static boolean isDraft(Path path, String prefix) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(prefix) && DRAFT.matcher(name.substring(prefix.length())).matches();
  }

  private Path hidden(String suffix) {
    return folder.resolve("." + file.getFileName() + "." + suffix);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
