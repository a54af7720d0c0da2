package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.options.Settings;
import io.github.customerio4j.cli.options.YamlFile;
import io.github.customerio4j.cli.terminal.PathArgument;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Settings from a file that describes a fleet. */
final class FleetSettings extends Settings {
  /** Of the fleet as a whole, and what the fleet says itself. */
  private static final Set<String> NOT_OF_A_WORKSPACE = Set.of("log", "workspace");

  private final ProcessContext context;
  private final Problems problems = new Problems();
  private @Nullable FleetFile read;

  @Option(
      names = "--config",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description = {
        "The workspaces, in YAML or JSON: defaults: and workspaces: by name, each with keys as in",
        "the file of extract. What is given here counts more; CUSTOMERIO_… variables count less.",
        "Default: CUSTOMERIO_CONFIG"
      })
  private @Nullable Path config;

  FleetSettings(ProcessContext context) {
    super(context.variables());
    this.context = context;
  }

  /** The keys beside {@code defaults} and {@code workspaces}. */
  static Map<String, OptionSpec> ofFleet(ProcessContext context) {
    return settable(CommandSpec.forAnnotatedObject(new FleetCommand(context)));
  }

  /** The keys of a workspace and of the defaults. */
  static Map<String, OptionSpec> ofWorkspace(ProcessContext context) {
    Map<String, OptionSpec> known =
        settable(CommandSpec.forAnnotatedObject(new WorkspaceJob("any", context)));
    known.keySet().removeAll(NOT_OF_A_WORKSPACE);
    return known;
  }

  @Override
  protected Optional<Path> file() {
    return Optional.ofNullable(config);
  }

  @Override
  protected Map<String, Object> read(Path file) {
    Map<String, OptionSpec> ofWorkspace = ofWorkspace(context);
    Map<String, Object> environment = inVariables(context.variables(), ofWorkspace);
    // That of the environment is the fleet's page.
    environment.remove("report");
    FleetFile.Known known = new FleetFile.Known(ofFleet(context), ofWorkspace);
    FleetFile fleet = FleetFile.read(new YamlFile(file), known, environment, problems);
    read = fleet;
    return fleet.options();
  }

  /**
   * The fleet, once its file was read.
   *
   * @throws IllegalArgumentException if there is no file, or something in it cannot be used; the
   *     message has a line for each problem
   */
  Jobs jobs() {
    FleetFile fleet = read;
    if (fleet == null) {
      throw new IllegalArgumentException(
          "Cannot run a fleet: --config is missing. Write --config fleet.yaml.");
    }
    Jobs jobs = Jobs.of(fleet, problems, context);
    problems.check();
    return jobs;
  }

  /** The file, with an absolute path. */
  Path configFile() {
    FleetFile fleet = read;
    if (fleet == null) {
      throw new IllegalStateException("no file was read");
    }
    return fleet.file().toAbsolutePath();
  }
}
