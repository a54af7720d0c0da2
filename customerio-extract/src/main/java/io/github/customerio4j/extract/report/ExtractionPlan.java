package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.immutables.value.Value;

/** What an extraction will cost, as far as it can be told from its lists alone. */
@Value.Immutable
public abstract class ExtractionPlan {

  ExtractionPlan() {}

  /** The tables that take requests, in the order in which they are written. */
  public abstract List<TablePlan> tables();

  /** The requests that the plan itself took. */
  public abstract long requestsOfPlan();

  /** The rate that the client sends at, a second; empty if nothing limits it. */
  public abstract OptionalDouble requestsPerSecond();

  /** All requests of the run. */
  public final long requests() {
    return tables().stream().mapToLong(TablePlan::requests).sum();
  }

  /** Whether it may be more. */
  public final boolean isAtLeast() {
    return tables().stream().anyMatch(TablePlan::isAtLeast);
  }

  /** How long those requests take at the client's rate, if nothing else uses it up; else zero. */
  public final Duration duration() {
    double seconds =
        requestsPerSecond().isEmpty() ? 0 : requests() / requestsPerSecond().getAsDouble();
    return Duration.ofMillis((long) (seconds * 1000));
  }

  /** Starts one, with every value to be set; for tests of what takes a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values. */
  public static final class Builder extends ImmutableExtractionPlan.Builder {
    Builder() {}
  }
}
