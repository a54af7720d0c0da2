package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.record.SlicePart;
import io.github.customerio4j.extract.table.Catalogue;
import io.github.customerio4j.extract.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A table in its place below the list that its parents stand in. */
final class TableNode {
  /** The table of segments' members, which has options of its own. */
  static final String MEMBERS = "segment_customers";

  private final Run run;
  private final TableSpec table;
  private final boolean isWanted;
  private final List<TableNode> children = new ArrayList<>();
  private final SourceMeter meter;
  private final Lane lane;
  private final CustomerIo client;
  private final Feed feed;
  private final AtomicInteger vanished = new AtomicInteger();

  TableNode(Run run, TableSpec table) {
    this.run = run;
    this.table = table;
    this.isWanted = isWanted(run.config(), table);
    this.meter = run.meter(table.name());
    this.lane = new Lane(run, table.name());
    this.client = lane.client(meter);
    this.feed = new Feed(run, table.name());
    for (TableSpec child : Catalogue.childrenOf(table)) {
      if (isNeeded(run.config(), child)) {
        TableNode node = new TableNode(run, child);
        children.add(node);
        lane.feeds(node.lane);
      }
    }
  }

  private static boolean isWanted(ExtractionConfig config, TableSpec table) {
    return config.tables().contains(table.name())
        || (table.name().equals(MEMBERS) && config.segmentCustomers().isPresent());
  }

  /** Whether its rows are to be written, or to be known for the sake of others. */
  static boolean isNeeded(ExtractionConfig config, TableSpec table) {
    return isWanted(config, table)
        || Catalogue.childrenOf(table).stream().anyMatch(child -> isNeeded(config, child));
  }

  TableSpec table() {
    return table;
  }

  /** Whether its rows are to be written. */
  boolean isWanted() {
    return isWanted;
  }

  List<TableNode> children() {
    return children;
  }

  Lane lane() {
    return lane;
  }

  SourceMeter meter() {
    return meter;
  }

  Feed feed() {
    return feed;
  }

  /** How many parents were gone when their children were asked for. */
  int vanished() {
    return vanished.get();
  }

  void parentVanished() {
    vanished.incrementAndGet();
  }

  /** The part for what those parents have. */
  SlicePart part(Map<String, String> keys) {
    String slot = table.name();
    for (String key : keys.values()) {
      slot += "/" + key;
    }
    return run.part(slot, Run.shape(table).putAllConstants(keys).build());
  }

  /** The chain that reads it. */
  PageChain chain(Map<String, String> keys, SlicePart part) {
    // Members of a segment may be a million, and nothing cuts them.
    PageRequest request =
        (table.name().equals(MEMBERS) ? Run.uncuttable(table, keys) : Run.request(table, keys))
            .build();
    return new PageChain(feed, client, request, part, Optional.of(table));
  }
}
