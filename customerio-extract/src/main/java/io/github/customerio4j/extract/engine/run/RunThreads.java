package io.github.customerio4j.extract.engine.run;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes every thread of an extractor: by the user's factory, or daemons that are named by what they
 * do. Each thread starts with the MDC of the thread that asked for it.
 */
public final class RunThreads {
  private final @Nullable ThreadFactory given;
  private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

  private RunThreads(@Nullable ThreadFactory given) {
    this.given = given;
  }

  /** Daemons named {@code customerio-ROLE-NUMBER}. */
  public static RunThreads daemons() {
    return new RunThreads(null);
  }

  /** Threads of the user, who names them. */
  public static RunThreads of(ThreadFactory given) {
    return new RunThreads(given);
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
