package io.github.customerio4j.client.http;

import io.github.bucket4j.BlockingStrategy;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waiting that can end before its time, because there is something new to see. A wake that meets no
 * waiting thread ends the next wait at once, so that none is missed. Thread-safe.
 */
public final class WakeableParking implements BlockingStrategy {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean isDue;
  private long wakes;

  @Override
  public void park(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long before = wakes;
      long left = nanos;
      while (left > 0 && !isDue && wakes == before) {
        left = woken.awaitNanos(left);
      }
      isDue = false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waits of all threads. */
  public void wake() {
    lock.lock();
    try {
      isDue = true;
      wakes++;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
