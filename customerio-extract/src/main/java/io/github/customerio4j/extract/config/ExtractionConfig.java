package io.github.customerio4j.extract.config;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.sink.LoadType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What to extract, and how. */
@Value.Immutable
public abstract class ExtractionConfig {

  private static final String SEGMENT_CUSTOMERS = TableCatalog.segmentCustomers().name();
  private static final long HEAP_A_REQUEST = 5_000_000;

  ExtractionConfig() {}

  /** How a run uses the state of the runs before it. */
  public enum StateUse {
    /** The run continues from the state. */
    CONTINUE,
    /** The run ignores the state, as if it were the first run. */
    RESET
  }

  /** What becomes of a run one of whose tables cannot be read. */
  public enum OnTableFailure {
    /** The run fails, and nothing is committed. */
    FAIL,
    /**
     * The others are committed; the report names what failed, whose state stays as it was. What
     * fails for all of them (the key, the quota, the network, the disk) ends the run all the same.
     */
    SKIP
  }

  /** Whether a run goes on with what one before it had fetched when it was interrupted. */
  public enum Resume {
    /**
     * It does if the configuration, the key, the state and the destination are the same, and if it
     * is not too long ago; else it says why not and begins anew.
     */
    IF_POSSIBLE,
    /** It begins anew, and leaves nothing for another to go on with. */
    NEVER
  }

  /** What becomes of parents that are unchanged since the last run. */
  public enum UnchangedParents {
    /** On Incremental Update, what hangs on them is not read again. */
    SKIP,
    /** They are read like the others. */
    READ
  }

  /** What an Incremental Update does with rows whose record was deleted in the workspace. */
  public enum DeletedRows {
    /** Keeps them unchanged. */
    KEEP,
    /**
     * Marks them in column {@code _deleted}, in tables that the run has read whole. The destination
     * must be able to mark rows.
     */
    MARK
  }

  /** Whether rows tell when they were read. */
  public enum ExtractedAt {
    /** They do not. */
    LEFT_OUT,
    /** Column {@code _extracted_at} has the start of the run in Unix seconds. */
    ADDED
  }

  /** {@link LoadType#INCREMENTAL_UPDATE} by default. */
  @Value.Default
  public LoadType loadType() {
    return LoadType.INCREMENTAL_UPDATE;
  }

  /**
   * Tables that take no options, by name: {@code campaigns}, {@code segments}, {@code newsletters}
   * and so on, see {@link TableCatalog#plain}; none by default. They are written in the catalogue's
   * order.
   */
  public abstract Set<String> tables();

  /**
   * The only records of a list that are wanted, and whose children are, by the list's table: {@code
   * campaigns}, {@code segments}, {@code newsletters} and so on by their id, {@code people} by
   * their {@code cio_id}. All, for a table that is not named here.
   */
  public abstract Map<String, Set<String>> ids();

  /**
   * Columns that are left out, by table, as they are called there; for activities of one type, by
   * {@code activity_TYPE}. Columns of the primary key cannot be.
   */
  public abstract Map<String, Set<String>> excludedColumns();

  /** Which figures go into the tables of metrics; days of the last weeks by default. */
  @Value.Default
  public MetricsSelection metrics() {
    return MetricsSelection.builder().build();
  }

  /** {@link UnchangedParents#SKIP} by default. */
  @Value.Default
  public UnchangedParents unchangedParents() {
    return UnchangedParents.SKIP;
  }

  /** {@link DeletedRows#KEEP} by default. */
  @Value.Default
  public DeletedRows deletedRows() {
    return DeletedRows.KEEP;
  }

  /** {@link ExtractedAt#LEFT_OUT} by default. */
  @Value.Default
  public ExtractedAt extractedAt() {
    return ExtractedAt.LEFT_OUT;
  }

  /** What goes into {@code segment_customers}; left out by default. */
  public abstract Optional<SegmentCustomersSelection> segmentCustomers();

  /** What goes into {@code messages}; left out by default. */
  public abstract Optional<MessagesSelection> messages();

  /** What goes into {@code message_bodies}; left out by default. */
  public abstract Optional<MessageBodiesSelection> messageBodies();

  /** What goes into {@code customers}; left out by default. */
  public abstract Optional<CustomersSelection> customers();

  /** What goes into {@code activity_TYPE} or {@code activities_all}; left out by default. */
  public abstract Optional<ActivitiesSelection> activities();

  /** {@link StateUse#CONTINUE} by default. */
  @Value.Default
  public StateUse stateUse() {
    return StateUse.CONTINUE;
  }

  /** {@link OnTableFailure#FAIL} by default. */
  @Value.Default
  public OnTableFailure onTableFailure() {
    return OnTableFailure.FAIL;
  }

  /** {@link Resume#IF_POSSIBLE} by default. */
  @Value.Default
  public Resume resume() {
    return Resume.IF_POSSIBLE;
  }

  /**
   * How long after its start an interrupted run is gone on with; a day by default. The tables are
   * then as of that start.
   */
  @Value.Default
  public Duration resumeWithin() {
    return Duration.ofDays(1);
  }

  /** The most columns that fields get of their own in one table; 2000 by default. */
  @Value.Default
  public int columnLimit() {
    return 2000;
  }

  /**
   * The most requests that are under way at once. How many really are follows from the rate limit
   * and the latency that is measured; each holds a page and its rows. By default one for every 5 MB
   * of the largest heap, between 4 and 32.
   */
  @Value.Default
  public int maxRequestsInFlight() {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_A_REQUEST;
    return (int) Math.max(4, Math.min(32, byHeap));
  }

  /** Where rows are spooled until the commit; the system's temporary directory by default. */
  @Value.Default
  public Path spoolDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * The most bytes that spooled rows may take. By default all but a tenth of the space that is free
   * at the run's start: a run that is too large fails before others find the disk full.
   */
  public abstract OptionalLong maxSpoolBytes();

  /**
   * Whether the rows of a table in the tree of lists are written: {@link #tables} has its name, or
   * it is {@code segment_customers} and has a selection.
   *
   * @param table its name in the catalog
   */
  public boolean selects(String table) {
    return tables().contains(table)
        || (table.equals(SEGMENT_CUSTOMERS) && segmentCustomers().isPresent());
  }

  /**
   * The ids of the only parents whose children are wanted in a table; empty for all parents. {@link
   * #ids} is not included.
   *
   * @param table its name in the catalog
   */
  public List<String> selectedParents(String table) {
    return table.equals(SEGMENT_CUSTOMERS)
        ? segmentCustomers().map(SegmentCustomersSelection::segmentIds).orElse(List.of()).stream()
            .map(String::valueOf)
            .toList()
        : List.of();
  }

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    if (columnLimit() < 1 || maxRequestsInFlight() < 1) {
      throw new IllegalArgumentException(
          "Cannot use columnLimit "
              + columnLimit()
              + " and maxRequestsInFlight "
              + maxRequestsInFlight()
              + ": each must be 1 at least.");
    }
    if (resumeWithin().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use resumeWithin "
              + resumeWithin()
              + ": it is negative. Use Resume.NEVER to begin anew each time.");
    }
    List<String> known = TableCatalog.plain().stream().map(TableSpec::name).toList();
    for (String table : tables()) {
      if (!known.contains(table)) {
        throw new IllegalArgumentException(
            "Cannot extract table \""
                + table
                + "\": no table without options has this name. There are "
                + String.join(", ", known)
                + ".");
      }
    }
    Set<String> lists =
        TableCatalog.roots().stream()
            .filter(root -> root.fixedParents().isEmpty())
            .map(TableSpec::name)
            .collect(Collectors.toSet());
    for (String table : ids().keySet()) {
      if (!lists.contains(table)) {
        throw new IllegalArgumentException(
            "Cannot use ids of table \""
                + table
                + "\": it is no list that others hang on. Name campaigns, segments, newsletters or"
                + " another list.");
      }
    }
    excludedColumns().forEach(ExtractionConfig::checkExcluded);
    boolean nothing =
        tables().isEmpty()
            && segmentCustomers().isEmpty()
            && messages().isEmpty()
            && messageBodies().isEmpty()
            && customers().isEmpty()
            && activities().isEmpty();
    if (nothing) {
      throw new IllegalArgumentException(
          "Cannot extract: no table is selected. Select campaigns, segments, segment_customers,"
              + " messages, customers or activities.");
    }
  }

  private static void checkExcluded(String name, Set<String> columns) {
    TableSpec table =
        TableCatalog.all().stream()
            .filter(one -> name.equals(one.name()) || isOfType(one, name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot leave columns out of table \""
                            + name
                            + "\": there is no such table."));
    for (String key : table.primaryKey()) {
      if (columns.contains(key)) {
        throw new IllegalArgumentException(
            "Cannot leave column " + key + " out of " + name + ": it is of the primary key.");
      }
    }
  }

  private static boolean isOfType(TableSpec table, String name) {
    return table.name().endsWith("_") && name.startsWith(table.name());
  }

  /**
   * The core tables, each with its defaults: campaigns, segments and members, messages, people,
   * activities.
   */
  public static Builder everything() {
    Builder builder = builder();
    builder
        .addTables("campaigns", "segments")
        .segmentCustomers(SegmentCustomersSelection.allSegments())
        .messages(MessagesSelection.builder().build())
        .customers(CustomersSelection.builder().build())
        .activities(ActivitiesSelection.builder().build());
    return builder;
  }

  /** Starts a configuration that selects nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a configuration's options. */
  public static final class Builder extends ImmutableExtractionConfig.Builder {
    Builder() {}
  }
}
