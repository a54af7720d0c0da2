package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.page.TableRequest;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.source.tree.ChainRequests.ParentChain;
import io.github.customerio4j.extract.report.ExtractionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private boolean hasUsableParent;
  private Optional<String> absentKey = Optional.empty();

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
    if (parents == Parents.LISTED && skips(keys)) {
      return;
    }
    if (!node.isDue(settled)) {
      node.parentUnchanged();
      return;
    }
    for (ParentChain chain : node.requests().chains(keys, settled)) {
      if (!node.reads(chain)) {
        continue;
      }
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

  /** Whether no request can carry the keys; such a parent is told in a warning. */
  private boolean skips(Map<String, String> keys) {
    Optional<String> unusable = TableRequest.unusableKey(node.table(), keys);
    hasUsableParent |= unusable.isEmpty();
    unusable.ifPresent(
        column -> {
          absentKey = absentKey.or(() -> unusable.filter(key -> !keys.containsKey(key)));
          node.unusableParents().add(column + " '" + keys.getOrDefault(column, "") + "'");
        });
    return unusable.isPresent();
  }

  /**
   * Starts to read the last chains.
   *
   * @throws ExtractionException if no parent of the list has the key: it is not what we know
   */
  void end() throws IOException {
    flush();
    TableSpec table = node.table();
    for (ParentKey key : table.parentKeys()) {
      if (!hasUsableParent && absentKey.filter(key.column()::equals).isPresent()) {
        throw new ExtractionException(
            "Cannot read %s: a record of %s has no %s. Leave %s out."
                .formatted(table.name(), table.parent().orElse(""), key.field(), table.name()));
      }
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
