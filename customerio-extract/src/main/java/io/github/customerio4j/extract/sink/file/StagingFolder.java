package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
   * Makes the folder if need be and locks it. What a former run left in it is still there.
   *
   * @throws IOException if another run uses it, if it holds files of others, or cannot be written
   */
  static StagingFolder open(Path path) throws IOException {
    Optional<Path> foreign = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      create(path);
      try {
        // Looked at again, because a run that is just ending deletes its files and then its lock.
        foreign = foreignFile(path);
        Optional<RunLock> lock =
            foreign.isPresent()
                ? Optional.empty()
                : RunLock.tryAcquire(path.resolve(LOCK), "the staging folder " + path);
        if (lock.isPresent()) {
          return new StagingFolder(path, lock.get());
        }
      } catch (NoSuchFileException gone) {
        // A run that ended just now took its folder with it; the next attempt makes a new one.
      }
    }
    if (foreign.isPresent()) {
      throw notOurs(path, foreign.get());
    }
    throw new IOException(
        "Cannot begin a run: the staging folder %s keeps vanishing. See what else removes it."
            .formatted(path));
  }

  /** Makes the folder and those above it; one that is there may be a symbolic link. */
  static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /** The disk that a folder is on. Not the file store: in some containers that cannot be told. */
  static Object device(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(folder, "unix:dev")
        : folder.getRoot();
  }

  /** Forces a file that somebody has written and closed to the disk. */
  static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces the names in a folder to the disk, where the system lets a folder be opened. */
  static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  Path path() {
    return path;
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  /** Where the file is staged that goes to that place in the output folder. */
  Path staged(String target) {
    // No folders within this one; the sign is in no table's name, so names stay apart.
    return path.resolve(target.replace('/', '+'));
  }

  /** Writes a new file and forces it to the disk. */
  void write(String file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path.resolve(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Deletes a file and forces that to the disk. */
  void delete(String file) throws IOException {
    if (Files.deleteIfExists(path.resolve(file))) {
      force(path);
    }
  }

  /** Deletes everything but the lock and those files. */
  void clear(Set<String> kept) throws IOException {
    for (Path file : files(path)) {
      String name = file.getFileName().toString();
      if (!name.equals(LOCK) && !kept.contains(name)) {
        Files.deleteIfExists(file);
      }
    }
    force(path);
  }

  /** Deletes the folder with all that is in it. It is then closed. */
  void remove() throws IOException {
    try (lock) {
      clear(Set.of());
      Files.deleteIfExists(path.resolve(LOCK));
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException taken) {
      // The next run has begun there since the lock went, and the folder is now that run's.
    }
  }

  /** Frees the folder, and deletes it if it holds nothing that a run has left. */
  void giveUp() throws IOException {
    if (files(path).size() > 1) {
      close();
    } else {
      remove();
    }
  }

  /** Frees the folder for the next run and leaves the files to it. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** A file in a folder that no run has made: its files are going to be deleted. */
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
