package io.github.customerio4j.extract.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A {@link RunLock} that runs of this process hold together, each for a part of its own. Runs of
 * other processes, and runs that want the whole, are kept away until the last one lets go.
 */
public final class SharedRunLock {
  /** The locks of this process. Static for the same reason as those of {@link RunLock}. */
  private static final Map<Path, SharedRunLock> HELD = new HashMap<>();

  private final RunLock lock;
  private final Set<String> parts = new HashSet<>();

  private SharedRunLock(RunLock lock) {
    this.lock = lock;
  }

  /**
   * Takes a part.
   *
   * @param file the lock's file, in a folder that exists
   * @param what the thing that is locked, for messages
   * @param part the part of it
   * @throws RunLock.HeldException if another run has the part, or another process the whole
   * @throws IOException if the file cannot be written
   */
  public static Closeable acquire(Path file, String what, String part) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    synchronized (HELD) {
      SharedRunLock held = HELD.get(path);
      if (held == null) {
        held = new SharedRunLock(RunLock.acquire(path, what));
        HELD.put(path, held);
      }
      if (!held.parts.add(part)) {
        throw RunLock.busyHere("workspace " + part + " of " + what);
      }
    }
    return () -> release(path, part);
  }

  private static void release(Path path, String part) throws IOException {
    synchronized (HELD) {
      SharedRunLock held = HELD.get(path);
      if (held != null && held.parts.remove(part) && held.parts.isEmpty()) {
        HELD.remove(path);
        held.lock.close();
      }
    }
  }
}
