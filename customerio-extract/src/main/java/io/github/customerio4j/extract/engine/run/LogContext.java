package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.Transfer;
import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Says in SLF4J's MDC what the current thread works on, for whatever logs on it: {@code table},
 * {@code slice} and {@code request}. An object is what was said before, and says that again when it
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

  /** Work on a table begins, or goes on where that table is worked on already. */
  public static LogContext of(String table) {
    LogContext former = new LogContext();
    if (!table.equals(former.table)) {
      say(table, null, null);
    }
    return former;
  }

  /**
   * A turn of a slice begins.
   *
   * @param slice empty if the table says it all
   */
  public static LogContext of(String table, String slice) {
    LogContext former = new LogContext();
    say(table, slice.isEmpty() ? null : slice, null);
    return former;
  }

  /** A request is under way; until the next one, or the end of the work that it is made for. */
  public static void request(Transfer transfer) {
    String request = transfer.method() + " " + transfer.path();
    put(
        REQUEST,
        transfer.attempt() == 1 ? request : request + " (attempt " + transfer.attempt() + ")");
  }

  /** Threads that begin with what the caller has said, such as the name of its job. */
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
