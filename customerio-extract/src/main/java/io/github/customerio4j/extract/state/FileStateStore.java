package io.github.customerio4j.extract.state;

import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Keeps the state in a JSON file, in UTF-8. A save writes a hidden file beside it and renames that
 * over it, both forced to the disk, so that a crash leaves the former state or the new one.
 *
 * <p>A missing or empty file and {@code {}} are the state before the first run. A file of the
 * former Keboola component is read too; see {@link ExtractionState#isLegacy}.
 */
public final class FileStateStore implements StateStore {

  private static final Pattern DRAFT = Pattern.compile("[0-9a-f-]{36}\\.tmp");

  private final Path file;
  private final Path folder;

  /** Uses the file, which need not exist; its folder is made by the first save. */
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
   * Locks the state by a hidden file beside it, which is gone when the lock is closed, and clears
   * away what a run that died has left.
   */
  @Override
  public Closeable lock() throws IOException {
    try {
      createFolder();
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
    String text;
    try {
      text = decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return ExtractionState.empty();
    } catch (IOException e) {
      throw new IOException(
          "Cannot read the state from %s: %s. Name a file that this process may read."
              .formatted(file, reason(e)),
          e);
    }
    try {
      return ExtractionState.parse(text);
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
      replace(bytes);
    } catch (IOException e) {
      throw unsaved(e);
    }
  }

  private IOException unsaved(IOException e) {
    return new IOException(
        "Cannot save the state to %s: %s. Let this process write to that folder, or name another"
                .formatted(file, reason(e))
            + " file; the former state is unchanged.",
        e);
  }

  private void replace(byte[] bytes) throws IOException {
    Path draft = newDraft();
    try {
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
  }

  /** A name for a file beside the state's, in a folder that exists. */
  private Path newDraft() throws IOException {
    createFolder();
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

  private void createFolder() throws IOException {
    // JDK 17 refuses to "create" a folder that is reached by a symbolic link.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /** Forces the rename itself to the disk, where the system lets a folder be opened for that. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new StateException(
          "Cannot read the state at $: "
              + file
              + " is not text in UTF-8. Put back an earlier state; or reset the state, and the next"
              + " run fetches everything again.",
          e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
