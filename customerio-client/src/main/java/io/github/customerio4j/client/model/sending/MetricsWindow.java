package io.github.customerio4j.client.model.sending;

import io.github.customerio4j.client.model.query.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The time window and resolution of a metrics request, in version 2 of the API's metrics. */
@Value.Immutable
public abstract class MetricsWindow {
  private static final int MAX_YEARS = 10;

  MetricsWindow() {}

  /** When the first period begins; sent in whole seconds, as the parameter {@code start}. */
  public abstract Instant start();

  /**
   * When the last period ends, at most ten years after the start; sent in whole seconds, as the
   * parameter {@code end}.
   */
  public abstract Instant end();

  /**
   * The length of a period; {@link Period#DAYS} unless set. The parameter {@code res}, for journeys
   * {@code resolution}.
   */
  @Value.Default
  public Period resolution() {
    return Period.DAYS;
  }

  /**
   * Where days, weeks and months begin; UTC unless set. The parameter {@code tz}; journeys have
   * none, they are counted in UTC.
   */
  @Value.Default
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /**
   * Only messages of this type, such as {@code email}; all unless set. The parameter {@code type};
   * not for journeys.
   */
  public abstract Optional<String> type();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    Map<String, String> parameters = bounds();
    parameters.put("version", "2");
    parameters.put("res", resolution().toString());
    parameters.put("tz", zone().equals(ZoneOffset.UTC) ? "UTC" : zone().getId());
    type().ifPresent(value -> parameters.put("type", value));
    return parameters;
  }

  /** The parameters for journeys, where the resolution has another name. */
  public Map<String, String> toJourneyParameters() {
    Map<String, String> parameters = bounds();
    parameters.put("resolution", resolution().toString());
    return parameters;
  }

  private Map<String, String> bounds() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("start", Long.toString(start().getEpochSecond()));
    parameters.put("end", Long.toString(end().getEpochSecond()));
    return parameters;
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    Instant latest = start().atZone(ZoneOffset.UTC).plus(MAX_YEARS, ChronoUnit.YEARS).toInstant();
    if (!end().isAfter(start()) || end().isAfter(latest)) {
      throw new IllegalArgumentException(
          "Cannot ask for metrics from "
              + start()
              + " to "
              + end()
              + ": the end must be after the start, and at most ten years after it.");
    }
  }

  /** Starts a window; start and end are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a window's parts. */
  public static final class Builder extends ImmutableMetricsWindow.Builder {
    Builder() {}
  }
}
