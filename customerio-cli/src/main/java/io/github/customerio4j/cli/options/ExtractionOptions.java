package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.config.ExtractionConfig.Resume;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.sink.LoadType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is extracted, and how. */
public final class ExtractionOptions {
  @Option(
      names = "--tables",
      paramLabel = "NAME",
      split = ",",
      description = {
        "campaigns, segments, segment_customers, messages, customers, activity_TYPE, activity_*,",
        "activities_all, newsletters and so on; campaign* for all of these names; group:NAME.",
        "Default: those named first, activities in one table per type."
      })
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Oldest messages, such as 2025-01-01 or 2025-01-01T08:00:00Z. Default: all")
  private @Nullable String since;

  @Option(
      names = "--full",
      negatable = true,
      description = "Everything again; tables are replaced.")
  private boolean isFull;

  @Option(
      names = "--incremental",
      negatable = true,
      description = "What is new since the last run; rows are merged by key. This is the default.")
  private boolean isIncremental;

  @Option(
      names = "--refresh",
      paramLabel = "AGE[/INTERVAL],…|off",
      description = {
        "What is read again, because messages are opened and clicked later: by default the last 2",
        "days in every run, 14 days once a day, 90 days once a week: 2d,14d/1d,90d/7d"
      })
  private String refresh = RefreshSchedule.standard().toString();

  @Mixin private FilterOptions filters = new FilterOptions();
  @Mixin private PrivacyOptions privacy = new PrivacyOptions();

  @Option(names = "--reset", description = "Ignore the state of previous runs.")
  private boolean isReset;

  @Option(
      names = "--on-table-failure",
      paramLabel = "fail|skip",
      description = "Whether a table that fails ends the run. Default: fail")
  private String onTableFailure = "fail";

  @Option(
      names = "--resume",
      paramLabel = "if-possible|never",
      description = "Whether to resume an interrupted run. Default: if-possible")
  private String resume = "if-possible";

  @Option(
      names = "--spool",
      converter = PathArgument.class,
      paramLabel = "DIR",
      description = "Where rows wait for the commit. Default: the system's temporary folder")
  private @Nullable Path spool;

  /**
   * The same as a configuration.
   *
   * @param types how columns get their types
   * @param variables the environment
   * @throws IllegalArgumentException if one of them means nothing
   */
  public ExtractionConfig config(ExtractionConfig.Types types, Map<String, String> variables) {
    if (isFull && isIncremental) {
      throw new IllegalArgumentException(
          "Cannot use --full with --incremental: they are mutually exclusive. Leave one out.");
    }
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.types(types);
    config.loadType(isFull ? LoadType.FULL_LOAD : LoadType.INCREMENTAL_UPDATE);
    config.stateUse(isReset ? StateUse.RESET : StateUse.CONTINUE);
    config.onTableFailure(
        EnumChoice.of("--on-table-failure", onTableFailure, "fail", "skip").isFirst()
            ? OnTableFailure.FAIL
            : OnTableFailure.SKIP);
    config.resume(
        EnumChoice.of("--resume", resume, "if-possible", "never").isFirst()
            ? Resume.IF_POSSIBLE
            : Resume.NEVER);
    if (spool != null) {
      config.spoolDirectory(spool);
    }
    History history = isFull ? History.COMPLETE : History.SINCE_LAST_RUN;
    Optional<Instant> oldest = Optional.ofNullable(since).map(text -> instant("--since", text));
    // A full load counts for all tiers, so it has to know them.
    RefreshSchedule schedule = RefreshSchedule.parse(refresh, "--refresh");
    config.refresh(schedule);
    new TableOptions(tables, history, oldest, schedule).addTo(config);
    filters.addTo(config);
    privacy.addTo(config, variables);
    return config.build();
  }

  static Instant instant(String option, String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Cannot use "
              + option
              + " \""
              + text
              + "\": it is not a date. Write 2025-01-01 or 2025-01-01T08:00:00Z.",
          e);
    }
  }
}
