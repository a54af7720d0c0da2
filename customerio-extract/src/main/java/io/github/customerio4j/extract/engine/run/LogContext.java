package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.Transfer;
import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the current work of a thread into SLF4J's MDC for everything that logs on it: {@code table},
 * {@code slice} and {@code request}. An object holds the previous values and restores them when it
 * is closed.
 */
public final class LogContext implements Closeable {
  private static final String TABLE = "table";
  private static final String SLICE = "slice";
  private static final String REQUEST = "request";

  private final @Nullable String table;
  private final @Nullable String slice;
  private final @Nullable String request;

  private LogContext() {
    this.table = MDC.get(TABLE);
    this.slice = MDC.get(SLICE);
    this.request = MDC.get(REQUEST);
  }

  /** Starts work on a table, or continues it. */
  public static LogContext of(String table) {
    LogContext former = new LogContext();
    if (!table.equals(former.table)) {
      say(table, null, null);
    }
    return former;
  }

  /**
   * Starts a turn of a slice.
   *
   * @param slice empty if the table says it all
   */
  public static LogContext of(String table, String slice) {
    LogContext former = new LogContext();
    say(table, slice.isEmpty() ? null : slice, null);
    return former;
  }

  /** Notes the request in flight, until the next request or the end of the work. */
  public static void request(Transfer transfer) {
    String request = transfer.method() + " " + transfer.path();
    put(
        REQUEST,
        transfer.attempt() == 1 ? request : request + " (attempt " + transfer.attempt() + ")");
  }

  /** Threads that start with the caller's MDC, such as the name of its job. */
  static ThreadFactory inherited(ThreadFactory threads) {
    Map<String, String> said = MDC.getCopyOfContextMap();
    if (said == null || said.isEmpty()) {
      return threads;
    }
    return task ->
        threads.newThread(
            () -> {
              MDC.setContextMap(said);
              task.run();
            });
  }

  /** Work that begins with the caller's MDC, on a thread that did other work before. */
  static Runnable inherited(Runnable work) {
    Map<String, String> said = MDC.getCopyOfContextMap();
    return () -> {
      MDC.setContextMap(said == null ? Map.of() : said);
      try {
        work.run();
      } finally {
        MDC.clear();
      }
    };
  }

  @Override
  public void close() {
    say(table, slice, request);
  }

  private static void say(
      @Nullable String table, @Nullable String slice, @Nullable String request) {
    put(TABLE, table);
    put(SLICE, slice);
    put(REQUEST, request);
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
