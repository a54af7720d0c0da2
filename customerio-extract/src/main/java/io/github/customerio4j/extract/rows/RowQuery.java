package io.github.customerio4j.extract.rows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Which rows of one table to read. Immutable.
 *
 * <pre>{@code
 * RowQuery query = RowQuery.of("messages").since(Instant.parse("2025-01-01T00:00:00Z")).build();
 * }</pre>
 */
@Value.Immutable
public abstract class RowQuery {

  RowQuery() {}

  /**
   * The table: a name that the catalog lists. {@code activities_all} holds the activities of all
   * types, {@code activity_TYPE} those of one.
   */
  public abstract String table();

  /**
   * The creation time of the oldest row, inclusive; empty (the default) for all. Only for tables
   * that are read by time: messages, bodies and deliveries.
   */
  public abstract Optional<Instant> since();

  /**
   * The creation time of the newest row, exclusive; by default the start of the reading. Only for
   * tables that are read by time.
   */
  public abstract Optional<Instant> until();

  /** The types of messages or activities; empty (the default) for all. */
  public abstract List<String> types();

  /** The ids of the only parents whose rows are wanted; empty (the default) for all. */
  public abstract List<String> parents();

  /**
   * The names of the only columns, in the order in which the rows have them; empty (the default)
   * for all. Fewer columns take less time, and most without {@link TableRows#RECORD}.
   */
  public abstract List<String> columns();

  /**
   * The largest number of requests in flight at a time, at least 1; by default as many as an
   * extraction has. The actual number follows from the rate limit and the measured latency.
   */
  public abstract OptionalInt maxRequestsInFlight();

  /** The piece to read; empty (the default) for the whole. */
  public abstract Optional<RowPart> part();

  /** Starts a query. */
  public static Builder of(String table) {
    return new Builder().table(table);
  }

  /** Collects a query's options. */
  public static final class Builder extends ImmutableRowQuery.Builder {
    Builder() {}
  }
}
