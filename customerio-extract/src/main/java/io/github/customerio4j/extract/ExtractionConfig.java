package io.github.customerio4j.extract;

import io.github.customerio4j.extract.table.Catalogue;
import io.github.customerio4j.extract.table.TableSpec;
import io.github.customerio4j.extract.write.LoadType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.immutables.value.Value;

/** What to extract, and how. */
@Value.Immutable
public abstract class ExtractionConfig {

  private static final long HEAP_A_REQUEST = 5_000_000;

  ExtractionConfig() {}

  /** What becomes of what former runs remembered. */
  public enum Memory {
    /** It is used, and carried on. */
    CONTINUE,
    /** It is forgotten: this run is a first one. */
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

  /** {@link LoadType#INCREMENTAL_UPDATE} by default. */
  @Value.Default
  public LoadType loadType() {
    return LoadType.INCREMENTAL_UPDATE;
  }

  /**
   * Tables that take no options, by name: {@code campaigns}, {@code segments}, {@code newsletters}
   * and so on, see {@link Catalogue#plain}; none by default. They are written in the catalogue's
   * order.
   */
  public abstract Set<String> tables();

  /** What goes into {@code segment_customers}; left out by default. */
  public abstract Optional<SegmentCustomersSelection> segmentCustomers();

  /** What goes into {@code messages}; left out by default. */
  public abstract Optional<MessagesSelection> messages();

  /** What goes into {@code customers}; left out by default. */
  public abstract Optional<CustomersSelection> customers();

  /** What goes into {@code activity_TYPE} or {@code activities_all}; left out by default. */
  public abstract Optional<ActivitiesSelection> activities();

  /** {@link Memory#CONTINUE} by default. */
  @Value.Default
  public Memory memory() {
    return Memory.CONTINUE;
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
    List<String> known = Catalogue.plain().stream().map(TableSpec::name).toList();
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
    boolean nothing =
        tables().isEmpty()
            && segmentCustomers().isEmpty()
            && messages().isEmpty()
            && customers().isEmpty()
            && activities().isEmpty();
    if (nothing) {
      throw new IllegalArgumentException(
          "Cannot extract: no table is selected. Select campaigns, segments, segment_customers,"
              + " messages, customers or activities.");
    }
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
