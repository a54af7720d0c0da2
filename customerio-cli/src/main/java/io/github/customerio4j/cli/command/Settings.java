package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.terminal.PathArgument;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options that were not given on the command line: from the file, else from the environment. {@code
 * --settling-days} is {@code settling-days} there and {@code CUSTOMERIO_SETTLING_DAYS} here.
 */
final class Settings {
  private static final String VARIABLE = "CUSTOMERIO_";

  /** What would be a trap if it held for every run, and what would give the key away. */
  private static final Set<String> COMMAND_LINE_ONLY =
      Set.of("config", "help", "version", "key", "key-stdin", "reset", "dry-run", "plan");

  /** Where one is given, weaker sources have no say about the others either. */
  private static final List<Set<String>> RIVALS =
      List.of(Set.of("full", "incremental"), Set.of("key", "key-stdin", "key-file"));

  private final Map<String, String> variables;

  @Option(
      names = "--config",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description = {
        "These options from a YAML or JSON file, by their names. What is given here counts more;",
        "CUSTOMERIO_… variables count less. Default: CUSTOMERIO_CONFIG, else no file"
      })
  private @Nullable Path config;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  Settings(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The options of {@code extract} that a file may hold, by their names there. */
  static Map<String, OptionSpec> known() {
    return settable(CommandSpec.forAnnotatedObject(new ExtractCommand()));
  }

  /**
   * Sets the options that the command line does not set.
   *
   * @throws IllegalArgumentException if the file or a variable cannot be used; the message says
   *     where
   */
  void apply() {
    CommandSpec spec = Objects.requireNonNull(command, "not mixed into a command");
    Map<String, OptionSpec> open = settable(spec);
    spec.commandLine()
        .getParseResult()
        .matchedOptions()
        .forEach(option -> close(name(option), open));
    Optional<Path> file =
        Optional.ofNullable(config)
            .or(
                () ->
                    variable("config").map(text -> PathArgument.of(variableName("config"), text)));
    if (file.isPresent()) {
      ConfigFile read = ConfigFile.read(file.get(), known(), COMMAND_LINE_ONLY);
      Map<String, OptionSpec> mine = new LinkedHashMap<>(open);
      read.values().forEach((name, value) -> set(name, value, mine, open));
    }
    Map<String, OptionSpec> mine = new LinkedHashMap<>(open);
    for (Map.Entry<String, OptionSpec> option : mine.entrySet()) {
      String name = option.getKey();
      variable(name)
          .map(text -> OptionValue.of(option.getValue(), text, variableName(name)))
          .ifPresent(value -> set(name, value, mine, open));
    }
  }

  private static void set(
      String name, Object value, Map<String, OptionSpec> mine, Map<String, OptionSpec> open) {
    OptionSpec option = mine.get(name);
    if (option != null) {
      option.setValue(value);
      close(name, open);
    }
  }

  private static void close(String name, Map<String, OptionSpec> open) {
    Set<String> closed = new HashSet<>(Set.of(name));
    RIVALS.stream().filter(rivals -> rivals.contains(name)).forEach(closed::addAll);
    open.keySet().removeAll(closed);
  }

  private static Map<String, OptionSpec> settable(CommandSpec spec) {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      if (!COMMAND_LINE_ONLY.contains(name(option))) {
        options.put(name(option), option);
      }
    }
    return options;
  }

  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(variableName(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String variableName(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
