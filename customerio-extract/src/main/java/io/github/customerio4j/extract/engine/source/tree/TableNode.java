package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.catalog.RefreshRule;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.engine.commit.SpooledFields;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.run.ChainStart;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RefreshMemory;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SkippedParents;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;

/** A table with its place in the tree of lists. */
public final class TableNode {
  private final RunContext run;
  private final TableSpec table;
  private final boolean isWanted;
  private final List<TableNode> children = new ArrayList<>();
  private final SourceMeter meter;
  private final TableScope scope;
  private final CustomerIo client;
  private final ProgressTracker progress;
  private final ChainRequests requests;
  private final List<String> ids;
  private final ChainClass share;
  private final String memory;
  private final Optional<Instant> lastRun;
  private final Optional<ChainStart> start;
  private final RefreshMemory refresh;
  private final SkippedParents deletedParents = new SkippedParents();
  private final SkippedParents unusableParents = new SkippedParents();
  private final AtomicInteger unchanged = new AtomicInteger();

  /**
   * @param ids the only records of the list at the root that are wanted; empty for all
   */
  public TableNode(RunContext run, TableSpec table, List<String> ids) {
    this(run, table, ids, ChainClass.ALL);
  }

  /** The same of a share of the chains of the tables that are written. */
  TableNode(RunContext run, TableSpec table, List<String> ids, ChainClass share) {
    this.share = share;
    this.run = run;
    this.table = shaped(run.config(), table);
    this.isWanted = isWanted(run.config(), table);
    this.scope = new TableScope(run, table.name());
    this.progress = new ProgressTracker(run, table.name(), ProgressTracker.Length.BY_CHAINS);
    this.ids = ids;
    this.memory = memory(run.config(), table, ids);
    this.lastRun = run.lastRun(table, memory);
    Optional<TableState> known = Optional.ofNullable(run.state().tables().get(table.name()));
    this.refresh = run.refresh(known, memory, run.config().refresh());
    this.start = table.isWindowed() ? Optional.of(start(known)) : Optional.empty();
    this.requests = new ChainRequests(run, this.table, start);
    for (TableSpec child : TableCatalog.childrenOf(table)) {
      if (isNeeded(run.config(), child)) {
        TableNode node = new TableNode(run, child, ids, share);
        children.add(node);
        scope.addDependent(node.scope);
      }
    }
    // The requests of a table that is not selected count for the first table that needs it.
    this.meter = isWanted ? run.meter(table.name()) : children.get(0).meter;
    this.client = scope.client(meter);
  }

  /** As messages start, because they are of the same kind. */
  private ChainStart start(Optional<TableState> known) {
    MessagesSelection messages =
        run.config()
            .messages()
            .orElseGet(() -> MessagesSelection.builder().history(History.SINCE_LAST_RUN).build());
    Optional<Instant> watermark =
        messages.history() == History.COMPLETE ? Optional.empty() : lastRun;
    ChainStart.Options options =
        new ChainStart.Options(messages.since(), messages.overlap(), run.config().refresh());
    return ChainStart.of(run, known, memory, watermark, options);
  }

  private static TableSpec shaped(ExtractionConfig config, TableSpec table) {
    boolean isWide = config.metrics().layout() == MetricsSelection.Layout.COLUMN_PER_METRIC;
    return isWide && table.shape().isSeries() ? table.withColumnPerMetric() : table;
  }

  /**
   * The name of the table's watermark. It depends on the selection, because a watermark is valid
   * only if the next run selects the same.
   */
  private static String memory(ExtractionConfig config, TableSpec table, List<String> ids) {
    String wanted =
        String.join(",", ids)
            + config.excludedColumns().getOrDefault(table.name(), Set.of())
            + (config.onlyColumns().isEmpty() ? "" : config.onlyColumns())
            + (config.hashedColumns().isEmpty() ? "" : config.hashedColumns());
    if (table.shape().isSeries()) {
      MetricsSelection metrics = config.metrics();
      wanted +=
          metrics.periods().stream().sorted().toList() + "" + metrics.layout() + metrics.since();
    }
    return ByteString.encodeUtf8(wanted).sha256().hex().substring(0, 16);
  }

  private static boolean isWanted(ExtractionConfig config, TableSpec table) {
    return config.selects(table.name());
  }

  /** Whether its rows are written, or are needed for its children. */
  public static boolean isNeeded(ExtractionConfig config, TableSpec table) {
    return isWanted(config, table)
        || TableCatalog.childrenOf(table).stream().anyMatch(child -> isNeeded(config, child));
  }

  public TableSpec table() {
    return table;
  }

  /** Whether its rows are written. */
  public boolean isWanted() {
    return isWanted;
  }

  public List<TableNode> children() {
    return children;
  }

  /** Whether a chain is among those to read. */
  boolean reads(ChainRequests.ParentChain chain) {
    return !isWanted || table.parent().isEmpty() || share.has(chain.lastingName());
  }

  /** Whether that table is this one or stands below it. */
  boolean holds(TableNode other) {
    return this == other || children.stream().anyMatch(child -> child.holds(other));
  }

  TableScope scope() {
    return scope;
  }

  SourceMeter meter() {
    return meter;
  }

  ProgressTracker progress() {
    return progress;
  }

  public ChainRequests requests() {
    return requests;
  }

  /** Whether unchanged parents are skipped, so that the start of the run is remembered. */
  private boolean hasWatermark() {
    return table.refresh() != RefreshRule.EVERY_RUN;
  }

  /** Adds what the table leaves to the next run. */
  void addMemory(SpooledTable.Builder rows) {
    if (start.isPresent()) {
      rows.putChain(memory, run.startedAt(), start.get()).refreshed(start.get().refreshed());
    } else if (hasWatermark()) {
      Optional<Duration> due = dueTier();
      rows.putWatermarks(memory, run.startedAt())
          .putRefreshTimes(
              memory,
              refresh.afterRun(
                  age ->
                      lastRun.isEmpty()
                          || due.filter(read -> read.compareTo(age) >= 0).isPresent()))
          .refreshed(due);
    }
  }

  /** The age of the tier by which children are read again. */
  private Optional<Duration> dueTier() {
    return lastRun.isEmpty() ? Optional.empty() : refresh.due().map(RefreshSchedule.Tier::age);
  }

  /** The parents that were deleted before their children were requested. */
  SkippedParents deletedParents() {
    return deletedParents;
  }

  /** The parents whose ids no request can carry. */
  SkippedParents unusableParents() {
    return unusableParents;
  }

  /** How many parents were skipped because their children cannot have changed. */
  int unchanged() {
    return unchanged.get();
  }

  void parentUnchanged() {
    unchanged.incrementAndGet();
  }

  /** The fields of this table's records that decide what is read of the children. */
  public Set<ColumnPath> decidingFields() {
    Set<ColumnPath> fields = new LinkedHashSet<>();
    for (TableNode child : children) {
      child.table.parentKeys().forEach(key -> fields.add(ColumnPath.of(key.field())));
    }
    table.changedAt().ifPresent(fields::add);
    table.settledAt().ifPresent(fields::add);
    table.state().ifPresent(fields::add);
    return fields;
  }

  /** The keys that a record of this table gives to its children of that table, if it has them. */
  Map<String, String> keysFor(TableNode child, SpooledFields.Fields record) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (ParentKey key : child.table.parentKeys()) {
      record.at(ColumnPath.of(key.field())).ifPresent(value -> keys.put(key.column(), value));
    }
    return keys;
  }

  /**
   * The names of the tables below whose rows cannot have changed for a record.
   *
   * @param record a record of this table
   * @param above the names that its own parents have decided
   */
  public Set<String> settled(SpooledFields.Fields record, Set<String> above) {
    Set<String> settled = new HashSet<>(above);
    for (TableNode child : children) {
      child.addSettled(this, record, settled);
    }
    return settled.isEmpty() ? Set.of() : settled;
  }

  private void addSettled(TableNode judge, SpooledFields.Fields record, Set<String> settled) {
    String decides = table.refreshedBy().or(table::parent).orElse("");
    if (decides.equals(judge.table.name()) && lastRun.isPresent()) {
      RefreshPolicy freshness =
          RefreshPolicy.of(refresh, lastRun.get(), run.config().metrics().settlingTime());
      if (!freshness.isDue(table.refresh(), judge.table, record::at)) {
        settled.add(table.name());
      }
    }
    children.forEach(child -> child.addSettled(judge, record, settled));
  }

  /** Whether this table, or one below it that is wanted, must be read for a parent. */
  public boolean isDue(Set<String> settled) {
    return (isWanted && !settled.contains(table.name()))
        || children.stream().anyMatch(child -> child.isDue(settled));
  }

  /** Delays the end of the tables below, because more parents may come. */
  void hold() {
    for (TableNode child : children) {
      child.progress.hold();
      child.hold();
    }
  }

  void release() {
    for (TableNode child : children) {
      child.progress.release();
      child.release();
    }
  }

  /** The part for those chains. */
  SliceSpool part(List<ChainRequests.ParentChain> chains) throws IOException {
    ChainRequests.ParentChain first = chains.get(0);
    RecordShape.Builder shape = run.shape(table).putAllConstants(first.keys());
    if (children.stream().anyMatch(child -> run.namedParents(child.table()).isEmpty())) {
      shape.addAllReadBack(decidingFields());
      shape.isReadBackOnly(!isWanted);
      first.keys().keySet().forEach(column -> shape.addReadBack(ColumnPath.of(column)));
    }
    if (table.parent().isEmpty()) {
      shape.onlyIdentities(ids);
    }
    first.window().ifPresent(window -> window.addTo(shape));
    return run.part(ChainRequests.slot(table, chains), shape.build());
  }

  /** Reads that chain into the part. */
  PageChain chain(ChainRequests.ParentChain chain, SliceSpool part) {
    if (!chain.isSecondList()) {
      // A second list continues with the records of the first: what both bring counts once.
      part.beginChain(chain.keys());
    }
    PageRequest request = requests.request(chain);
    return new PageChain(progress, client, request, part, requests.reshaping(chain));
  }
}
