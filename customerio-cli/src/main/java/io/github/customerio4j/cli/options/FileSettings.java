package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Settings from a file that holds options of {@code extract}, by their names. */
public final class FileSettings extends Settings {
  @Option(
      names = "--config",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description = {
        "These options from a YAML or JSON file, by their names. What is given here counts more;",
        "CUSTOMERIO_… variables count less. Default: CUSTOMERIO_CONFIG, else no file"
      })
  private @Nullable Path config;

  FileSettings(Map<String, String> variables) {
    super(variables);
  }

  /** The options of {@code extract} that a file may hold, by their names there. */
  public static Map<String, OptionSpec> known() {
    return settable(CommandSpec.forAnnotatedObject(new JobOptions(ProcessContext.ofProcess())));
  }

  @Override
  protected Optional<Path> file() {
    return Optional.ofNullable(config);
  }

  @Override
  protected Map<String, Object> read(Path file) {
    return ConfigFile.read(file, known(), COMMAND_LINE_ONLY).values();
  }
}
