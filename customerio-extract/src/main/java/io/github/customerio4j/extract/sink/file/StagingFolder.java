package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder in which a run's files are made, locked by the run. */
final class StagingFolder implements Closeable {

  private static final String LOCK = "customerio-run.lock";
  private static final int ATTEMPTS = 10;

  private final Path path;
  private final RunLock lock;

  private StagingFolder(Path path, RunLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is missing and locks it. Files that a previous run left in it stay.
   *
   * @throws IOException if another run uses it, if it holds files of others, or if it cannot be
   *     written
   */
  static StagingFolder open(Path path) throws IOException {
    Optional<Path> foreign = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      DurableFiles.createFolder(path);
      try {
        // Checked in each attempt: a run that is just ending deletes its files and then its lock.
        foreign = foreignFile(path);
        Optional<RunLock> lock =
            foreign.isPresent()
                ? Optional.empty()
                : RunLock.tryAcquire(path.resolve(LOCK), "the staging folder " + path);
        if (lock.isPresent()) {
          return new StagingFolder(path, lock.get());
        }
      } catch (NoSuchFileException gone) {
        // A run that just ended deleted its folder; the next attempt makes a new one.
      }
    }
    if (foreign.isPresent()) {
      throw notOurs(path, foreign.get());
    }
    throw new IOException(
        "Cannot begin a run: the staging folder %s is deleted again and again. Find out what deletes it."
            .formatted(path));
  }

  /** The device of a folder. The file store would not do: some containers do not report it. */
  static Object device(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(folder, "unix:dev")
        : folder.getRoot();
  }

  Path path() {
    return path;
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  /** The staged file for a file of the output folder. */
  Path staged(String target) {
    // This folder has no subfolders. No table's name has a "+", so different names stay different.
    return path.resolve(target.replace('/', '+'));
  }

  /** Writes a new file and forces its content to the disk. */
  void write(String file, byte[] bytes) throws IOException {
    DurableFiles.write(path.resolve(file), bytes);
  }

  /** Deletes a file and forces the deletion to the disk. */
  void delete(String file) throws IOException {
    if (Files.deleteIfExists(path.resolve(file))) {
      DurableFiles.forceFolder(path);
    }
  }

  /** Deletes everything except the lock and the given files. */
  void clear(Set<String> kept) throws IOException {
    for (Path file : files(path)) {
      String name = file.getFileName().toString();
      if (!name.equals(LOCK) && !kept.contains(name)) {
        Files.deleteIfExists(file);
      }
    }
    DurableFiles.forceFolder(path);
  }

  /** Deletes the folder and its content, and closes it. */
  void remove() throws IOException {
    try (lock) {
      clear(Set.of());
      Files.deleteIfExists(path.resolve(LOCK));
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException taken) {
      // The next run began there after the lock was deleted, and the folder is now its own.
    }
  }

  /** Unlocks the folder, and deletes it if no run left files in it. */
  void giveUp() throws IOException {
    if (files(path).size() > 1) {
      close();
    } else {
      remove();
    }
  }

  /** Unlocks the folder and leaves its files to the next run. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** A file in a folder that no run made; empty if the folder is a run's or has no files. */
  private static Optional<Path> foreignFile(Path path) throws IOException {
    List<Path> files = files(path);
    boolean ours = files.stream().anyMatch(file -> file.endsWith(LOCK));
    return ours ? Optional.empty() : files.stream().findFirst();
  }

  private static IOException notOurs(Path path, Path foreign) {
    return new IOException(
        ("Cannot use %s as the staging folder: it holds other files, such as %s. Name a folder"
                + " that is new or empty.")
            .formatted(path, foreign.getFileName()));
  }

  private static List<Path> files(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().toList();
    }
  }
}
