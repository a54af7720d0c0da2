package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The time window and resolution of a metrics request, in version 2 of the API's metrics. */
@Value.Immutable
public abstract class MetricsWindow {
  private static final int MAX_YEARS = 10;

  MetricsWindow() {}

  /** How long a period is. */
  public enum Resolution {
    /** An hour. */
    HOURS,
    /** A day. */
    DAYS,
    /** A week. */
    WEEKS,
    /** A month. */
    MONTHS;

    /** The value as the API spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When the first period begins; sent in whole seconds. */
  public abstract Instant start();

  /** When the last period ends, at most ten years after the start; sent in whole seconds. */
  public abstract Instant end();

  /** {@link Resolution#DAYS} unless set. */
  @Value.Default
  public Resolution resolution() {
    return Resolution.DAYS;
  }

  /** Where days, weeks and months begin; UTC by default. Not for journeys. */
  @Value.Default
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Only messages of this type, such as {@code email}. Not for journeys. */
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
