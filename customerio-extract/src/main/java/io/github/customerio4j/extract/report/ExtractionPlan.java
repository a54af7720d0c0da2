package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.immutables.value.Value;

/** The number of requests that an extraction will take, estimated from the lists of parents. */
@Value.Immutable
public abstract class ExtractionPlan {

  ExtractionPlan() {}

  /** The tables that need requests, in the order in which they are written. */
  public abstract List<Table> tables();

  /** The number of requests that the plan itself took. */
  public abstract long requestsOfPlan();

  /** The client's rate limit, in requests per second; empty if it has none. */
  public abstract OptionalDouble requestsPerSecond();

  /** The number of requests of the run. */
  public final long requests() {
    return tables().stream().mapToLong(Table::requests).sum();
  }

  /** Whether the run may take more requests than {@link #requests}. */
  public final boolean isAtLeast() {
    return tables().stream().anyMatch(Table::isAtLeast);
  }

  /**
   * The time that the requests take at the client's rate limit, if nothing else uses it; zero if
   * the client has no rate limit.
   */
  public final Duration duration() {
    double seconds =
        requestsPerSecond().isEmpty() ? 0 : requests() / requestsPerSecond().getAsDouble();
    return Duration.ofMillis((long) (seconds * 1000));
  }

  /**
   * The number of requests that one table will take.
   *
   * @param table its name; also the name of a list that is read only for its children
   * @param requests the number of requests
   * @param isAtLeast whether there may be more, because the length of its lists is not known before
   *     they are read
   */
  public record Table(String table, long requests, boolean isAtLeast) {
    /** Refuses what is missing. */
    public Table {
      Objects.requireNonNull(table, "table");
    }
  }

  /** Starts a plan, every value of which must be set; for tests of code that takes a plan. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a plan's values. */
  public static final class Builder extends ImmutableExtractionPlan.Builder {
    Builder() {}
  }
}
