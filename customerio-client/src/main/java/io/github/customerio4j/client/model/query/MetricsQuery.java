package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Which metrics to count, by how many periods. The periods end with the current one, which is not
 * over yet. They begin in New York time, weeks on Sunday.
 */
@Value.Immutable
public abstract class MetricsQuery {
  MetricsQuery() {}

  /** The length of a period; {@link Period#DAYS} unless set. The parameter {@code period}. */
  @Value.Default
  public Period period() {
    return Period.DAYS;
  }

  /**
   * The number of periods, the current one included: 1 to 24 hours, 45 days, 12 weeks or 121
   * months. Unless set, the API takes the most that it allows, but 12 of months. It never answers
   * fewer than two periods. The parameter {@code steps}.
   */
  public abstract OptionalInt steps();

  /**
   * Only messages of this type, such as {@code email}; all unless set. The metrics of transactional
   * messages have no such filter. The parameter {@code type}.
   */
  public abstract Optional<String> type();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("period", Optional.of(period()))
        .put("steps", steps())
        .put("type", type())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkSteps(period(), steps());
  }

  /** The last hours, 1 to 24. */
  public static MetricsQuery hours(int steps) {
    return builder().period(Period.HOURS).steps(steps).build();
  }

  /** The last days, 1 to 45. */
  public static MetricsQuery days(int steps) {
    return builder().period(Period.DAYS).steps(steps).build();
  }

  /** The last weeks, 1 to 12. */
  public static MetricsQuery weeks(int steps) {
    return builder().period(Period.WEEKS).steps(steps).build();
  }

  /** The last months, 1 to 121. */
  public static MetricsQuery months(int steps) {
    return builder().period(Period.MONTHS).steps(steps).build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MetricsQuery}. */
  public static final class Builder extends ImmutableMetricsQuery.Builder {
    Builder() {}
  }
}
