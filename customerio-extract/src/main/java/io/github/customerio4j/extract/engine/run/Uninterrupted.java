package io.github.customerio4j.extract.engine.run;

import java.io.Closeable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does work that must not end half way, on a thread that nobody interrupts. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * Closes the resource on a thread that is not interrupted, because an interrupted thread cannot
   * force files to the disk.
   */
  public static Closeable closing(Closeable resource) {
    return () -> {
      boolean isInterrupted = Thread.interrupted();
      try {
        resource.close();
      } finally {
        if (isInterrupted) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  /** Waits for the work. The caller sees an interruption afterwards. */
  public static <T> T call(String thread, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, thread).start();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
