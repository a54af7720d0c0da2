package io.github.customerio4j.extract.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets only one run at a time use something, by a lock on a file. The operating system releases the
 * lock of a process that dies. The file holds the process's id, for the message to other runs.
 */
public final class RunLock implements Closeable {
  private static final int ATTEMPTS = 10;

  /**
   * The files that this JVM has locked. Static, because locks belong to the process: on some
   * systems closing a locked file anywhere in the process releases its lock, so a second run must
   * be refused before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** A byte after the process's id: on some systems nobody can read locked bytes. */
  private static final long LOCKED_BYTE = 1L << 20;

  private final Path held;
  private final FileChannel channel;

  private RunLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /** Another run has the lock. */
  public static final class HeldException extends IOException {
    private static final long serialVersionUID = 1L;

    private HeldException(String message) {
      super(message);
    }
  }

  /**
   * Takes the lock.
   *
   * @param file the lock's file, in a folder that exists; the file is made if it is missing
   * @param what the thing that is locked, for messages: "the state /a/state.json"
   * @throws HeldException if another run has it; the message names that run's process
   * @throws IOException if the file cannot be written
   */
  public static RunLock acquire(Path file, String what) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RunLock> lock = tryAcquire(file, what);
      if (lock.isPresent()) {
        return lock.get();
      }
    }
    throw new IOException(
        "Cannot begin a run: the lock %s is deleted again and again. Find out what deletes it."
            .formatted(file));
  }

  /**
   * The same as {@link #acquire} in one attempt; empty if a run that just ended deleted the file,
   * so that the caller can try again.
   */
  public static Optional<RunLock> tryAcquire(Path file, String what) throws IOException {
    Path name = file.getFileName();
    Path folder = file.toAbsolutePath().getParent();
    if (name == null || folder == null) {
      throw new IOException("Cannot lock %s: it is not a file.".formatted(file));
    }
    Path held = folder.toRealPath().resolve(name);
    if (!HELD.add(held)) {
      throw busyHere(what);
    }
    Optional<RunLock> lock = Optional.empty();
    try {
      lock = lock(held, what);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(held);
      }
    }
  }

  private static Optional<RunLock> lock(Path file, String what) throws IOException {
    create(file);
    Object identity = identity(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw busy(what, holder(channel));
      }
      // The previous run may have deleted the file after it was opened here: no other run sees it.
      if (Files.notExists(file) || !Objects.equals(identity, identity(file))) {
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode("process " + ProcessHandle.current().pid()), 0);
      locked = true;
      return Optional.of(new RunLock(file, channel));
    } catch (NoSuchFileException removed) {
      return Optional.empty();
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
        // A run that began at the same instant made it; the lock on it decides between the two.
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
    return holder.isBlank() ? "a process that just began" : holder;
  }

  static HeldException busyHere(String what) {
    return busy(what, "process " + ProcessHandle.current().pid() + ", this one");
  }

  private static HeldException busy(String what, String holder) {
    return new HeldException(
        "Cannot begin a run: another one (%s) is using %s. Wait until it ends."
            .formatted(holder, what));
  }

  /** Deletes the file and releases the lock. */
  public void remove() throws IOException {
    try (this) {
      Files.deleteIfExists(held);
    }
  }

  /** Releases the lock; its file stays. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(held);
    }
  }
}
