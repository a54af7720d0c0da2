package io.github.customerio4j.cli.options;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MetricsSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is wanted of the tables that were named. */
final class FilterOptions {
  @Option(
      names = "--ids",
      paramLabel = "TABLE=ID,ID",
      split = ";",
      description = "Only these records of a list and their children: campaigns=3,7;segments=1.")
  private Map<String, String> ids = new LinkedHashMap<>();

  @Option(
      names = "--exclude",
      paramLabel = "TABLE.COLUMN",
      split = ",",
      description = "Columns to leave out: newsletter_contents.body.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--metrics",
      paramLabel = "PERIOD",
      split = ",",
      description = "What figures are counted by: hours, days, weeks, months. Default: days")
  private List<String> periods = new ArrayList<>(List.of("days"));

  @Option(
      names = "--metrics-since",
      paramLabel = "DATE",
      description = "How far figures of campaigns go back, ten years at most. Default: as others")
  private String metricsSince = "";

  @Option(
      names = "--wide-metrics",
      negatable = true,
      description = "A column a metric instead of a row.")
  private boolean isWide;

  @Option(
      names = "--settling-days",
      paramLabel = "DAYS",
      description = "How long figures of what was sent are read again. Default: 45")
  private int settlingDays = 45;

  @Option(
      names = "--extracted-at",
      negatable = true,
      description = "Adds the time of the run to each row.")
  private boolean hasTime;

  @Option(
      names = "--mark-deleted",
      negatable = true,
      description = "Marks rows of a database that are no more, in column _deleted.")
  private boolean marksDeletedRows;

  @Option(
      names = "--read-unchanged",
      negatable = true,
      description = "Reads the children of unchanged records again.")
  private boolean readsUnchanged;

  /**
   * Adds them.
   *
   * @throws IllegalArgumentException if one of them means nothing
   */
  void addTo(ExtractionConfig.Builder config) {
    ids.forEach((table, some) -> config.putIds(table, Set.of(some.split(",", -1))));
    Map<String, Set<String>> columns = new LinkedHashMap<>();
    for (String column : excluded) {
      String[] parts = column.split("\\.", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException(
            "Cannot use --exclude \"" + column + "\": it names no table. Write TABLE.COLUMN.");
      }
      columns.computeIfAbsent(parts[0], any -> new LinkedHashSet<>()).add(parts[1]);
    }
    config.putAllExcludedColumns(columns).metrics(metrics());
    if (hasTime) {
      config.extractedAt(ExtractionConfig.ExtractedAt.ADDED);
    }
    if (marksDeletedRows) {
      config.deletedRows(ExtractionConfig.DeletedRows.MARK);
    }
    if (readsUnchanged) {
      config.unchangedParents(ExtractionConfig.UnchangedParents.READ);
    }
  }

  private MetricsSelection metrics() {
    MetricsSelection.Builder metrics = MetricsSelection.builder();
    Set<Period> wanted = new LinkedHashSet<>();
    periods.forEach(name -> wanted.add(period(name)));
    metrics.periods(wanted).settlingTime(Duration.ofDays(settlingDays));
    if (!metricsSince.isEmpty()) {
      metrics.since(ExtractionOptions.instant("--metrics-since", metricsSince));
    }
    if (isWide) {
      metrics.layout(MetricsSelection.Layout.COLUMN_PER_METRIC);
    }
    return metrics.build();
  }

  private static Period period(String name) {
    for (Period period : Period.values()) {
      if (period.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return period;
      }
    }
    throw new IllegalArgumentException(
        "Cannot use --metrics \""
            + name
            + "\": there is no such period. Write hours, days, weeks or months.");
  }
}
