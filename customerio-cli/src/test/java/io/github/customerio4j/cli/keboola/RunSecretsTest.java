package io.github.customerio4j.cli.keboola;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files and the output of a run in debug mode, with every logger at its lowest level. */
class RunSecretsTest {
  private static final String KEY = "s3cret-app-api-key-0123456789";

  private final Sandbox sandbox =
      Sandbox.builder().appApiKey(KEY).latency(Duration.ofMillis(40)).exportPolls(1).start();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void keyIsOnlyInTheConfiguration() throws Exception {
    Path data = folder.resolve("data");
    Path spool = folder.resolve("spool");
    new Component(data)
        .config(
            """
            {"parameters": {
              "#api_secret": "%s", "debug": true,
              "campaigns": true, "segments": true, "segment_customers": true,
              "messages": [{"types": [], "incremental_output": true}],
              "customers": [{"filters": "", "attributes": ""}],
              "activities": [{"types": [], "mode": "PARSED_DATA", "delete": true}]}}
            """
                .formatted(KEY));
    Files.writeString(
        data.resolve("logging.properties"),
        """
        handlers = java.util.logging.ConsoleHandler
        .level = ALL
        java.util.logging.ConsoleHandler.level = ALL
        """);
    assertThat(Files.readString(data.resolve("config.json"))).contains(KEY);
    ForkedComponent component = new ForkedComponent(data, spool, folder.resolve("stderr.txt"));

    Process interrupted = component.start(sandbox);
    String arguments = interrupted.info().commandLine().orElse("");
    while (files(spool).size() < 3) {
      assertThat(interrupted.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too soon").isFalse();
    }
    // Process.destroy would close its output streams, too.
    interrupted.toHandle().destroy();
    String said = new String(interrupted.getInputStream().readAllBytes(), UTF_8);
    assertThat(interrupted.waitFor())
        .as("%s%n%s", said, Files.readString(folder.resolve("stderr.txt")).replace(KEY, "KEY"))
        .isEqualTo(143);
    assertThat(files(spool)).as("there are spools to search").isNotEmpty();
    search(List.of(folder, spool));

    Process whole = component.start(sandbox);
    said += new String(whole.getInputStream().readAllBytes(), UTF_8);
    assertThat(whole.waitFor()).isZero();
    assertThat(Files.readString(folder.resolve("stderr.txt")))
        .as("the loggers wrote fine messages")
        .contains("FINE");
    assertThat(said + arguments).contains("Extracting by").doesNotContain(KEY);
    search(List.of(folder));
  }

  private static void search(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        if (!file.endsWith("config.json")) {
          assertThat(Files.readString(file, ISO_8859_1).contains(KEY)).as("%s", file).isFalse();
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
