package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.immutables.value.Value;

/** The number of requests that an extraction will take, estimated from the lists of parents. */
@Value.Immutable
public abstract class ExtractionPlan {

  ExtractionPlan() {}

  /** The tables that need requests, in the order in which they are written. */
  public abstract List<TablePlan> tables();

  /** The number of requests that the plan itself took. */
  public abstract long requestsOfPlan();

  /** The client's rate limit, in requests per second; empty if it has none. */
  public abstract OptionalDouble requestsPerSecond();

  /** The number of requests of the run. */
  public final long requests() {
    return tables().stream().mapToLong(TablePlan::requests).sum();
  }

  /** Whether the run may take more requests than {@link #requests}. */
  public final boolean isAtLeast() {
    return tables().stream().anyMatch(TablePlan::isAtLeast);
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

  /** Starts a plan, every value of which must be set; for tests of code that takes a plan. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a plan's values. */
  public static final class Builder extends ImmutableExtractionPlan.Builder {
    Builder() {}
  }
}
