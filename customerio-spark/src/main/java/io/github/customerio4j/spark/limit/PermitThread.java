package io.github.customerio4j.spark.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that asks the driver while there are readers. It alone waits for answers: a reader
 * only wakes it, and a request only waits for permits.
 */
final class PermitThread implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PermitThread.class.getName());

  private final PermitAgent agent;
  private final Driver driver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "customerio-permits");
  private boolean isStarted;
  private boolean isWoken;
  private volatile boolean isClosed;
  private boolean isFailing;

  /** The way to the driver. */
  interface Driver {
    Grants answer(Ask ask) throws Exception;
  }

  PermitThread(PermitAgent agent, Driver driver) {
    this.agent = agent;
    this.driver = driver;
    thread.setDaemon(true);
  }

  /** There is something new to ask for. */
  void wake() {
    lock.lock();
    try {
      if (!isStarted && !isClosed) {
        isStarted = true;
        thread.start();
      }
      isWoken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!isClosed) {
        await();
        if (!isClosed && agent.isDue(System.nanoTime())) {
          ask();
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts.
      Thread.currentThread().interrupt();
    }
  }

  private void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isWoken && !isClosed) {
        long now = System.nanoTime();
        long look = agent.nextLook(now);
        if (look == PermitAgent.NEVER) {
          changed.await();
        } else if (look - now <= 0 || changed.awaitNanos(look - now) <= 0) {
          return;
        }
      }
      isWoken = false;
    } finally {
      lock.unlock();
    }
  }

  private void ask() throws InterruptedException {
    long asked = System.nanoTime();
    Ask ask = agent.ask(asked);
    try {
      Grants grants = driver.answer(ask);
      agent.granted(grants, asked, System.nanoTime());
      isFailing = false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      agent.failed(System.nanoTime());
      warn(e);
    }
  }

  private void warn(Exception e) {
    if (!isFailing && !isClosed) {
      isFailing = true;
      LOG.log(
          Level.WARNING,
          "Cannot ask the driver for permits of the rate limits. Readers wait, at the latest when"
              + " what was granted runs out, until the driver answers.",
          e);
    }
  }
}
