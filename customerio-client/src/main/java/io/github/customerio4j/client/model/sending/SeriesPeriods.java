package io.github.customerio4j.client.model.sending;

import static java.util.Objects.requireNonNull;

import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.query.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * To which period each value of a series of metrics belongs. The API answers counts alone, oldest
 * first, so that the periods follow from the request.
 *
 * @param period the length of a period
 * @param anchor the start of one of the periods
 * @param anchored which period that is
 */
public record SeriesPeriods(Period period, ZonedDateTime anchor, Anchored anchored) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** A period of a series. */
  public enum Anchored {
    /** The period of the first value. */
    FIRST,
    /** The period of the last value. */
    LAST
  }

  /** Checks that nothing is null. */
  public SeriesPeriods {
    requireNonNull(period, "period");
    requireNonNull(anchor, "anchor");
    requireNonNull(anchored, "anchored");
  }

  /**
   * The periods of a {@link MetricsQuery}: the last one is the current one. They begin in New York
   * time.
   *
   * @param now when the query was answered
   */
  public static SeriesPeriods endingAt(Period period, Instant now) {
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(now, "now");
    return new SeriesPeriods(period, period.startOf(now, NEW_YORK), Anchored.LAST);
  }

  /**
   * The periods of a {@link MetricsWindow}: the first one holds the start of the window.
   *
   * @param start when the window begins
   * @param zone where days, weeks and months begin; UTC for journeys
   */
  public static SeriesPeriods startingAt(Period period, Instant start, ZoneId zone) {
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(zone, "zone");
    return new SeriesPeriods(period, period.startOf(start, zone), Anchored.FIRST);
  }

  /**
   * The start of the period of a value.
   *
   * @param index the place of the value, from 0
   * @param count the number of values of its series
   */
  public Instant start(int index, int count) {
    long distance = anchored == Anchored.FIRST ? index : index - (count - 1L);
    return period.shift(anchor, distance).toInstant();
  }
}
