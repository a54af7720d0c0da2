package io.github.customerio4j.client;

import java.time.Duration;
import java.time.Instant;

/**
 * Receives events of every request, on the thread that sends it. Implementations must be fast and
 * must not throw. Several threads call it at the same time if several use the client.
 */
public interface TransferListener {
  /** The rate limit has let a request through and it is about to be sent. */
  default void requestStarted(Transfer transfer) {}

  /**
   * A complete response has arrived, successful or not.
   *
   * @param transfer the attempt
   * @param status the HTTP status
   * @param bytes the size of the body after decompression
   * @param elapsed the time from the start of this attempt
   */
  default void responseReceived(Transfer transfer, int status, long bytes, Duration elapsed) {}

  /**
   * A successful response says what time it is at the API. Called after {@link #responseReceived}.
   *
   * @param transfer the attempt
   * @param date the {@code Date} of the response, in whole seconds: a time between the start of the
   *     attempt and now, by the clock of the API
   * @param elapsed the time from the start of this attempt
   */
  default void dateReported(Transfer transfer, Instant date, Duration elapsed) {}

  /**
   * A response says how many more requests of its operation the API answers today. Archived
   * messages say so; most operations do not.
   *
   * @param transfer the attempt
   * @param remaining the number of requests, 0 if the next one would be refused
   */
  default void quotaReported(Transfer transfer, long remaining) {}

  /**
   * An attempt has failed and another one will follow.
   *
   * @param transfer the attempt that failed
   * @param delay how long the request waits before the next one
   * @param reason why the attempt failed, on one line
   */
  default void retryScheduled(Transfer transfer, Duration delay, String reason) {}

  /**
   * A list had many empty pages in a row, each with the cursor of another one. Called once a list,
   * after {@link io.github.customerio4j.client.paging.PageTrail#MANY_EMPTY_PAGES} of them.
   *
   * @param transfer the request for the last page
   * @param pages the number of empty pages so far
   */
  default void emptyPages(Transfer transfer, int pages) {}
}
