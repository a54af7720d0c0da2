package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.source.tree.ChainRequests.ParentChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The children of some parents, in the order of the parents. If there are many parents, several
 * share a part, so that memory and files stay few. Which parents share follows from their place
 * alone, so a run that resumes finds its parts again.
 */
final class ChildBatches {
  /** The first parents have a part each. */
  private static final int ALONE = 64;

  /** The next parents share a part with three others; parents after them share it with 31. */
  private static final int FEW = 512;

  private static final int SMALL = 4;
  private static final int LARGE = 32;

  private final RunContext run;
  private final TableNode node;
  private final int parentSize;
  private final Parents parents;
  private final List<ParentChain> pending = new ArrayList<>();
  private final List<ChainBatch> batches = new ArrayList<>();
  private int taken;

  /** Where parents come from. */
  enum Parents {
    /** From a list: a parent that is not found was deleted since. */
    LISTED,
    /** From the configuration: a parent that is not found is a mistake. */
    NAMED
  }

  /**
   * @param parentSize how many parents share a part with that of these
   */
  ChildBatches(RunContext run, TableNode node, int parentSize, Parents parents) {
    this.run = run;
    this.node = node;
    this.parentSize = parentSize;
    this.parents = parents;
  }

  /** Adds the chains of one parent, and starts to read when there are enough for a part. */
  void add(Map<String, String> keys, Set<String> settled) throws Exception {
    if (!node.isDue(settled)) {
      node.parentUnchanged();
      return;
    }
    for (ParentChain chain : node.requests().chains(keys, settled)) {
      if (pending.size() >= size()) {
        flush();
      }
      pending.add(chain);
    }
    taken++;
    if (pending.size() >= size()) {
      flush();
    }
  }

  /** Starts to read the chains that wait. */
  void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    ChainBatch batch = new ChainBatch(run, node, List.copyOf(pending), parents);
    pending.clear();
    batches.add(batch);
    batch.begin();
  }

  private int size() {
    if (node.table().isWindowed() || node.table().isReadFirst()) {
      return 1;
    }
    int byPlace = taken < ALONE ? 1 : taken < FEW ? SMALL : LARGE;
    return Math.max(byPlace, parentSize);
  }

  /** Adds the batches of that table, in the order of their parents. */
  void collect(TableNode wanted, List<ChainBatch> all) {
    for (ChainBatch batch : batches) {
      if (node == wanted) {
        all.add(batch);
      }
      batch.childBatches().forEach(childBatches -> childBatches.collect(wanted, all));
    }
  }
}
