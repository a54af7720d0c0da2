package io.github.customerio4j.cli.options;

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
import picocli.CommandLine.Spec;

/**
 * Options that were not given on the command line: from the file, else from the environment. {@code
 * --settling-days} is {@code settling-days} there and {@code CUSTOMERIO_SETTLING_DAYS} here.
 */
public abstract class Settings {
  private static final String VARIABLE = "CUSTOMERIO_";

  /** What would be a trap if it held for every run, and what would give the key away. */
  public static final Set<String> COMMAND_LINE_ONLY =
      Set.of(
          "config",
          "help",
          "version",
          "key",
          "key-stdin",
          "reset",
          "dry-run",
          "plan",
          "shard",
          "only");

  /** Where one is given, weaker sources have no say about the others either. */
  private static final List<Set<String>> RIVALS =
      List.of(
          Set.of("full", "incremental"),
          Set.of("key", "key-stdin", "key-file", "key-variable", "key-command"));

  private final Map<String, String> variables;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * Settings of a process.
   *
   * @param variables its environment
   */
  protected Settings(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The file that the command line names. */
  protected abstract Optional<Path> file();

  /**
   * What the file says of the command's options, by their names without dashes.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why
   */
  protected abstract Map<String, Object> read(Path file);

  /**
   * Sets the options that the command line does not set.
   *
   * @throws IllegalArgumentException if the file or a variable cannot be used; the message says
   *     where
   */
  final void apply() {
    CommandSpec spec = Objects.requireNonNull(command, "not mixed into a command");
    Map<String, OptionSpec> open = settable(spec);
    spec.commandLine()
        .getParseResult()
        .matchedOptions()
        .forEach(option -> close(name(option), open.keySet()));
    Optional<Path> file =
        file()
            .or(
                () ->
                    variable(variables, "config")
                        .map(text -> PathArgument.of(variableName("config"), text)));
    if (file.isPresent()) {
      Map<String, Object> read = read(file.get());
      Map<String, OptionSpec> mine = new LinkedHashMap<>(open);
      read.forEach((name, value) -> set(name, value, mine, open));
    }
    Map<String, OptionSpec> mine = new LinkedHashMap<>(open);
    inVariables(variables, mine).forEach((name, value) -> set(name, value, mine, open));
  }

  /**
   * What the environment says of options, by their names.
   *
   * @throws IllegalArgumentException if a variable cannot be used
   */
  public static Map<String, Object> inVariables(
      Map<String, String> variables, Map<String, OptionSpec> known) {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> open = new HashSet<>(known.keySet());
    known.forEach(
        (name, option) ->
            variable(variables, name)
                .filter(text -> open.contains(name))
                .map(text -> OptionValue.of(option, text, variableName(name)))
                .ifPresent(
                    value -> {
                      values.put(name, value);
                      close(name, open);
                    }));
    return values;
  }

  private static void set(
      String name, Object value, Map<String, OptionSpec> mine, Map<String, OptionSpec> open) {
    OptionSpec option = mine.get(name);
    if (option != null) {
      option.setValue(value);
      close(name, open.keySet());
    }
  }

  /** Removes an option that is set, and those that it excludes. */
  public static void close(String name, Set<String> open) {
    Set<String> closed = new HashSet<>(Set.of(name));
    RIVALS.stream().filter(rivals -> rivals.contains(name)).forEach(closed::addAll);
    open.removeAll(closed);
  }

  /** The options that a file or a variable may set, by their names there. */
  public static Map<String, OptionSpec> settable(CommandSpec spec) {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      if (!COMMAND_LINE_ONLY.contains(name(option))) {
        options.put(name(option), option);
      }
    }
    return options;
  }

  /** An option's name in a file. */
  public static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(variableName(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String variableName(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
