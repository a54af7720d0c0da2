package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MetricsSelection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what to extract of the selected tables: {@code ids}, {@code exclude} (previously {@code
 * leave_out}), {@code metrics}, {@code message_bodies}, {@code extracted_at} and {@code
 * read_unchanged}.
 */
final class FilterParameters {
  private static final String EXCLUDE = "exclude";

  /** The previous name of {@link #EXCLUDE}, which existing configurations use. */
  private static final String LEAVE_OUT = "leave_out";

  static final List<String> NAMES =
      List.of(
          "ids", EXCLUDE, LEAVE_OUT, "metrics", "message_bodies", "extracted_at", "read_unchanged");

  private static final String HOW_IDS =
      "Write arrays of ids by table, such as {\"campaigns\": [3, 7]}.";
  private static final String HOW_EXCLUDE =
      "Write an array of columns with their tables, such as [\"newsletter_contents.body\"].";
  private static final String HOW_PERIODS =
      "Write an array of \"hours\", \"days\", \"weeks\", \"months\".";
  private static final String HOW_SINCE = "Write a date such as \"2025-01-01\".";
  private static final String HOW_MANY = "Write a whole number, without quotes.";
  private static final Set<String> OF_METRICS = Set.of("periods", "since", "wide", "settling_days");
  private static final Set<String> OF_BODIES = Set.of("per_day", "since");

  private final List<String> warnings;

  FilterParameters(List<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Adds them to the configuration.
   *
   * @param parameters the parameters of the configuration
   * @return whether table {@code message_bodies} is selected
   */
  boolean addTo(ExtractionConfig.Builder config, ConfigNode parameters, TablesParameter tables) {
    ids(parameters.get("ids")).forEach(config::putIds);
    config.putAllExcludedColumns(excluded(excludeNode(parameters).elements(HOW_EXCLUDE)));
    config.metrics(metrics(parameters.get("metrics")));
    if (parameters.get("extracted_at").flag()) {
      config.extractedAt(ExtractionConfig.ExtractedAt.ADDED);
    }
    if (parameters.get("read_unchanged").flag()) {
      config.unchangedParents(ExtractionConfig.UnchangedParents.READ);
    }
    ConfigNode bodies = parameters.get("message_bodies");
    boolean areSelected = !bodies.isAbsent() || tables.names("message_bodies");
    if (areSelected) {
      config.messageBodies(bodies(bodies));
    }
    return areSelected;
  }

  private static Map<String, Set<String>> ids(ConfigNode node) {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    if (!node.isAbsent()) {
      node.fields()
          .forEach(
              (table, all) -> {
                Set<String> some = new LinkedHashSet<>();
                for (ConfigNode id : all.elements(HOW_IDS)) {
                  some.add(id.number().or(() -> id.text(HOW_IDS)).orElse(""));
                }
                ids.put(table, some);
              });
    }
    return ids;
  }

  /** The parameter {@code exclude}, by its present or its previous name. */
  private static ConfigNode excludeNode(ConfigNode parameters) {
    ConfigNode exclude = parameters.get(EXCLUDE);
    ConfigNode leaveOut = parameters.get(LEAVE_OUT);
    if (leaveOut.isAbsent()) {
      return exclude;
    }
    if (!exclude.isAbsent()) {
      throw leaveOut.wrong(
          "it is the previous name of " + exclude.path() + ", and both are given",
          "Move its columns to " + exclude.path() + ", and remove " + leaveOut.path() + ".");
    }
    return leaveOut;
  }

  private static Map<String, Set<String>> excluded(List<ConfigNode> columns) {
    Map<String, Set<String>> excluded = new LinkedHashMap<>();
    for (ConfigNode node : columns) {
      List<String> column = excluded(node);
      excluded.computeIfAbsent(column.get(0), any -> new LinkedHashSet<>()).add(column.get(1));
    }
    return excluded;
  }

  private static List<String> excluded(ConfigNode column) {
    List<String> parts = List.of(column.text(HOW_EXCLUDE).orElse("").split("\\.", 2));
    if (parts.size() < 2) {
      throw column.wrong("it names no table", HOW_EXCLUDE);
    }
    return parts;
  }

  private MetricsSelection metrics(ConfigNode node) {
    MetricsSelection.Builder metrics = MetricsSelection.builder();
    if (node.isAbsent()) {
      return metrics.build();
    }
    ConfigReader.warnOfUnknown(node, OF_METRICS, warnings);
    Set<Period> periods = new LinkedHashSet<>();
    for (ConfigNode period : node.get("periods").elements(HOW_PERIODS)) {
      periods.add(period(period));
    }
    if (!periods.isEmpty()) {
      metrics.periods(periods);
    }
    since(node.get("since")).ifPresent(metrics::since);
    if (node.get("wide").flag()) {
      metrics.layout(MetricsSelection.Layout.COLUMN_PER_METRIC);
    }
    number(node.get("settling_days")).map(Duration::ofDays).ifPresent(metrics::settlingTime);
    return metrics.build();
  }

  private static Period period(ConfigNode node) {
    String name = node.text(HOW_PERIODS).orElse("");
    for (Period period : Period.values()) {
      if (period.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return period;
      }
    }
    throw node.wrong("there is no such period", HOW_PERIODS);
  }

  private MessageBodiesSelection bodies(ConfigNode node) {
    MessageBodiesSelection.Builder bodies = MessageBodiesSelection.builder();
    if (!node.isAbsent()) {
      ConfigReader.warnOfUnknown(node, OF_BODIES, warnings);
      since(node.get("since")).ifPresent(bodies::since);
      number(node.get("per_day")).map(Math::toIntExact).ifPresent(bodies::perDay);
    }
    return bodies.build();
  }

  private static Optional<Long> number(ConfigNode node) {
    if (node.isAbsent()) {
      return Optional.empty();
    }
    String number = node.number().orElseThrow(() -> node.wrongType(HOW_MANY));
    if (!number.matches("[1-9][0-9]{0,5}")) {
      throw node.wrong("it is not a whole number from 1 to 999999", HOW_MANY);
    }
    return Optional.of(Long.parseLong(number));
  }

  private static Optional<Instant> since(ConfigNode node) {
    Optional<String> text = node.text(HOW_SINCE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.get().contains("T")
              ? OffsetDateTime.parse(text.get()).toInstant()
              : LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw ComponentException.user(
          "Cannot use " + node.named() + ": it is not a date. " + HOW_SINCE, e);
    }
  }
}
