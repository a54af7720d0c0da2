package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.extract.config.MetricsSelection.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Where the periods of metrics begin, in the time zone that the API counts in. */
public final class PeriodCalendar {
  private PeriodCalendar() {}

  /** How many periods version 1 of the metrics goes back, the current one included. */
  public static int steps(Period period) {
    return switch (period) {
      case HOURS -> 24;
      case DAYS -> 45;
      case WEEKS -> 12;
      case MONTHS -> 120;
    };
  }

  /** The start of the period that holds that time. */
  public static ZonedDateTime startOf(Period period, Instant time, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(time, zone);
    return switch (period) {
      case HOURS -> time.atZone(zone).truncatedTo(ChronoUnit.HOURS);
      case DAYS -> day.atStartOfDay(zone);
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).atStartOfDay(zone);
      case MONTHS -> day.withDayOfMonth(1).atStartOfDay(zone);
    };
  }

  /** The start of a later period, or of an earlier one if the number is negative. */
  public static ZonedDateTime shifted(Period period, ZonedDateTime start, long periods) {
    return period == Period.HOURS
        ? start.plusHours(periods)
        : start
            .toLocalDate()
            .plus(periods, ChronoUnit.valueOf(period.name()))
            .atStartOfDay(start.getZone());
  }
}
