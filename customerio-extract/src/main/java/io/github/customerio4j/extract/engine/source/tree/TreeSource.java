package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SkippedParents;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.Source;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list and the tables of its children. Each list is requested once, whichever tables need it, and
 * the children of a record are requested as soon as the record's page is read.
 */
public final class TreeSource implements Source {
  private final RunContext run;
  private final TableNode root;

  /** The batches without a parent record: the root's list, and children of named parents. */
  private final Map<TableNode, ChildBatches> rootBatches = new LinkedHashMap<>();

  public TreeSource(RunContext run, TableSpec root) {
    this(run, root, ChainClass.ALL);
  }

  /** The same of a share of the children. */
  public TreeSource(RunContext run, TableSpec root, ChainClass share) {
    this.run = run;
    this.root = new TableNode(run, root, run.namedIds(root.name()), share);
  }

  @Override
  public void submit() throws Exception {
    boolean needsList = root.isWanted();
    for (TableNode child : root.children()) {
      List<String> named = run.namedParents(child.table());
      if (named.isEmpty()) {
        needsList = true;
      } else {
        add(child, named);
      }
    }
    if (!root.table().fixedParents().isEmpty()) {
      add(root, root.table().fixedParents());
    } else if (needsList) {
      int lists = root.requests().chains(Map.of(), Set.of()).size();
      ChildBatches list = new ChildBatches(run, root, lists, ChildBatches.Parents.NAMED);
      rootBatches.put(root, list);
      list.add(Map.of(), Set.of());
      list.flush();
    }
  }

  private void add(TableNode node, List<String> parents) throws Exception {
    ChildBatches named = new ChildBatches(run, node, 1, ChildBatches.Parents.NAMED);
    rootBatches.put(node, named);
    String column = node.table().parentKeys().get(0).column();
    for (String parent : parents) {
      named.add(Map.of(column, parent), Set.of());
    }
    named.flush();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    addNames(root, names);
    return names;
  }

  private void addNames(TableNode node, List<String> names) {
    boolean isListed =
        node.isWanted()
            || node.children().stream()
                .anyMatch(child -> run.namedParents(child.table()).isEmpty());
    if (isListed) {
      names.add(node.table().name());
    }
    node.children().forEach(child -> addNames(child, names));
  }

  @Override
  public List<TableScope> scopes() {
    return wanted().stream().map(TableNode::scope).toList();
  }

  @Override
  public List<SpooledTable> tables() {
    List<SpooledTable> tables = new ArrayList<>();
    for (TableNode node : wanted()) {
      if (!node.scope().hasFailed()) {
        tables.add(rows(node));
      }
    }
    return tables;
  }

  private SpooledTable rows(TableNode node) {
    List<ChainBatch> batches = new ArrayList<>();
    rootBatches.values().forEach(childBatches -> childBatches.collect(node, batches));
    List<SliceSpool> parts = batches.stream().map(ChainBatch::part).toList();
    SpooledTable.Builder rows = SpooledTable.builder();
    rows.name(node.table().name())
        .spec(node.table())
        .meter(node.meter())
        .windows(batches.stream().mapToInt(ChainBatch::chains).sum())
        .unchanged(node.unchanged())
        .isWhole(isWhole(node))
        .counts(parts);
    addChains(rows, node, batches);
    if (node.table().shape().isSeries()) {
      // The layout of the metrics decides the key, whatever key the table had before.
      rows.wantedKey(node.table().primaryKey());
    }
    node.addMemory(rows);
    addWarning(rows, node, node.deletedParents(), "were deleted after they had been listed");
    addWarning(rows, node, node.unusableParents(), "have ids that no URL can carry");
    return rows.build();
  }

  private static void addWarning(
      SpooledTable.Builder rows, TableNode node, SkippedParents skipped, String why) {
    if (skipped.count() > 0) {
      String parents = node.table().parent().orElse("them");
      rows.addWarnings(
          "%d of %s %s; they have no rows here: %s."
              .formatted(skipped.count(), parents, why, skipped.named()));
    }
  }

  /** Whether nothing of the table was skipped, neither by selection nor as unchanged. */
  private boolean isWhole(TableNode node) {
    return run.namedIds(root.table().name()).isEmpty()
        && run.namedParents(node.table()).isEmpty()
        && !node.table().isWindowed()
        && isWholeAbove(root, node);
  }

  private static boolean isWholeAbove(TableNode at, TableNode node) {
    return at.unchanged() == 0
        && (at == node
            || at.children().stream()
                .anyMatch(child -> child.holds(node) && isWholeAbove(child, node)));
  }

  /** The windows of one parent share records at their borders; other chains share none. */
  private static void addChains(
      SpooledTable.Builder rows, TableNode node, List<ChainBatch> batches) {
    if (!node.table().isWindowed()) {
      batches.forEach(batch -> rows.addChains(batch.part().routes()));
      return;
    }
    Map<Map<String, String>, List<TableSpool>> byParent = new LinkedHashMap<>();
    for (ChainBatch batch : batches) {
      byParent
          .computeIfAbsent(batch.firstKeys(), any -> new ArrayList<>())
          .addAll(batch.part().routes());
    }
    rows.addAllChains(byParent.values());
  }

  private List<TableNode> wanted() {
    List<TableNode> wanted = new ArrayList<>();
    addWanted(root, wanted);
    return wanted;
  }

  private static void addWanted(TableNode node, List<TableNode> wanted) {
    if (node.isWanted()) {
      wanted.add(node);
    }
    node.children().forEach(child -> addWanted(child, wanted));
  }
}
