package io.github.customerio4j.extract.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** What is remembered of one table. */
@Value.Immutable
public abstract class TableState {

  TableState() {}

  /** The primary key's columns that the table was last loaded with; empty if it had none. */
  public abstract List<String> primaryKey();

  /** The columns in the order in which they stood; a later run only appends to them. */
  public abstract List<KnownColumn> columns();

  /**
   * Up to when each chain of records is complete, by chain: {@code *} for the one without a type
   * filter, a message type, {@code drafts:*} or {@code drafts:TYPE}.
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
