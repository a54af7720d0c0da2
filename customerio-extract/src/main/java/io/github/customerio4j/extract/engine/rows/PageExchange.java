package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.engine.spool.PageTaker;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands pages from the threads that read them to the one that uses their rows. A reading thread
 * waits until its page is used, so that there is at most one page for each of them. Thread-safe.
 */
final class PageExchange implements PageTaker {
  private final Deque<Page> waiting = new ArrayDeque<>();
  private boolean isClosed;
  private boolean isEnded;
  private boolean isUsed;

  /**
   * A page.
   *
   * @param part the part whose last page it is
   * @param skipped how many of its first rows were used before
   * @param others the identities of records that are not among the rows
   */
  record Page(SliceSpool part, long skipped, Set<String> others) {}

  @Override
  public synchronized void take(SliceSpool part, long skipped, Set<String> others)
      throws IOException {
    Page page = new Page(part, skipped, others);
    if (isClosed || Thread.currentThread().isInterrupted()) {
      // The reading has failed.
      throw closed();
    }
    waiting.add(page);
    notifyAll();
    while (waiting.contains(page)) {
      if (isClosed) {
        throw closed();
      }
      try {
        wait();
      } catch (InterruptedException e) {
        waiting.remove(page);
        Thread.currentThread().interrupt();
        throw closed();
      }
    }
  }

  private static InterruptedIOException closed() {
    return new InterruptedIOException("Cannot hand over rows: the reading has ended.");
  }

  /** The next page, which stays until {@link #used}; null if there are no more. */
  synchronized @Nullable Page next() throws InterruptedException {
    while (waiting.isEmpty() && !isEnded) {
      wait();
    }
    Page page = waiting.peek();
    isUsed |= page != null;
    return page;
  }

  /** Lets the thread continue that has read the page that {@link #next} gave. */
  synchronized void used(Page page) {
    waiting.remove(page);
    notifyAll();
  }

  /** Whether a page was handed over. */
  synchronized boolean isUsed() {
    return isUsed;
  }

  /** Says that no more pages come. */
  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  /** Says that nobody uses pages any more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
