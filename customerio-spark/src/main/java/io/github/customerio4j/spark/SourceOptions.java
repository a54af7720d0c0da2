package io.github.customerio4j.spark;

import io.github.customerio4j.extract.config.RefreshSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a reading.
 *
 * @param table the name of the table
 * @param workspaces the workspaces, at least one
 * @param range the creation times
 * @param types the types of messages or activities; empty for all
 * @param parents the ids of the only parents; empty for all
 * @param partsPerWorkspace into how many parts a workspace is divided at most
 * @param stream what is of streams only
 */
record SourceOptions(
    String table,
    List<SourceWorkspace> workspaces,
    TimeRange range,
    List<String> types,
    List<String> parents,
    int partsPerWorkspace,
    StreamOptions stream) {
  private static final int DEFAULT_PARTS = 4;
  private static final int MOST_PARTS = 1000;
  private static final String DEFAULT_NAME = "default";

  /** A year has four digits: one with more is a mistake. */
  private static final DateTimeFormatter DATE_OR_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final List<String> KNOWN =
      List.of(
          "table",
          "workspaces",
          "workspace",
          "key-variable",
          "key-file",
          "region",
          "base-url",
          "requests-per-second",
          "since",
          "until",
          "types",
          "parents",
          "parts-per-workspace",
          "overlap",
          "settling",
          "refresh",
          "batch-span");

  /**
   * How a stream continues.
   *
   * @param overlap how much of the time before the last batch is read again
   * @param settling how old a record is before it is read
   * @param refresh what is read again by its age
   * @param batchSpan the longest time that a batch goes forward; zero for no limit
   */
  record StreamOptions(
      Duration overlap, Duration settling, RefreshSchedule refresh, Duration batchSpan) {}

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if one cannot be used; the message names it and the remedy
   */
  static SourceOptions parse(CaseInsensitiveStringMap given) {
    refuseUnknown(given.keySet());
    Words words = new Words(given);
    String table = words.required("table", "Write the name of a table, such as messages.");
    checkTable(table);
    WorkspaceSettings defaults = defaults(words);
    TimeRange range = new TimeRange(words.time("since"), words.time("until"));
    checkRange(words, table, range);
    return new SourceOptions(
        table,
        workspaces(words, defaults),
        range,
        words.list("types"),
        words.list("parents"),
        words.count("parts-per-workspace", DEFAULT_PARTS, MOST_PARTS),
        new StreamOptions(
            words.length("overlap", Duration.ofHours(1)),
            words.length("settling", Duration.ofMinutes(1)),
            words.refresh(),
            words.length("batch-span", Duration.ZERO)));
  }

  private static void refuseUnknown(Set<String> given) {
    for (String option : new TreeSet<>(given)) {
      if (!KNOWN.contains(option)) {
        if (OptionErrors.isForKey(option)) {
          throw OptionErrors.key("option " + option, "");
        }
        throw OptionErrors.unknown(option, "", KNOWN);
      }
    }
  }

  private static void checkTable(String table) {
    try {
      RowTypes.schema(table);
    } catch (IllegalArgumentException e) {
      // Its own message shows the name, which may be a key.
      throw OptionErrors.value(
          "table", table, "there is no such table", "The command customerio tables lists them.");
    }
  }

  private static void checkRange(Words words, String table, TimeRange range) {
    for (String option : List.of("since", "until")) {
      @Nullable String value = words.given(option);
      if (value != null && !TableTime.of(table).isTaken()) {
        throw OptionErrors.value(
            option,
            value,
            "table " + table + " is not read by time",
            "Leave it out, and filter the rows.");
      }
    }
    if (range.isEmpty()) {
      throw OptionErrors.value(
          "until",
          String.valueOf(words.given("until")),
          "it is not after since",
          "Give a later time.");
    }
  }

  private static WorkspaceSettings defaults(Words words) {
    WorkspaceSettings.Collected settings = new WorkspaceSettings.Collected("option ");
    for (String option : WorkspaceSettings.OPTIONS) {
      @Nullable String value = words.given(option);
      if (value != null) {
        settings.put(option, List.of(value));
      }
    }
    return settings.build();
  }

  private static List<SourceWorkspace> workspaces(Words words, WorkspaceSettings defaults) {
    @Nullable String file = words.given("workspaces");
    if (file == null) {
      @Nullable String name = words.given("workspace");
      return List.of(
          defaults
              .or(WorkspaceSettings.ofKey(new KeySource.Variable(KeySource.DEFAULT_VARIABLE)))
              .workspace(name == null ? DEFAULT_NAME : name));
    }
    for (String option : List.of("workspace", "key-variable", "key-file")) {
      @Nullable String value = words.given(option);
      if (value != null) {
        throw OptionErrors.value(
            option, value, "workspaces names a file, which says it", "Leave one of them out.");
      }
    }
    return WorkspacesFile.read(file, defaults);
  }

  /** The workspaces' names alone. */
  @Override
  public String toString() {
    return table + " of " + workspaces;
  }

  /**
   * The texts of the options.
   *
   * @param options by their names
   */
  private record Words(Map<String, String> options) {
    @Nullable String given(String option) {
      @Nullable String value = options.get(option);
      return value == null ? null : value.strip();
    }

    String required(String option, String remedy) {
      @Nullable String value = given(option);
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot read without option " + option + ": it is missing. " + remedy);
      }
      return value;
    }

    List<String> list(String option) {
      @Nullable String value = given(option);
      return value == null
          ? List.of()
          : Arrays.stream(value.split(",", -1))
              .map(String::strip)
              .filter(one -> !one.isEmpty())
              .toList();
    }

    int count(String option, int otherwise, int most) {
      @Nullable String value = given(option);
      if (value == null) {
        return otherwise;
      }
      try {
        int count = Integer.parseInt(value);
        if (count >= 1 && count <= most) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw OptionErrors.value(
          option,
          value,
          "it is no whole number from 1 to " + most,
          "Write such as " + otherwise + ".");
    }

    @Nullable Instant time(String option) {
      @Nullable String value = given(option);
      if (value == null) {
        return null;
      }
      try {
        TemporalAccessor parsed = DATE_OR_TIME.parseBest(value, Instant::from, LocalDate::from);
        Instant time =
            parsed instanceof LocalDate day
                ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                : (Instant) parsed;
        if (time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
          return time;
        }
      } catch (DateTimeException e) {
        // Told below.
      }
      throw OptionErrors.value(
          option,
          value,
          "it is no time in whole seconds",
          "Write a day of UTC such as 2025-01-01, or a time such as 2025-01-01T08:00:00Z.");
    }

    Duration length(String option, Duration otherwise) {
      @Nullable String value = given(option);
      if (value == null) {
        return otherwise;
      }
      if (value.equals("0")) {
        return Duration.ZERO;
      }
      try {
        return RefreshSchedule.parse(value, option).widest().orElse(otherwise);
      } catch (IllegalArgumentException e) {
        throw OptionErrors.value(
            option, value, "it is no length of time", "Write such as 90s, 15m, 2h, 1d or 0.");
      }
    }

    RefreshSchedule refresh() {
      @Nullable String value = given("refresh");
      if (value == null) {
        return RefreshSchedule.off();
      }
      if (OptionErrors.mayBeKey(value)) {
        throw OptionErrors.value("refresh", value, "it is no schedule", "Write such as 2d,14d/1d.");
      }
      return value.toLowerCase(Locale.ROOT).equals("standard")
          ? RefreshSchedule.standard()
          : RefreshSchedule.parse(value, "option refresh");
    }
  }
}
