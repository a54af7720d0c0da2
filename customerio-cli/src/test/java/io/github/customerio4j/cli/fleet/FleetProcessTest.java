package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.Main;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet in a process of its own, which is told to end or killed, and the run after that. */
class FleetProcessTest {
  private static final List<String> NAMES = List.of("acme", "globex", "initech");

  @TempDir Path folder;

  private final Map<String, Sandbox> sandboxes = new TreeMap<>();

  @BeforeEach
  void start() {
    for (String name : NAMES) {
      sandboxes.put(
          name,
          Sandbox.builder()
              .seed(name.hashCode())
              .appApiKey(FleetCli.key(name))
              .latency(Duration.ofMillis(60))
              .start());
    }
  }

  @AfterEach
  void stop() {
    sandboxes.values().forEach(Sandbox::close);
  }

  private Path file(String to) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("defaults:\n  to: csv:").append(folder.resolve(to)).append("/{workspace}\n");
    text.append("  spool: ").append(folder.resolve("spool")).append('\n');
    text.append("  tables: [campaigns, campaign_actions, segments, segment_customers, messages]\n");
    text.append("  key-variable: KEY_{workspace}\n  requests-per-second: 0\n  full: true\n");
    text.append("workspaces:\n");
    sandboxes.forEach(
        (name, sandbox) ->
            text.append("  ")
                .append(name)
                .append(": {base-url: '")
                .append(sandbox.baseUrl())
                .append("'}\n"));
    return Files.writeString(folder.resolve(to + ".yaml"), text.toString());
  }

  private Process fleet(String to) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "fleet",
            "--config",
            file(to).toString());
    NAMES.forEach(name -> java.environment().put("KEY_" + name, FleetCli.key(name)));
    java.redirectError(folder.resolve("stderr.txt").toFile());
    return java.redirectOutput(folder.resolve("stdout.txt").toFile()).start();
  }

  private String said() throws IOException {
    String said =
        Files.readString(folder.resolve("stderr.txt"))
            + Files.readString(folder.resolve("stdout.txt"));
    assertThat(said).doesNotContain("0123456789abcdef");
    return said;
  }

  private long journals() throws IOException {
    if (Files.notExists(folder.resolve("spool"))) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(folder.resolve("spool"))) {
      return paths
          .filter(path -> path.endsWith("journal"))
          .filter(path -> path.toFile().length() > 1000)
          .count();
    } catch (java.io.UncheckedIOException e) {
      // A run has just ended and taken its folder away.
      return 0;
    }
  }

  private Map<String, String> tables(String to) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder.resolve(to))) {
      for (Path table : paths.filter(path -> path.toString().endsWith(".csv")).toList()) {
        tables.put(
            folder.resolve(to).relativize(table).toString(),
            Files.readString(table, StandardCharsets.UTF_8));
      }
    }
    return tables;
  }

  private void waitForPages(Process run) throws Exception {
    while (journals() < NAMES.size()) {
      assertThat(run.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too soon").isFalse();
    }
  }

  @Test
  void aTerminatedFleetEndsSoonAndTheNextRunResumesEach() throws Exception {
    Process run = fleet("data");
    waitForPages(run);
    run.destroy();

    // Within five seconds on a quiet machine; the bound leaves room for a busy one.
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).as("ends soon").isTrue();
    assertThat(run.exitValue()).isEqualTo(143);
    assertThat(said()).contains("was ended; the next run resumes it", "3 cancelled");

    assertThat(fleet("data").waitFor()).as(said()).isZero();
    assertThat(said()).contains("3 done");
    for (String name : NAMES) {
      assertThat(said()).containsPattern(name + " +resumes the run of ");
    }
    assertThat(fleet("undisturbed").waitFor()).as(said()).isZero();
    assertThat(tables("data")).isEqualTo(tables("undisturbed")).hasSize(15);
  }

  @Test
  void aKilledFleetIsFinishedByTheNextRun() throws Exception {
    Process run = fleet("data");
    waitForPages(run);
    run.destroyForcibly().waitFor();

    assertThat(fleet("data").waitFor()).as(said()).isZero();
    assertThat(fleet("undisturbed").waitFor()).as(said()).isZero();
    assertThat(tables("data")).isEqualTo(tables("undisturbed")).hasSize(15);
  }
}
