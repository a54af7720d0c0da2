package io.github.customerio4j.examples.extract;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.examples.environment.RunnerEnvironment;
import io.github.customerio4j.examples.showing.RunView;
import io.github.customerio4j.examples.showing.Showing;
import io.github.customerio4j.examples.terminal.PlanSummary;
import io.github.customerio4j.examples.terminal.Terminal;
import io.github.customerio4j.extract.ExtractionConfig;
import io.github.customerio4j.extract.ExtractionConfig.Memory;
import io.github.customerio4j.extract.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.ExtractionConfig.Resume;
import io.github.customerio4j.extract.ExtractionException;
import io.github.customerio4j.extract.ExtractionReport;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.History;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.write.LoadType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code extract}: tables of a workspace into files or a database.
 *
 * <p>Exit codes: 0; 1 if the user can put it right; 2 if it failed otherwise; 3 if some tables were
 * extracted and others failed ({@code --on-table-failure skip}).
 */
@Command(
    name = "extract",
    description = "Extracts tables of a workspace. The key is read from CUSTOMERIO_APP_API_KEY.",
    footer = {
      "",
      "Example: all campaigns and messages since 2025, continued by the next run",
      "  extract --to csv:./crm --tables campaigns,messages --since 2025-01-01",
      "",
      "Example: all newsletters with their figures into a database",
      "  extract --to duckdb:crm.duckdb --tables group:newsletters",
      "",
      "Exit codes: 0 done, 1 something for you to put right, 2 failed, 3 some tables failed"
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExtractCommand.USER_ERROR,
    exitCodeOnExecutionException = ExtractCommand.FAILURE)
public final class ExtractCommand implements Callable<Integer> {
  static final int USER_ERROR = 1;
  static final int FAILURE = 2;
  static final int PARTIAL_SUCCESS = 3;

  private final Map<String, String> variables;
  private final Terminal terminal;

  @Mixin private Destination destination = new Destination();

  @Option(
      names = "--tables",
      paramLabel = "NAME",
      split = ",",
      description = {
        "campaigns, segments, segment_customers, messages, customers, activity_TYPE, activity_*,",
        "activities_all, newsletters and so on; campaign* for all of these names; group:NAME.",
        "Default: those named first, activities in a table a type."
      })
  private List<String> tables = new ArrayList<>();

  @Option(names = "--region", paramLabel = "us|eu", description = "Of the workspace. Default: us")
  private String region = "us";

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Oldest messages, such as 2025-01-01 or 2025-01-01T08:00:00Z. Default: all")
  private @Nullable String since;

  @ArgGroup private Load load = new Load();

  @Mixin private Refinements refinements = new Refinements();

  @Mixin private Showing showing = new Showing();

  @Option(
      names = "--plan",
      description = "Only says how many requests and minutes the run would take.")
  private boolean isPlan;

  @Option(names = "--reset", description = "Forget what former runs remembered.")
  private boolean isReset;

  @Option(
      names = "--on-table-failure",
      paramLabel = "fail|skip",
      description = "Whether a table that fails ends the run. Default: fail")
  private String onTableFailure = "fail";

  @Option(
      names = "--resume",
      paramLabel = "if-possible|never",
      description = "Whether to go on with an interrupted run. Default: if-possible")
  private String resume = "if-possible";

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description = "Where rows wait for the commit. Default: the system's temporary folder")
  private @Nullable Path spool;

  private static final class Load {
    @Option(names = "--full", description = "Everything again; tables are replaced.")
    private boolean isFull;

    @Option(
        names = "--incremental",
        description =
            "What is new since the last run; rows are merged by key. This is the default.")
    private boolean isIncremental;

    boolean isEverything() {
      return isFull && !isIncremental;
    }
  }

  /** An extraction with the process's environment, on its terminal. */
  public ExtractCommand() {
    this(System.getenv(), Terminal.system());
  }

  ExtractCommand(Map<String, String> variables, Terminal terminal) {
    this.variables = variables;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunView view;
    try {
      view = showing.on(terminal);
    } catch (IllegalArgumentException e) {
      terminal.err().println(e.getMessage());
      return USER_ERROR;
    }
    try {
      return extract(view);
    } catch (IllegalArgumentException
        | StateException
        | AuthenticationException
        | PermissionException
        | InvalidRequestException
        | NotFoundException e) {
      view.fail(e);
      return USER_ERROR;
    } catch (CustomerIoException | ExtractionException | UncheckedIOException e) {
      view.fail(e);
      return FAILURE;
    }
  }

  private int extract(RunView view) {
    Destination.Opened to = destination.open();
    ExtractionConfig config = config();
    try (CustomerIo client = client()) {
      Extractor.Builder extractor =
          Extractor.builder().client(client).sink(to.sink()).stateStore(to.state());
      if (isPlan) {
        PlanSummary.print(extractor.build().plan(config), terminal.out());
        return 0;
      }
      String workspace = "Customer.io (" + region.toUpperCase(Locale.ROOT) + ")";
      ExtractionReport report = view.run(extractor, config, workspace, destination.shown());
      view.conclude(report);
      return report.failures().isEmpty() ? 0 : PARTIAL_SUCCESS;
    }
  }

  private ExtractionConfig config() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.loadType(load.isEverything() ? LoadType.FULL_LOAD : LoadType.INCREMENTAL_UPDATE);
    config.memory(isReset ? Memory.RESET : Memory.CONTINUE);
    config.onTableFailure(
        choice("--on-table-failure", onTableFailure, "fail", "skip")
            ? OnTableFailure.FAIL
            : OnTableFailure.SKIP);
    config.resume(
        choice("--resume", resume, "if-possible", "never") ? Resume.IF_POSSIBLE : Resume.NEVER);
    if (spool != null) {
      config.spoolDirectory(spool);
    }
    History history = load.isEverything() ? History.COMPLETE : History.SINCE_LAST_RUN;
    Optional<Instant> oldest = Optional.ofNullable(since).map(text -> instant("--since", text));
    new WantedTables(tables, history, oldest).addTo(config);
    refinements.addTo(config);
    return config.build();
  }

  private CustomerIo client() {
    RunnerEnvironment environment = RunnerEnvironment.of(variables);
    AppApiKey key =
        environment
            .key()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot start: CUSTOMERIO_APP_API_KEY is not set. Set it to an App API key"
                            + " (Customer.io: Settings, API credentials, App API keys)."));
    CustomerIoBuilder client =
        CustomerIo.builder(key)
            .region(choice("--region", region, "us", "eu") ? Region.US : Region.EU)
            .userAgent("customerio4j-extract");
    return environment.applyTo(client).build();
  }

  /** Whether it is the first of two words. */
  private static boolean choice(String option, String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "Cannot use " + option + " \"" + value + "\": write " + first + " or " + second + ".");
    }
    return value.equals(first);
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
              + "\": it is no date. Write 2025-01-01 or 2025-01-01T08:00:00Z.",
          e);
    }
  }
}
