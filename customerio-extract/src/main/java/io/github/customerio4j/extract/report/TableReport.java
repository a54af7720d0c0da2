package io.github.customerio4j.extract.report;

import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The result for one table. */
@Value.Immutable
public abstract class TableReport {

  TableReport() {}

  /** The table's name. */
  public abstract String table();

  /** The number of rows in this run. */
  public abstract long rows();

  /** The number of columns. */
  public abstract int columns();

  /** Its size in the destination, in bytes; 0 if the destination does not know it. */
  public abstract long bytes();

  /** Where the table is, for people: a path or a name in the destination. */
  public abstract String location();

  /**
   * The number of requests sent for the table, including repetitions. If one list feeds several
   * tables (all activities by one chain), the first of them has all requests.
   */
  public abstract long requests();

  /** The number of requests that were repeated. */
  public abstract long retries();

  /** The number of windows of time, or of other chains, that brought its rows. */
  public abstract int windows();

  /** The number of records that were dropped because another page or window had the same record. */
  public abstract long duplicates();

  /**
   * The number of parents that were skipped because, by the table's refresh rule, their children
   * did not change since the previous run. Their rows stay unchanged in the destination.
   */
  @Value.Default
  public int unchangedParents() {
    return 0;
  }

  /** The time from its first request to its last one. */
  public abstract Duration duration();

  /** The time up to which the table is complete; empty for a table without watermarks. */
  public abstract Optional<Instant> watermark();

  /**
   * The columns that were added or widened in the destination; empty if nothing changed, or if the
   * table was created.
   */
  public abstract List<SchemaChange> schemaChanges();

  /**
   * What the run changed in the rows of the destination; empty if the destination does not compare
   * rows.
   */
  public abstract Optional<WrittenTable.RowChanges> rowChanges();

  /**
   * The age up to which an Incremental Update read records again, by the refresh schedule; empty if
   * no tier was due, or if everything was read.
   */
  public abstract Optional<Duration> refreshed();

  /** Warnings about the table; empty if there are none. */
  public abstract List<String> warnings();

  /** Starts a report, every value of which must be set; for tests of code that takes a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a report's values. */
  public static final class Builder extends ImmutableTableReport.Builder {
    Builder() {}
  }
}
