package io.github.customerio4j.extract.write.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one run at a time use a staging folder. The operating system frees the lock of a process
 * that dies. The lock's file holds the process's id, for the message to others.
 */
final class StagingLock implements Closeable {

  static final String FILE = "customerio-run.lock";

  /**
   * The folders in use by this JVM. Static, because what it mirrors belongs to the process: to open
   * and close a locked file anywhere in a process frees the process's lock on some systems, so a
   * second run must be turned away before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** A byte past the process's id: some systems let nobody read what is locked. */
  private static final long LOCKED_BYTE = 1L << 20;

  private final Path held;
  private final FileChannel channel;

  private StagingLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /**
   * Locks the folder, or gives nothing if its lock was replaced meanwhile by a run that ended: then
   * it can be tried again.
   *
   * @throws IOException if another run has it, or it cannot be written
   */
  static Optional<StagingLock> tryAcquire(Path folder) throws IOException {
    Path held = folder.toRealPath();
    if (!HELD.add(held)) {
      throw busy(folder, "process " + ProcessHandle.current().pid() + ", this one");
    }
    Optional<StagingLock> lock = Optional.empty();
    try {
      lock = lock(held);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(held);
      }
    }
  }

  private static Optional<StagingLock> lock(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    create(file);
    Object identity = identity(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw busy(folder, holder(channel));
      }
      // The run before may have removed the file after it was opened here: nobody else sees it.
      if (Files.notExists(file) || !Objects.equals(identity, identity(file))) {
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode("process " + ProcessHandle.current().pid()), 0);
      locked = true;
      return Optional.of(new StagingLock(folder, channel));
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static void create(Path file) throws IOException {
    if (Files.notExists(file)) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException made) {
        // By a run that began in the same instant; the lock on it decides between the two.
      }
    }
  }

  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key;
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    String holder = StandardCharsets.UTF_8.decode(text.flip()).toString();
    return holder.isBlank() ? "a process that has only begun" : holder;
  }

  private static IOException busy(Path folder, String holder) {
    return new IOException(
        "Cannot begin a run: another one (%s) is using the staging folder %s. Wait until it ends."
            .formatted(holder, folder));
  }

  /** Gives the folder free for other runs. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(held);
    }
  }
}
