package io.github.customerio4j.client.http;

import io.github.bucket4j.BlockingStrategy;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request through at a time, as fast as its source allows. The next request is chosen when
 * its time has come, not on arrival: first by priority, then by waiting time. A bucket's own queue
 * knows only the order of arrival.
 *
 * @param <T> what a request receives
 */
public final class PriorityGate<T> {
  /** What the requests wait for. */
  public interface Source<T> {
    /** The least time until the next request may pass; zero or less if it may now. */
    long nanosLeft();

    /** What the next request receives; null if it may not pass yet. */
    @Nullable T take();
  }

  /** The source may allow the next request earlier than it thought. */
  private static final long LONGEST_SLEEP = 100_000_000;

  private final Source<T> source;
  private final BlockingStrategy waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Ticket> queue =
      new PriorityQueue<>(
          Comparator.comparing(Ticket::priority).reversed().thenComparing(Ticket::number));
  private final AtomicLong numbers = new AtomicLong();

  private record Ticket(Priority priority, long number, Condition becameFirst) {}

  public PriorityGate(Source<T> source, BlockingStrategy waiting) {
    this.source = source;
    this.waiting = waiting;
  }

  /**
   * Waits for the turn.
   *
   * @param priority decides which of the waiting requests goes first
   * @param longestNanos the longest wait
   * @return what the request receives; null if the wait would be longer
   */
  public @Nullable T pass(Priority priority, long longestNanos) throws InterruptedException {
    long start = System.nanoTime();
    lock.lockInterruptibly();
    Ticket ticket = new Ticket(priority, numbers.incrementAndGet(), lock.newCondition());
    queue.add(ticket);
    try {
      while (true) {
        long left = longestNanos - (System.nanoTime() - start);
        while (!ticket.equals(queue.peek())) {
          if (left <= 0) {
            return null;
          }
          left = ticket.becameFirst().awaitNanos(left);
        }
        long nanos = source.nanosLeft();
        if (nanos > left) {
          return null;
        }
        if (nanos > 0) {
          parkUnlocked(Math.min(nanos, LONGEST_SLEEP));
        } else {
          T taken = source.take();
          if (taken != null) {
            return taken;
          }
        }
      }
    } finally {
      queue.remove(ticket);
      Ticket next = queue.peek();
      if (next != null) {
        next.becameFirst().signal();
      }
      lock.unlock();
    }
  }

  /** The requests that wait for their turn. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Unlocked, so that a request of higher priority can arrive meanwhile. */
  private void parkUnlocked(long nanos) throws InterruptedException {
    lock.unlock();
    try {
      waiting.park(nanos);
    } finally {
      lock.lock();
    }
  }
}
