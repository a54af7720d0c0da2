package io.github.customerio4j.extract.report;

import io.github.customerio4j.extract.sink.SchemaChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What became of one table. */
@Value.Immutable
public abstract class TableReport {

  TableReport() {}

  /** The table's name. */
  public abstract String table();

  /** Its rows in this run. */
  public abstract long rows();

  /** Its columns. */
  public abstract int columns();

  /** Its size at the destination in bytes; 0 where the destination cannot tell. */
  public abstract long bytes();

  /** Where it is, for people. */
  public abstract String location();

  /**
   * Requests sent for it, repeated ones included. Where one list feeds several tables (all
   * activities by one chain), its requests stand with the first of them.
   */
  public abstract long requests();

  /** Requests that were repeated. */
  public abstract long retries();

  /** Windows of time, or other chains, that its rows came by. */
  public abstract int windows();

  /** Records left out because a neighbouring page or window had brought them. */
  public abstract long duplicates();

  /**
   * How many parents were passed over, because by the table's rule nothing of theirs can have
   * changed since the last run. Their rows stay as they are at the destination.
   */
  @Value.Default
  public int unchangedParents() {
    return 0;
  }

  /** From the first of its requests to the last. */
  public abstract Duration duration();

  /** Up to when it is complete, for a table that can continue. */
  public abstract Optional<Instant> watermark();

  /**
   * What became of its columns at the destination: added ones, widened ones; empty where nothing
   * changed, or the table was made anew.
   */
  public abstract List<SchemaChange> schemaChanges();

  /** What is worth knowing; empty if all is well. */
  public abstract List<String> warnings();

  /** Starts one, with every value to be set; for tests of what takes a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values. */
  public static final class Builder extends ImmutableTableReport.Builder {
    Builder() {}
  }
}
