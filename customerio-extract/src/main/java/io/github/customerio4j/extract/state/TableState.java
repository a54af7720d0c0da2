package io.github.customerio4j.extract.state;

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

  /** Starts a table's state. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a table's state. */
  public static final class Builder extends ImmutableTableState.Builder {
    Builder() {}
  }
}
