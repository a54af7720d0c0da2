package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Which clicks on links to count, by how many periods. The periods end with the current one, which
 * is not over yet. They begin in New York time, weeks on Sunday.
 */
@Value.Immutable
public abstract class LinkMetricsQuery {
  LinkMetricsQuery() {}

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

  /** Whether to count people instead of clicks; clicks unless set. The parameter {@code unique}. */
  public abstract Optional<Boolean> unique();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("period", Optional.of(period()))
        .put("steps", steps())
        .put("unique", unique())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkSteps(period(), steps());
  }

  /** The last hours, 1 to 24. */
  public static LinkMetricsQuery hours(int steps) {
    return builder().period(Period.HOURS).steps(steps).build();
  }

  /** The last days, 1 to 45. */
  public static LinkMetricsQuery days(int steps) {
    return builder().period(Period.DAYS).steps(steps).build();
  }

  /** The last weeks, 1 to 12. */
  public static LinkMetricsQuery weeks(int steps) {
    return builder().period(Period.WEEKS).steps(steps).build();
  }

  /** The last months, 1 to 121. */
  public static LinkMetricsQuery months(int steps) {
    return builder().period(Period.MONTHS).steps(steps).build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link LinkMetricsQuery}. */
  public static final class Builder extends ImmutableLinkMetricsQuery.Builder {
    Builder() {}
  }
}
