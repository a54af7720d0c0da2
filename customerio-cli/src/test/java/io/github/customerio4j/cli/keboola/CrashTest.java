package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed or terminated at any moment, and the runs after them. */
class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 6);
  private static final String PARAMETERS =
      """
      "campaigns": true, "segments": true, "segment_customers": true,
      "messages": [{"types": [], "incremental_output": true}],
      "customers": [{"filters": "", "attributes": ""}],
      "activities": [{"types": [], "mode": "PARSED_DATA", "delete": true}]
      """;

  private final Sandbox sandbox =
      Sandbox.builder().latency(Duration.ofMillis(60)).exportPolls(1).start();

  @TempDir Path folder;
  private Path data;
  private Path spool;
  private Map<String, byte[]> expected = Map.of();

  @BeforeEach
  void extractOnceWithoutFaults() throws IOException {
    Component faultless = new Component(folder.resolve("faultless")).on(sandbox);
    faultless.parameters(PARAMETERS).succeed();
    expected = contents(folder.resolve("faultless/out/tables"));
    data = folder.resolve("data");
    spool = folder.resolve("spool");
    new Component(data).parameters(PARAMETERS);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void killedRunLeavesWholeTablesAndNextRunSucceeds() throws Exception {
    long seed = Long.getLong("crash.seed", Instant.now().toEpochMilli());
    Random random = new Random(seed);
    long usual = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long start = System.nanoTime();
      Process run = start();
      // The first run is not killed and measures the usual time; half of the others die near its
      // end.
      long span = kill == 0 ? 20_000 : random.nextInt((int) usual) + random.nextInt(2) * usual / 2;
      boolean ended = run.waitFor(span, TimeUnit.MILLISECONDS);
      run.destroyForcibly().waitFor();
      if (kill == 0) {
        assertThat(ended).as("a run that is not killed ends").isTrue();
        usual = Math.max(500, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        deleteOutput();
      }
      assertThatOutputIsWhole("seed " + seed + ", kill " + kill + " after " + span + " ms");
    }

    Process last = start();
    assertThat(last.waitFor()).as("seed " + seed).isZero();

    assertThat(contents(data.resolve("out/tables"))).containsOnlyKeys(expected.keySet());
    assertThatOutputIsWhole("seed " + seed + ", at the end");
    assertThat(names(data.resolve("out"))).containsExactly("state.json", "tables");
    assertThat(names(spool)).as("no spool is left of the killed runs").isEmpty();
  }

  @Test
  void terminatedRunEndsSoonAndNextRunResumes() throws Exception {
    Process run = start();
    while (names(spool).isEmpty() || journalLength() < 2000) {
      assertThat(run.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too soon").isFalse();
    }
    run.destroy();

    // Within five seconds on a quiet machine; the bound leaves room for a busy one.
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).as("ends soon").isTrue();
    assertThat(run.exitValue()).isEqualTo(143);
    assertThat(names(data.resolve("out"))).as("no table, no staging").isSubsetOf("tables");
    assertThat(contents(data.resolve("out/tables"))).isEmpty();

    Process next = start();
    String said = new String(next.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(next.waitFor()).isZero();
    assertThat(said).contains("Continuing the run of ");
    assertThatOutputIsWhole("after the signal");
    assertThat(names(spool)).isEmpty();
  }

  /** No file of more than 24 KB can be written: the tables are larger, the state is not. */
  @Test
  void fullDiskIsApplicationErrorAndPreviousOutputStays() throws Exception {
    assertThat(start().waitFor()).isZero();
    byte[] state = Files.readAllBytes(data.resolve("out/state.json"));
    sandbox.addMessages(50, sandbox.clock().instant().minusSeconds(60));

    Process full = start("sh", "-c", "ulimit -f 48; exec \"$@\"", "sh");
    assertThat(full.waitFor()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("stderr.txt")))
        .contains("Cannot extract: ")
        .contains("File too large");
    assertThatOutputIsWhole("after the disk was full");
    assertThat(Files.readAllBytes(data.resolve("out/state.json"))).isEqualTo(state);

    assertThat(start().waitFor()).as("the next run succeeds").isZero();
    assertThat(names(data.resolve("out"))).containsExactly("state.json", "tables");
    assertThat(names(spool)).isEmpty();
  }

  @Test
  void secondProcessIsRefusedWithTheIdOfTheFirst() throws Exception {
    Process first = start();
    while (names(spool).isEmpty()) {
      assertThat(first.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too soon").isFalse();
    }
    Process second = start();
    assertThat(second.waitFor()).isNotZero();
    assertThat(Files.readString(folder.resolve("stderr.txt"))).contains("process " + first.pid());
    assertThat(first.waitFor()).as("the first is not disturbed").isZero();
    assertThatOutputIsWhole("of the first");
  }

  private Process start(String... before) throws IOException {
    return new ForkedComponent(data, spool, folder.resolve("stderr.txt")).start(sandbox, before);
  }

  /** Each file is whole or missing, and the state is never newer than the tables. */
  private void assertThatOutputIsWhole(String when) throws IOException {
    Map<String, byte[]> found = contents(data.resolve("out/tables"));
    assertThat(expected.keySet()).as(when).containsAll(found.keySet());
    found.forEach(
        (name, bytes) -> assertThat(bytes).as(when + ": " + name).isEqualTo(expected.get(name)));
    Path state = data.resolve("out/state.json");
    if (Files.exists(state)) {
      assertThat(ExtractionState.parse(Files.readString(state)).tables()).as(when).isNotEmpty();
      assertThat(found.keySet()).as(when).containsExactlyElementsOf(expected.keySet());
    }
  }

  private void deleteOutput() throws IOException {
    for (Path file : files(data.resolve("out/tables"))) {
      Files.delete(file);
    }
    Files.deleteIfExists(data.resolve("out/state.json"));
  }

  private long journalLength() throws IOException {
    try (Stream<Path> paths = Files.walk(spool)) {
      return paths
          .filter(path -> path.endsWith("journal"))
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }
    return contents;
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
