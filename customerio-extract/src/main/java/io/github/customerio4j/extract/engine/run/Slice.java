package io.github.customerio4j.extract.engine.run;

/**
 * Work that is done one request at a time, so that the scheduler can choose what continues. One
 * thread at a time advances it, not always the same thread.
 */
public interface Slice {
  /** Work that other work waits for, and chains of unknown length before their first page. */
  double FIRST = Double.MAX_VALUE;

  /** Chains that have not started and can be split: chains in progress finish before them. */
  double LAST = 0;

  /** More than any chain that can be split has left: added to the pages of one that cannot. */
  double UNCUTTABLE = 1e9;

  /** Makes one request and handles its response; false if there is no more work. */
  boolean advance() throws Exception;

  /** The estimated number of pages left. The longest slice continues first. */
  double remaining();

  /** What the next turn reads, for the log; empty if its table says it all. */
  default String name() {
    return "";
  }
}
