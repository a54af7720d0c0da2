package io.github.customerio4j.extract.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** The state of one table. */
@Value.Immutable
public abstract class TableState {

  TableState() {}

  /** The columns of the primary key at the last load; empty if the table had none. */
  public abstract List<String> primaryKey();

  /** The columns in order; a later run only appends to them. */
  public abstract List<KnownColumn> columns();

  /**
   * The fields that runs have met and left out, as far as they are not documented. A name of one of
   * them in a configuration is no misspelling, even if no row has the field today.
   */
  public abstract List<KnownColumn> excluded();

  /**
   * The time up to which each chain of records is complete, by chain: {@code *} for the chain
   * without a type filter, a message type, {@code drafts:*} or {@code drafts:TYPE}.
   */
  public abstract Map<String, Instant> watermarks();

  /**
   * When each chain of records was read again: by chain and by the age up to which records were
   * read, the start of the last run that did so.
   */
  public abstract Map<String, Map<Duration, Instant>> refreshed();

  /**
   * The creation time of the oldest record that was asked for, by chain; a chain without it starts
   * with the oldest record of all.
   */
  public abstract Map<String, Instant> since();

  /** Starts a table's state. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a table's state. */
  public static final class Builder extends ImmutableTableState.Builder {
    Builder() {}
  }
}
