package io.github.customerio4j.extract.engine.run;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of one run on threads that may be shared with other runs. Work waits in a queue
 * while as many threads as are allowed are busy. A thread that finds the queue empty goes back to
 * where it came from.
 */
final class SliceWorkers {
  private final RunThreads.Pool threads;
  private final Queue<Runnable> waiting;
  private final Set<Thread> busy = new HashSet<>();
  private int most;
  private int started;
  private boolean isEnded;

  /**
   * Workers without work.
   *
   * @param waiting tells what comes next; used by these workers alone
   * @param most how many threads may work at a time
   */
  SliceWorkers(RunThreads.Pool threads, Queue<Runnable> waiting, int most) {
    this.threads = threads;
    this.waiting = waiting;
    this.most = most;
  }

  /**
   * Does the work, on a thread of its own if one more is allowed.
   *
   * @throws RejectedExecutionException after {@link #end}
   */
  synchronized void execute(Runnable work) {
    add(work);
    startThread();
  }

  /**
   * The same for the work with which a thread of these ends what it does: it does that itself,
   * unless other work is waiting.
   */
  synchronized void executeNext(Runnable work) {
    add(work);
    if (waiting.size() > 1) {
      startThread();
    }
  }

  private void add(Runnable work) {
    if (isEnded) {
      throw new RejectedExecutionException("The run has failed.");
    }
    waiting.add(work);
  }

  /** Changes how many threads may work at a time. */
  synchronized void resize(int newMost) {
    most = newMost;
    startThread();
  }

  private void startThread() {
    if (started >= most || waiting.isEmpty()) {
      return;
    }
    started++;
    try {
      threads.execute(this::work);
    } catch (RuntimeException | Error e) {
      started--;
      if (started == 0) {
        throw e;
      }
      // The system gives no more threads: those that there are do the work.
    }
  }

  private void work() {
    boolean isLeft = false;
    try {
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
        leave();
      }
      isLeft = true;
    } finally {
      if (!isLeft) {
        leave();
        threadEnded();
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = started > most ? null : waiting.poll();
    if (next == null) {
      threadEnded();
    } else {
      busy.add(Thread.currentThread());
    }
    return next;
  }

  /** From here on nobody interrupts the thread, which may then do the work of another run. */
  private synchronized void leave() {
    busy.remove(Thread.currentThread());
    boolean wasInterrupted = Thread.interrupted();
    if (wasInterrupted && !isEnded) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void threadEnded() {
    started--;
    notifyAll();
  }

  /** Drops what waits, and interrupts what is being done. */
  synchronized void end() {
    isEnded = true;
    waiting.clear();
    busy.forEach(Thread::interrupt);
  }

  /** Waits until no thread works any more. */
  void await() throws InterruptedException {
    synchronized (this) {
      while (started > 0) {
        wait();
      }
    }
    threads.close();
  }
}
