package io.github.customerio4j.extract.rows;

import io.github.customerio4j.extract.catalog.TableCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

  /** How a table takes {@link #since} and {@link #until}. */
  public enum TimeRange {
    /** By the creation time of its records, for {@code message_bodies} that of their messages. */
    BY_CREATION,
    /** Not at all: the API has no way to ask for a part of its time. */
    NONE
  }

  /**
   * How a table takes a range of time: {@link TimeRange#BY_CREATION} for {@code messages}, {@code
   * message_bodies}, {@code transactional_deliveries}, {@code activities_all} and {@code
   * activity_TYPE}, {@link TimeRange#NONE} for all others.
   *
   * @param table a name that the catalog lists, or {@code activity_TYPE}
   */
  public static TimeRange timeOf(String table) {
    Objects.requireNonNull(table, "table");
    String ofType = TableCatalog.activitiesOfType().name();
    boolean isByTime =
        table.startsWith(ofType)
            || TableCatalog.all().stream()
                .filter(spec -> spec.name().equals(table))
                .anyMatch(
                    spec ->
                        spec.timeField().isPresent()
                            || spec.name().equals(TableCatalog.messageBodies().name()));
    return isByTime ? TimeRange.BY_CREATION : TimeRange.NONE;
  }

  /**
   * The creation time of the oldest row, inclusive, in whole seconds; empty (the default) for all.
   * Only for tables that {@linkplain #timeOf take a range of time}. An activity without a usable
   * time is never left out.
   */
  public abstract Optional<Instant> since();

  /**
   * The creation time of the newest row, exclusive, in whole seconds; by default the start of the
   * reading, or for parts of messages that of their division. Only for the same tables.
   */
  public abstract Optional<Instant> until();

  /** The types of {@code messages} or {@code activities_all}; empty (the default) for all. */
  public abstract List<String> types();

  /**
   * The ids of the only parents whose rows are wanted; empty (the default) for all. Parents are the
   * records of the list at the top: campaigns for {@code campaign_actions}, segments for {@code
   * segment_customers}, newsletters, broadcasts and so on. An id that does not exist fails.
   */
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

  /** A piece of this query. */
  public final RowQuery only(RowPart part) {
    Objects.requireNonNull(part, "part");
    return of(table()).from(this).part(part).build();
  }

  /** Starts a query; a table is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a query of a table. */
  public static Builder of(String table) {
    Objects.requireNonNull(table, "table");
    return new Builder().table(table);
  }

  /** Collects a query's options. */
  public static final class Builder extends ImmutableRowQuery.Builder {
    Builder() {}
  }
}
