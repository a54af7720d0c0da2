package io.github.customerio4j.extract.engine.run;

/**
 * Work that is done a request at a time, so that the scheduler can choose what goes on first.
 * Advanced by one thread at a time, not always the same.
 */
public interface Slice {
  /** For what other work waits for, and for chains of unknown length before their first page. */
  double FIRST = Double.MAX_VALUE;

  /** For chains that are not begun and can be cut: those that are begun end before them. */
  double LAST = 0;

  /** Makes one request and deals with its answer; false if there is nothing more to do. */
  boolean advance() throws Exception;

  /** What is left, in pages, as far as it can be told: the longest slice goes first. */
  double remaining();

  /** What the next turn reads, for the log; empty if its table says it all. */
  default String name() {
    return "";
  }
}
