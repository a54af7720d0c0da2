package io.github.customerio4j.extract.config;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.sink.LoadType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** Which tables to extract, and how. Immutable. */
@Value.Immutable
public abstract class ExtractionConfig {

  private static final String SEGMENT_CUSTOMERS = TableCatalog.segmentCustomers().name();
  private static final long HEAP_BYTES_PER_REQUEST = 5_000_000;

  ExtractionConfig() {}

  /** How a run uses the state of previous runs. */
  public enum StateUse {
    /** Continues from the state. */
    CONTINUE,
    /** Ignores the state, like a first run. */
    RESET
  }

  /** What a run does when one of its tables cannot be read. */
  public enum OnTableFailure {
    /** The run fails, and nothing is committed. */
    FAIL,
    /**
     * The run commits the other tables. The report names the failed ones, whose rows and state stay
     * unchanged. A failure that affects all tables (the key, the quota, the network, the disk)
     * still ends the run.
     */
    SKIP
  }

  /** Whether a run reuses the pages that an interrupted run has fetched. */
  public enum Resume {
    /**
     * Resumes if the configuration, the API key, the state and the destination are the same, and
     * the interrupted run started within {@link #resumeWithin}. Otherwise the run restarts, and a
     * warning says why.
     */
    IF_POSSIBLE,
    /** Always restarts, and leaves nothing for a later run to resume. */
    NEVER
  }

  /** What a run does with parents that did not change since the previous run. */
  public enum UnchangedParents {
    /** On Incremental Update, their children are not read again. */
    SKIP,
    /** Their children are read like those of other parents. */
    READ
  }

  /** What an Incremental Update does with rows whose record was deleted in the workspace. */
  public enum DeletedRows {
    /** Keeps them unchanged. */
    KEEP,
    /**
     * Marks them in column {@code _deleted}, in tables that the run has read completely. The
     * destination must be able to mark rows.
     */
    MARK
  }

  /** Whether rows hold the time at which they were extracted. */
  public enum ExtractedAt {
    /** No column is added. */
    LEFT_OUT,
    /** Column {@code _extracted_at} holds the start of the run, in Unix seconds. */
    ADDED
  }

  /** The types of columns at a destination that has types. */
  public enum Types {
    /**
     * Documented columns get their documented types, those of tables that an earlier version made
     * included. A column with a value that does not fit becomes text, and a warning shows the
     * value.
     */
    WIDEN,
    /** The same, but columns that are there keep their types as long as all new values fit. */
    KEEP,
    /** A value that does not fit its documented type ends the run before the commit. */
    STRICT
  }

  /** How rows are written to their tables; {@link LoadType#INCREMENTAL_UPDATE} by default. */
  @Value.Default
  public LoadType loadType() {
    return LoadType.INCREMENTAL_UPDATE;
  }

  /**
   * The names of selected tables that take no options: {@code campaigns}, {@code segments}, {@code
   * newsletters} and so on, see {@link TableCatalog#plain}. Empty by default. The tables are
   * written in the order of the catalog.
   */
  public abstract Set<String> tables();

  /**
   * The only records of a top-level list to extract, together with their children. The key is the
   * list's table: {@code campaigns}, {@code segments}, {@code newsletters} and so on. The values
   * are ids, or {@code cio_id}s for {@code people}. A list that has no entry is extracted in full;
   * there are no entries by default.
   */
  public abstract Map<String, Set<String>> ids();

  /**
   * The columns to leave out, by table; none by default. Tables and columns have the names that
   * they have in any destination, or those of the API; a table of activities of one type is {@code
   * activity_TYPE}. Columns of the primary key cannot be excluded. A name that no documented
   * column, no column of a previous run and no field of a row has ends the run before the commit.
   */
  public abstract Map<String, Set<String>> excludedColumns();

  /**
   * The only columns of tables, by table; a table that has no entry gets all. Names are as in
   * {@link #excludedColumns}, {@code *} stands for any characters. What is not named is never
   * written, not even to a spool. Each list names the columns of the primary key.
   */
  public abstract Map<String, Set<String>> onlyColumns();

  /**
   * The columns that a hash takes the place of: {@code TABLE.COLUMN} with {@code *} for any
   * characters, or a column alone for that of every table. None by default. Needs a {@link
   * #hashKey}. A text is hashed by HMAC-SHA-256, an address without white space around it and in
   * lower case; a blank text stays as it is.
   */
  public abstract Set<String> hashedColumns();

  /** The key of {@link #hashedColumns}; every run of a destination needs the same. */
  public abstract Optional<HashKey> hashKey();

  /**
   * Options of all tables of metrics; by default one row per metric and day of the last 45 days.
   */
  @Value.Default
  public MetricsSelection metrics() {
    return MetricsSelection.builder().build();
  }

  /** What happens to children of unchanged parents; {@link UnchangedParents#SKIP} by default. */
  @Value.Default
  public UnchangedParents unchangedParents() {
    return UnchangedParents.SKIP;
  }

  /**
   * How deliveries of transactional messages, figures that settle and children of unchanged parents
   * are read again by their age; by default as {@link MessagesSelection#refresh} says, and {@link
   * RefreshSchedule#off} without messages. With a schedule, children that are read when their
   * parent was changed are also read with the widest tier.
   */
  @Value.Default
  public RefreshSchedule refresh() {
    return messages().map(MessagesSelection::refresh).orElse(RefreshSchedule.off());
  }

  /** What happens to rows of deleted records; {@link DeletedRows#KEEP} by default. */
  @Value.Default
  public DeletedRows deletedRows() {
    return DeletedRows.KEEP;
  }

  /** Whether column {@code _extracted_at} is added; {@link ExtractedAt#LEFT_OUT} by default. */
  @Value.Default
  public ExtractedAt extractedAt() {
    return ExtractedAt.LEFT_OUT;
  }

  /** How columns get their types; {@link Types#WIDEN} by default. */
  @Value.Default
  public Types types() {
    return Types.WIDEN;
  }

  /** What to extract into {@code segment_customers}; empty (the default) to leave it out. */
  public abstract Optional<SegmentCustomersSelection> segmentCustomers();

  /** What to extract into {@code messages}; empty (the default) to leave it out. */
  public abstract Optional<MessagesSelection> messages();

  /** What to extract into {@code message_bodies}; empty (the default) to leave it out. */
  public abstract Optional<MessageBodiesSelection> messageBodies();

  /** What to extract into {@code customers}; empty (the default) to leave it out. */
  public abstract Optional<CustomersSelection> customers();

  /**
   * What to extract into {@code activity_TYPE} or {@code activities_all}; empty (the default) to
   * leave them out.
   */
  public abstract Optional<ActivitiesSelection> activities();

  /** Whether the run continues from the saved state; {@link StateUse#CONTINUE} by default. */
  @Value.Default
  public StateUse stateUse() {
    return StateUse.CONTINUE;
  }

  /** What happens when a table cannot be read; {@link OnTableFailure#FAIL} by default. */
  @Value.Default
  public OnTableFailure onTableFailure() {
    return OnTableFailure.FAIL;
  }

  /** Whether an interrupted run is resumed; {@link Resume#IF_POSSIBLE} by default. */
  @Value.Default
  public Resume resume() {
    return Resume.IF_POSSIBLE;
  }

  /**
   * The longest time after its start at which an interrupted run is resumed; zero or more, one day
   * by default. A resumed run extracts the data as of the start of the interrupted one.
   */
  @Value.Default
  public Duration resumeWithin() {
    return Duration.ofDays(1);
  }

  /**
   * The largest number of columns that a table gets for its fields; at least 1, 2000 by default.
   * The remaining fields share one column of JSON.
   */
  @Value.Default
  public int columnLimit() {
    return 2000;
  }

  /**
   * The largest number of requests in flight at a time; at least 1. The actual number follows from
   * the rate limit and the measured latency. Each request holds a page and its rows in memory. By
   * default one request per 5 MB of maximum heap, between 4 and 32.
   */
  @Value.Default
  public int maxRequestsInFlight() {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_REQUEST;
    return (int) Math.max(4, Math.min(32, byHeap));
  }

  /**
   * The directory in which rows are spooled until the commit; the system's temporary directory by
   * default.
   */
  @Value.Default
  public Path spoolDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * The largest number of bytes that spooled rows may take. By default nine tenths of the space
   * that is free at the run's start, so that a run that is too large fails before the disk is full
   * for other programs.
   */
  public abstract OptionalLong maxSpoolBytes();

  /**
   * Whether a table in the tree of lists is written: {@link #tables} contains its name, or it is
   * {@code segment_customers} and {@link #segmentCustomers} is set.
   *
   * @param table its name in the catalog
   */
  public boolean selects(String table) {
    Objects.requireNonNull(table, "table");
    return tables().contains(table)
        || (table.equals(SEGMENT_CUSTOMERS) && segmentCustomers().isPresent());
  }

  /**
   * The ids of the only parents whose children a table holds; empty for all parents. Does not
   * consider {@link #ids}.
   *
   * @param table its name in the catalog
   */
  public List<String> selectedParents(String table) {
    Objects.requireNonNull(table, "table");
    return table.equals(SEGMENT_CUSTOMERS)
        ? segmentCustomers().map(SegmentCustomersSelection::segmentIds).orElse(List.of()).stream()
            .map(String::valueOf)
            .toList()
        : List.of();
  }

  /** Rejects invalid combinations of options. */
  @Value.Check
  void check() {
    if (columnLimit() < 1 || maxRequestsInFlight() < 1) {
      throw new IllegalArgumentException(
          "Cannot use columnLimit "
              + columnLimit()
              + " and maxRequestsInFlight "
              + maxRequestsInFlight()
              + ": each must be at least 1.");
    }
    if (resumeWithin().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use resumeWithin "
              + resumeWithin()
              + ": it is negative. Use Resume.NEVER to restart each time.");
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
                + "\": it is not a top-level list. Name campaigns, segments, newsletters or another"
                + " top-level list.");
      }
    }
    new ColumnChecks(this).check();
    boolean isEmpty =
        tables().isEmpty()
            && segmentCustomers().isEmpty()
            && messages().isEmpty()
            && messageBodies().isEmpty()
            && customers().isEmpty()
            && activities().isEmpty();
    if (isEmpty) {
      throw new IllegalArgumentException(
          "Cannot extract: no table is selected. Select campaigns, segments, segment_customers,"
              + " messages, customers or activities.");
    }
  }

  /** A column to be excluded is none of its table's. */
  public static final class UnknownColumnException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong, and the names that may have been meant. */
    public UnknownColumnException(String message) {
      super(Objects.requireNonNull(message, "message"));
    }
  }

  /** With {@link Types#STRICT}: a value does not fit the documented type of its column. */
  public static final class MisfitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With table, column, an example, and how many there are. */
    public MisfitException(String message) {
      super(Objects.requireNonNull(message, "message"));
    }
  }

  /**
   * Starts a configuration of the core tables, each with its defaults: campaigns, segments and
   * their members, messages, people, activities.
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
