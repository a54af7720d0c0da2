package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code messages}: an array of at most one row. */
final class MessagesParameter {
  private static final Set<String> KNOWN =
      Set.of("types", "incremental_output", "since", "overlap", "refresh", "drafts", "primary_key");
  private static final String HOW_SINCE =
      "Write a date such as \"2024-01-31\", or Unix seconds such as 1706659200.";
  private static final String HOW_OVERLAP =
      "Write an ISO 8601 duration such as \"PT1H\", \"P7D\" or \"P3M\".";

  private static final String HOW_REFRESH =
      "Write tiers of AGE or AGE/INTERVAL such as \"2d,14d/1d,90d/7d\", or \"off\".";

  /** Unix seconds since 1973; a shorter number is more likely a date without dashes. */
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{9,11}");

  private static final Pattern DATE_PART = Pattern.compile("P[^T]+");
  private static final Pattern TIME_PART = Pattern.compile("T.+");
  private static final int DAYS_OF_LONGEST_MONTH = 31;
  private static final int DAYS_OF_LONGEST_YEAR = 366;

  /** The service did not exist before. */
  private static final Instant BEGINNING = Instant.parse("2012-01-01T00:00:00Z");

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(20L * DAYS_OF_LONGEST_YEAR);

  private final KnownTypes types = new KnownTypes();
  private final Clock clock;
  private final List<String> warnings;

  MessagesParameter(Clock clock, List<String> warnings) {
    this.clock = clock;
    this.warnings = warnings;
  }

  Optional<MessagesSelection> read(ConfigNode node, TablesParameter tables) {
    Optional<MessagesSelection> byRow = ParameterRows.only(node).map(this::selection);
    return byRow.isEmpty() && tables.names("messages")
        ? Optional.of(MessagesSelection.builder().build())
        : byRow;
  }

  private MessagesSelection selection(ConfigNode row) {
    ConfigReader.warnOfUnknown(row, KNOWN, warnings);
    MessagesSelection.Builder selection = MessagesSelection.builder();
    selection
        .types(ParameterRows.types(row, types::isMessage, warnings))
        .history(row.get("incremental_output").flag() ? History.SINCE_LAST_RUN : History.COMPLETE)
        .drafts(
            row.get("drafts").flag()
                ? MessagesSelection.Drafts.INCLUDED
                : MessagesSelection.Drafts.EXCLUDED)
        .primaryKey(ParameterRows.choice(row.get("primary_key"), List.of("id", "deduplicate_id")));
    since(row.get("since")).ifPresent(selection::since);
    overlap(row.get("overlap")).ifPresent(selection::overlap);
    refresh(row.get("refresh")).ifPresent(selection::refresh);
    return selection.build();
  }

  private Optional<Instant> since(ConfigNode node) {
    if (node.isAbsent()) {
      return Optional.empty();
    }
    String text = node.number().or(() -> node.text(HOW_SINCE)).orElse("");
    Instant since;
    try {
      since = instant(node, text);
    } catch (DateTimeException | NumberFormatException e) {
      throw ComponentException.user(
          "Cannot use " + node.named() + ": it is neither a date nor Unix seconds. " + HOW_SINCE,
          e);
    }
    if (since.isAfter(clock.instant())) {
      throw node.wrong("it is in the future", HOW_SINCE);
    }
    return Optional.of(since.isBefore(BEGINNING) ? BEGINNING : since);
  }

  private static Instant instant(ConfigNode node, String text) {
    if (node.number().isPresent() || UNIX_SECONDS.matcher(text).matches()) {
      long seconds = Long.parseLong(text);
      if (seconds < 0) {
        throw new DateTimeException("before 1970");
      }
      return Instant.ofEpochSecond(seconds);
    }
    return text.contains("T")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<RefreshSchedule> refresh(ConfigNode node) {
    try {
      return node.text(HOW_REFRESH).map(text -> RefreshSchedule.parse(text, node.path()));
    } catch (IllegalArgumentException e) {
      throw ComponentException.user(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<Duration> overlap(ConfigNode node) {
    Optional<String> text = node.text(HOW_OVERLAP);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Duration overlap;
    try {
      overlap = duration(text.get());
    } catch (DateTimeException | ArithmeticException e) {
      throw ComponentException.user(
          "Cannot use " + node.named() + ": it is not a duration. " + HOW_OVERLAP, e);
    }
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw node.wrong(
          overlap.isNegative() ? "it is negative" : "it is longer than 20 years", HOW_OVERLAP);
    }
    return Optional.of(overlap);
  }

  /** Months and years count as their longest, because an overlap that is too long loses nothing. */
  private static Duration duration(String text) {
    int time = text.indexOf('T');
    String datePart = time < 0 ? text : text.substring(0, time);
    String timePart = time < 0 ? "" : text.substring(time);
    Duration sum = Duration.ZERO;
    if (timePart.isEmpty() || DATE_PART.matcher(datePart).matches()) {
      Period period = Period.parse(datePart);
      long days =
          (long) period.getYears() * DAYS_OF_LONGEST_YEAR
              + (long) period.getMonths() * DAYS_OF_LONGEST_MONTH
              + period.getDays();
      sum = Duration.ofDays(days);
    } else if (!datePart.equals("P") || !TIME_PART.matcher(timePart).matches()) {
      throw new DateTimeException("no P in front");
    }
    return timePart.isEmpty() ? sum : sum.plus(Duration.parse("P" + timePart));
  }
}
