package io.github.customerio4j.cli.keboola;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs the component as the documentation says. */
public final class DocumentedComponent {
  private DocumentedComponent() {}

  /**
   * The result of a run.
   *
   * @param exitCode its exit code
   * @param out standard output
   * @param err standard error
   */
  public record DocumentedResult(int exitCode, String out, String err) {}

  /**
   * Reads a configuration.
   *
   * @throws AssertionError if it gives a warning
   */
  public static void requireValid(String json) throws IOException {
    Path file = Files.createTempFile("config", ".json");
    try {
      Files.writeString(file, json);
      ComponentConfig config = ConfigReader.read(ComponentConfigFile.read(file), Clock.systemUTC());
      if (!config.warnings().isEmpty()) {
        throw new AssertionError(String.valueOf(config.warnings()));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Runs on a data directory against that API, without a rate limit. */
  public static DocumentedResult run(Path dataDirectory, String baseUrl, Clock clock) {
    Map<String, String> variables = new HashMap<>();
    variables.put("KBC_DATADIR", dataDirectory.toString());
    variables.put("CUSTOMERIO_BASE_URL", baseUrl);
    variables.put("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exitCode =
        new KeboolaRunner(
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                clock)
            .run();
    return new DocumentedResult(
        exitCode.number(),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }
}
