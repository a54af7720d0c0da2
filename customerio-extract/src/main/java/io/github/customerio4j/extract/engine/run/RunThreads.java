package io.github.customerio4j.extract.engine.run;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gives every thread of an extractor: by the user's factory, or daemons that are named by what they
 * do, or threads that are shared with other extractors. Work on a thread begins with the MDC of the
 * thread that asked for it.
 */
public final class RunThreads {
  private static final int IDLE_SECONDS = 1;

  /** Enough for the rate limit of the API until the first answer, which comes in half a second. */
  private static final int FIRST_OF_SHARED = 5;

  private final @Nullable ThreadFactory given;
  private final @Nullable Executor shared;
  private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

  private RunThreads(@Nullable ThreadFactory given, @Nullable Executor shared) {
    this.given = given;
    this.shared = shared;
  }

  /** Threads for the work of one run. */
  interface Pool {
    /** Does the work on a thread that has nothing else to do. */
    void execute(Runnable work);

    /** Waits until the threads that are the run's own have ended; they must have no work left. */
    void close() throws InterruptedException;
  }

  /** Daemons named {@code customerio-ROLE-NUMBER}. */
  public static RunThreads daemons() {
    return new RunThreads(null, null);
  }

  /** Threads of the user, who names them. */
  public static RunThreads of(ThreadFactory given) {
    return new RunThreads(given, null);
  }

  /**
   * Threads that extractors share.
   *
   * @param executor gives each work a thread at once
   */
  public static RunThreads on(Executor executor) {
    return new RunThreads(null, executor);
  }

  /** Whether other extractors use the threads, too. */
  public boolean areShared() {
    return shared != null;
  }

  /**
   * How many threads a run begins with, before it is known how long answers take.
   *
   * @param target what it would like
   */
  int first(int target) {
    return areShared() ? Math.min(target, FIRST_OF_SHARED) : target;
  }

  /** Does work on a thread of its own. */
  public void start(String role, Runnable work) {
    Executor others = shared;
    if (others == null) {
      of(role).newThread(work).start();
    } else {
      others.execute(LogContext.inherited(work));
    }
  }

  /** Threads for one kind of work of a run. */
  Pool pool(String role) {
    Executor others = shared;
    if (others != null) {
      return new Pool() {
        @Override
        public void execute(Runnable work) {
          others.execute(LogContext.inherited(work));
        }

        @Override
        public void close() {}
      };
    }
    ExecutorService own =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            of(role));
    return new Pool() {
      @Override
      public void execute(Runnable work) {
        own.execute(work);
      }

      @Override
      public void close() throws InterruptedException {
        own.shutdown();
        while (!own.awaitTermination(1, TimeUnit.MINUTES)) {
          // Its threads have nothing left to do.
        }
      }
    };
  }

  /** A factory of threads for one kind of work. */
  public ThreadFactory of(String role) {
    return LogContext.inherited(task -> thread(role, task));
  }

  private Thread thread(String role, Runnable task) {
    ThreadFactory users = given;
    if (users != null) {
      return Objects.requireNonNull(
          users.newThread(task), "Cannot extract: the given ThreadFactory made no thread.");
    }
    int number = numbers.computeIfAbsent(role, any -> new AtomicInteger()).incrementAndGet();
    Thread thread = new Thread(task, "customerio-" + role + "-" + number);
    thread.setDaemon(true);
    return thread;
  }
}
