package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.JobOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.options.Settings;
import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.KeyCommand;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.state.FileStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** One workspace of a fleet: the options of an extraction, and those that only a fleet has. */
final class WorkspaceJob {
  private static final List<String> KEYS = List.of("key-variable", "key-file", "key-command");

  private final String name;
  private final ProcessContext context;

  @Mixin private final JobOptions job;

  @Option(
      names = "--key-variable",
      paramLabel = "NAME",
      description = "The environment variable with the App API key.")
  private @Nullable String keyVariable;

  @Option(
      names = "--key-command",
      paramLabel = "WORD",
      description = "A program and its arguments that print the App API key; no shell reads them.")
  private List<String> keyCommand = new ArrayList<>();

  @Option(
      names = "--workspace-column",
      negatable = true,
      description = "Adds a column _workspace, so that several workspaces share tables.")
  private boolean hasWorkspaceColumn;

  private String sourceOfKey = "";

  WorkspaceJob(String name, ProcessContext context) {
    this.name = name;
    this.context = context;
    this.job = new JobOptions(context);
  }

  /**
   * Sets the options.
   *
   * @param values by their names
   * @throws IllegalArgumentException if no key is named, or several are
   */
  void set(Map<String, Object> values) {
    Map<String, OptionSpec> options = Settings.settable(CommandSpec.forAnnotatedObject(this));
    values.forEach(
        (key, value) -> {
          OptionSpec option = options.get(key);
          if (option != null) {
            option.setValue(value);
          }
        });
    if (hasWorkspaceColumn) {
      job.destination().shareAs(name);
    }
    Set<String> keys = KEYS.stream().filter(values::containsKey).collect(Collectors.toSet());
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "Cannot find its key: "
              + (keys.isEmpty() ? "nothing names it" : "several options name it")
              + ". Write one of key-variable: NAME, key-file: FILE or key-command: [PROGRAM,"
              + " ARGUMENT].");
    }
    String source = keys.iterator().next();
    sourceOfKey = source + " " + values.get(source);
    if (keyCommand.isEmpty() && values.containsKey("key-command")) {
      throw new IllegalArgumentException(
          "Cannot use key-command: it is empty. Write key-command: [PROGRAM, ARGUMENT].");
    }
    if ("-".equals(values.get("key-file"))) {
      throw new IllegalArgumentException(
          "Cannot use key-file -: a fleet has many keys, standard input has one. Name a file.");
    }
  }

  String name() {
    return name;
  }

  JobOptions options() {
    return job;
  }

  boolean hasWorkspaceColumn() {
    return hasWorkspaceColumn;
  }

  /** Which option names the key, and what it says; empty if none does. */
  String sourceOfKey() {
    return sourceOfKey;
  }

  /** Makes the destination ready; connects to nothing yet. */
  DestinationOptions.Opened open() {
    return job.destination().open();
  }

  ExtractionConfig config() {
    return job.extraction().config(job.destination().types(), context.variables());
  }

  /** The page about its run, if one is wanted. */
  Optional<Path> page() {
    return job.showing().page();
  }

  /** The same for the library. */
  Workspace workspace() {
    Workspace.Builder workspace = Workspace.builder();
    workspace
        .name(name)
        .key(this::key)
        .config(config())
        .sink(() -> open().sink())
        .client(job.workspace()::configured);
    open().place().state().ifPresent(file -> workspace.stateStore(() -> new FileStateStore(file)));
    return workspace.build();
  }

  private AppApiKey key() {
    if (keyVariable != null) {
      String text = Optional.ofNullable(context.variables().get(keyVariable)).orElse("");
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot use key-variable "
                + keyVariable
                + ": the environment does not have it. Set it to the workspace's App API key.");
      }
      return key("key-variable " + keyVariable, text);
    }
    if (!keyCommand.isEmpty()) {
      return key("key-command " + keyCommand.get(0), new KeyCommand(keyCommand).read());
    }
    return job.workspace().key();
  }

  private static AppApiKey key(String where, String text) {
    try {
      return AppApiKey.of(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + where + ". " + e.getMessage(), e);
    }
  }

  /** Counts the requests of a run. */
  ExtractionPlan plan() {
    DestinationOptions.Opened to = open();
    CustomerIoBuilder client = job.workspace().configured(CustomerIo.builder(key()));
    try (CustomerIo reading = client.build()) {
      return Extractor.builder()
          .client(reading)
          .sink(to.sink())
          .stateStore(to.stateToRead())
          .build()
          .plan(config());
    }
  }

  /** A failure with the options that put it right. */
  RuntimeException explained(RuntimeException failure) {
    RuntimeException cause = cause(failure);
    return cause instanceof CustomerIoException e ? job.workspace().inOptions(e) : cause;
  }

  /** What went wrong, with the options that put it right. */
  Optional<String> problem(WorkspaceResult result) {
    Optional<RuntimeException> failure = result.failure().map(WorkspaceJob::cause);
    return failure
        .filter(CustomerIoException.class::isInstance)
        .map(CustomerIoException.class::cast)
        .flatMap(job.workspace()::remedy)
        .or(() -> failure.map(e -> String.valueOf(e.getMessage())))
        .or(result::problem);
  }

  /** The exit code that the failure would have if it were the only one. */
  static int exitCode(RuntimeException failure) {
    return CliCommand.exitCode(cause(failure)).orElse(CliCommand.FAILURE);
  }

  private static RuntimeException cause(RuntimeException failure) {
    return failure instanceof ExtractionException run ? Failures.of(run) : failure;
  }
}
