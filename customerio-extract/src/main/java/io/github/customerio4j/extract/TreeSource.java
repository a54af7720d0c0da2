package io.github.customerio4j.extract;

import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.extract.record.PartRows;
import io.github.customerio4j.extract.record.RoutePart;
import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.record.TableLayout;
import io.github.customerio4j.extract.table.ColumnPath;
import io.github.customerio4j.extract.table.ParentKey;
import io.github.customerio4j.extract.table.TableSpec;
import io.github.customerio4j.extract.write.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A list and the tables that hang on its records: each is asked for once, whichever tables need it,
 * and what hangs on a list begins when that list is read, whatever else is still under way.
 */
final class TreeSource implements Source {
  private final Run run;
  private final TableNode root;
  private final Branch trunk = new Branch(Map.of(), Optional.empty());

  TreeSource(Run run, TableSpec root) {
    this.run = run;
    this.root = new TableNode(run, root);
  }

  /**
   * What one parent has.
   *
   * @param keys the parent's key, by the columns that it gets
   * @param part the rows; empty where there is no list, only what hangs on it
   * @param grown what hangs on its records, by table, in the order of the records
   */
  private record Branch(
      Map<String, String> keys, Optional<SlicePart> part, Map<TableNode, List<Branch>> grown) {

    Branch(Map<String, String> keys, Optional<SlicePart> part) {
      this(keys, part, new ConcurrentHashMap<>());
    }
  }

  @Override
  public void submit() throws Exception {
    TableSpec table = root.table();
    if (!table.fixedParents().isEmpty()) {
      String column = table.parentKeys().get(0).column();
      grow(root, trunk, table.fixedParents().stream().map(key -> Map.of(column, key)).toList());
      return;
    }
    List<Long> named =
        run.config()
            .segmentCustomers()
            .map(SegmentCustomersSelection::segmentIds)
            .orElse(List.of());
    boolean isOfSegments = root.children().stream().anyMatch(TreeSource::isOfMembers);
    List<Map<String, String>> members =
        isOfSegments
            ? named.stream().map(id -> Map.of("segment_id", String.valueOf(id))).toList()
            : List.of();
    if (!members.isEmpty()) {
      for (TableNode child : root.children()) {
        if (isOfMembers(child)) {
          grow(child, trunk, members);
        }
      }
    }
    boolean needsList =
        root.isWanted()
            || root.children().stream().anyMatch(child -> members.isEmpty() || !isOfMembers(child));
    if (needsList) {
      grow(root, trunk, List.of(Map.of()));
    }
  }

  private static boolean isOfMembers(TableNode node) {
    return node.table().name().equals(TableNode.MEMBERS);
  }

  /** Begins to read a table for each of those parents. */
  private void grow(TableNode node, Branch parent, List<Map<String, String>> parents) {
    List<Branch> branches = new ArrayList<>();
    for (Map<String, String> keys : parents) {
      branches.add(new Branch(keys, Optional.of(node.part(keys))));
    }
    parent.grown().put(node, List.copyOf(branches));
    node.feed().opened(branches.size());
    for (Branch branch : branches) {
      SlicePart part = branch.part().orElseThrow();
      ChainSlice slice = new ChainSlice(node.chain(branch.keys(), part), () -> ended(node, branch));
      // What was named and not listed is somebody's mistake if it is not there.
      boolean isListed = parent.part().isPresent();
      node.lane().submit(isListed ? tolerating(node, part, slice) : slice);
    }
  }

  /** What hangs on a list can be read once the list is. */
  private void ended(TableNode node, Branch branch) throws Exception {
    node.feed().ended(1);
    for (TableNode child : node.children()) {
      boolean isNamed =
          isOfMembers(child)
              && run.config()
                  .segmentCustomers()
                  .filter(selection -> !selection.segmentIds().isEmpty())
                  .isPresent();
      if (!isNamed) {
        child.lane().attempt(() -> grow(child, branch, keys(child, node, branch)));
      }
    }
  }

  /** A parent that was deleted after it was listed has nothing, which is no failure. */
  private static Slice tolerating(TableNode node, SlicePart part, Slice slice) {
    return new Slice() {
      @Override
      public boolean advance() throws Exception {
        try {
          return slice.advance();
        } catch (NotFoundException e) {
          if (part.pages() > 0) {
            throw e;
          }
          node.parentVanished();
          part.close();
          node.feed().ended(1);
          return false;
        }
      }

      @Override
      public double remaining() {
        return slice.remaining();
      }
    };
  }

  /** The keys of the records in a branch, as the child has them. */
  private static List<Map<String, String>> keys(TableNode child, TableNode node, Branch branch)
      throws IOException {
    List<Map<String, String>> keys = new ArrayList<>();
    TableLayout layout = new TableLayout(List.of(), Integer.MAX_VALUE, Optional.empty());
    List<RoutePart> routes = branch.part().map(SlicePart::routes).orElse(List.of());
    routes.forEach(layout::addPart);
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Column column : layout.columns()) {
      places.put(String.valueOf(column.pointer()), places.size());
    }
    for (RoutePart route : routes) {
      try (PartRows rows = new PartRows(route, layout)) {
        while (rows.next()) {
          Map<String, String> key = new LinkedHashMap<>();
          for (ParentKey parent : child.table().parentKeys()) {
            Integer place = places.get(ColumnPath.of(parent.field()).pointer());
            @Nullable String value = place == null ? null : rows.text(place);
            if (value == null || value.isEmpty()) {
              throw new ExtractionException(
                  "Cannot read %s: a record of %s has no %s. Leave %s out."
                      .formatted(
                          child.table().name(),
                          node.table().name(),
                          parent.field(),
                          child.table().name()));
            }
            key.put(parent.column(), value);
          }
          keys.add(key);
        }
      }
    }
    return keys;
  }

  @Override
  public List<Lane> lanes() {
    return wanted().stream().map(TableNode::lane).toList();
  }

  @Override
  public List<TableRows> tables() {
    List<TableRows> tables = new ArrayList<>();
    for (TableNode node : wanted()) {
      if (!node.lane().hasFailed()) {
        tables.add(rows(node));
      }
    }
    return tables;
  }

  private TableRows rows(TableNode node) {
    List<SlicePart> parts = new ArrayList<>();
    collect(trunk, root, node, parts);
    TableRows.Builder rows = TableRows.builder();
    rows.name(node.table().name())
        .spec(node.table())
        .meter(node.meter())
        .windows(parts.size())
        .duplicates(parts.stream().mapToLong(SlicePart::duplicates).sum())
        .repairs(parts.stream().mapToLong(SlicePart::repairs).sum());
    parts.forEach(part -> rows.addChains(part.routes()));
    if (node.vanished() > 0) {
      rows.addWarnings(
          "%d of %s were deleted after they had been listed; they have no rows here."
              .formatted(node.vanished(), node.table().parent().orElse("them")));
    }
    return rows.build();
  }

  /** The parts of a table, in the order of its parents' records. */
  private static void collect(
      Branch branch, TableNode at, TableNode wanted, List<SlicePart> parts) {
    for (Branch one : branch.grown().getOrDefault(at, List.of())) {
      if (at == wanted) {
        one.part().ifPresent(parts::add);
      }
      at.children().forEach(child -> collect(one, child, wanted, parts));
    }
    if (at.table().parent().isEmpty()) {
      // Members of segments that were named hang on no list.
      at.children().stream()
          .filter(child -> child == wanted)
          .flatMap(child -> branch.grown().getOrDefault(child, List.of()).stream())
          .forEach(one -> one.part().ifPresent(parts::add));
    }
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
