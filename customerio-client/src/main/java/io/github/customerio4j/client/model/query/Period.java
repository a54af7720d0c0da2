package io.github.customerio4j.client.model.query;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The length of the periods by which the API counts metrics. */
public enum Period implements Resolution {
  /** An hour. */
  HOURS(24, "hourly"),
  /** A day. */
  DAYS(45, "daily"),
  /** A week, which begins on Sunday. */
  WEEKS(12, "weekly"),
  /** A calendar month. */
  MONTHS(121, "monthly");

  private final int maxSteps;
  private final String adverb;

  Period(int maxSteps, String adverb) {
    this.maxSteps = maxSteps;
    this.adverb = adverb;
  }

  /**
   * How many periods a {@link MetricsQuery} goes back at most, the current one included: 24 hours,
   * 45 days, 12 weeks or 121 months.
   */
  public int maxSteps() {
    return maxSteps;
  }

  /**
   * The start of the period that holds that time.
   *
   * @param zone where days, weeks and months begin
   */
  public ZonedDateTime startOf(Instant time, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(time, zone);
    return switch (this) {
      case HOURS -> time.atZone(zone).truncatedTo(ChronoUnit.HOURS);
      case DAYS -> day.atStartOfDay(zone);
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).atStartOfDay(zone);
      case MONTHS -> day.withDayOfMonth(1).atStartOfDay(zone);
    };
  }

  /**
   * The start of a later period, or of an earlier one.
   *
   * @param start the start of a period
   * @param periods how many periods later; negative for earlier
   */
  public ZonedDateTime shift(ZonedDateTime start, long periods) {
    return this == HOURS
        ? start.plusHours(periods)
        : start
            .toLocalDate()
            .plus(periods, ChronoUnit.valueOf(name()))
            .atStartOfDay(start.getZone());
  }

  /** The other text that the API takes and answers for it, such as {@code daily}. */
  String adverb() {
    return adverb;
  }

  /** The text that the API uses. */
  @Override
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text that the API uses. */
  @Override
  public String toString() {
    return value();
  }
}
