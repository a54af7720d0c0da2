package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.extract.fleet.KeyFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the key comes from. It is shown nowhere, whatever is wrong with it. */
final class KeySource {
  private static final String VARIABLE = "CUSTOMERIO_APP_API_KEY";
  private static final String STANDARD_INPUT = "-";

  private final ProcessContext context;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = {
        "A file with the App API key alone, - for standard input. Default: the key in",
        VARIABLE
      })
  private @Nullable String file;

  @Option(names = "--key-stdin", description = "Reads the App API key from standard input.")
  private boolean isStandardInput;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The App API key. Others can see it in the list of processes.")
  private @Nullable String key;

  KeySource(ProcessContext context) {
    this.context = context;
  }

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException if there is none, or what is there cannot be a key
   */
  AppApiKey read() {
    if ((key == null ? 0 : 1) + (file == null ? 0 : 1) + (isStandardInput ? 1 : 0) > 1) {
      throw new IllegalArgumentException(
          "Cannot use --key, --key-file and --key-stdin together. Write one of them.");
    }
    if (key != null) {
      context
          .terminal()
          .err()
          .println(
              "Warning: --key shows the key in the list of processes. Use "
                  + VARIABLE
                  + ", --key-file FILE or --key-stdin.");
      return key("--key", key);
    }
    if (isStandardInput || STANDARD_INPUT.equals(file)) {
      return key("the key on standard input", KeyFile.read("standard input", context.in()));
    }
    if (file != null) {
      String where = "--key-file " + file;
      return key(where, KeyFile.read(where, PathArgument.of("--key-file", file)));
    }
    String variable = Optional.ofNullable(context.variables().get(VARIABLE)).orElse("");
    if (variable.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot start: "
              + VARIABLE
              + " is not set. Set it to an App API key (Customer.io: Settings, API credentials, App"
              + " API keys), or name a file with --key-file.");
    }
    return key(VARIABLE, variable);
  }

  private static AppApiKey key(String where, String text) {
    try {
      return AppApiKey.of(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + where + ". " + e.getMessage(), e);
    }
  }
}
