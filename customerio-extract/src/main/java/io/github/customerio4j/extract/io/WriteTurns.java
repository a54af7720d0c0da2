package io.github.customerio4j.extract.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the runs of this process write to one place one after the other, in the order in which they
 * came.
 */
public final class WriteTurns {
  /** How long a run that waits goes without asking whether it is to end. */
  private static final Duration CHECK = Duration.ofMillis(100);

  /** The places that are written. Static, because extractors do not know of each other. */
  private static final Map<String, WriteTurns> PLACES = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The runs that write or wait; the first one writes. */
  private final Deque<Object> queue = new ArrayDeque<>();

  private WriteTurns() {}

  /**
   * Waits for the turn.
   *
   * @param place what is written, the same text for all that write it
   * @param check called while the run waits; it throws if the run is to end
   * @return ends the turn when it is closed; to close it again does nothing
   */
  public static Closeable take(String place, Runnable check) throws IOException {
    WriteTurns turns = PLACES.computeIfAbsent(place, any -> new WriteTurns());
    Object ticket = new Object();
    boolean hasTurn = false;
    try {
      turns.await(ticket, check);
      hasTurn = true;
      return () -> turns.leave(ticket);
    } finally {
      if (!hasTurn) {
        turns.leave(ticket);
      }
    }
  }

  private void await(Object ticket, Runnable check) throws IOException {
    lock.lock();
    try {
      queue.add(ticket);
      while (queue.peekFirst() != ticket) {
        check.run();
        changed.awaitNanos(CHECK.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("The thread was interrupted while it waited to write.");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Object ticket) {
    lock.lock();
    try {
      queue.remove(ticket);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
