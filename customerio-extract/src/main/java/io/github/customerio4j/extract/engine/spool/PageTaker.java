package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;
import java.util.Set;

/** Uses the rows of each page as soon as it is whole, instead of at a commit. */
@FunctionalInterface
public interface PageTaker {
  /**
   * Called by the thread that reads the part, for each page. Returns when the rows are used: until
   * then the part does not change.
   *
   * @param skipped how many of the page's first rows were used before, from a part that this one
   *     replaces
   * @param others the identities of records that another part hands over
   * @throws IOException if nobody uses rows any more
   */
  void take(SliceSpool part, long skipped, Set<String> others) throws IOException;
}
