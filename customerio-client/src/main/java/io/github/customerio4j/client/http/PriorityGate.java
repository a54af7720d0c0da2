package io.github.customerio4j.client.http;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one request through at a time, at the bucket's rate. The next request is chosen when its
 * time has come, not on arrival: first by priority, then by waiting time. A bucket's own queue
 * knows only the order of arrival.
 */
public final class PriorityGate {
  private final Bucket bucket;
  private final long tokens;
  private final BlockingStrategy waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Ticket> queue =
      new PriorityQueue<>(
          Comparator.comparing(Ticket::priority).reversed().thenComparing(Ticket::number));
  private final AtomicLong numbers = new AtomicLong();

  private record Ticket(Priority priority, long number, Condition becameFirst) {}

  public PriorityGate(Bucket bucket, long tokens, BlockingStrategy waiting) {
    this.bucket = bucket;
    this.tokens = tokens;
    this.waiting = waiting;
  }

  /**
   * Waits for the turn.
   *
   * @param priority decides which of the waiting requests goes first
   * @param longestNanos the longest wait
   * @return whether it is the turn; false if the wait would be longer
   */
  public boolean pass(Priority priority, long longestNanos) throws InterruptedException {
    long start = System.nanoTime();
    lock.lockInterruptibly();
    Ticket ticket = new Ticket(priority, numbers.incrementAndGet(), lock.newCondition());
    queue.add(ticket);
    try {
      long nanos;
      do {
        long left = longestNanos - (System.nanoTime() - start);
        while (!ticket.equals(queue.peek())) {
          if (left <= 0) {
            return false;
          }
          left = ticket.becameFirst().awaitNanos(left);
        }
        nanos = bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill();
        if (nanos > left) {
          return false;
        }
        if (nanos > 0) {
          parkUnlocked(nanos);
        }
      } while (!ticket.equals(queue.peek()) || !bucket.tryConsume(tokens));
      return true;
    } finally {
      queue.remove(ticket);
      Ticket next = queue.peek();
      if (next != null) {
        next.becameFirst().signal();
      }
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
