package io.github.customerio4j.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.Main;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs of the command line into each destination, killed at any moment: data and state are both of
 * the previous run or both of this run, and the next run succeeds. Each destination gets a fifth of
 * {@code crash.kills}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationCrashTest {
  private static final int KILLS = Math.max(1, Integer.getInteger("crash.kills", 5) / 5);
  private static final String TABLES = "campaigns,messages,newsletters,newsletter_contents";

  /** The key is enough to compare the rows. */
  private static final TableSchema MESSAGES =
      TableSchema.builder()
          .name("messages")
          .addColumns(Column.builder().name("id").originalKey("id").pointer("/id").build())
          .loadType(LoadType.INCREMENTAL_UPDATE)
          .build();

  private final Sandbox sandbox =
      Sandbox.builder().latency(Duration.ofMillis(20)).requestsPerSecond(100_000).start();

  private Servers servers;
  @TempDir Path folder;

  @BeforeAll
  void start(@TempDir Path warehouse) throws IOException {
    servers = Servers.start(warehouse);
  }

  @AfterAll
  void stop() throws IOException {
    servers.close();
    sandbox.close();
  }

  @AfterEach
  void killedRunsLeaveNoSpools() throws IOException {
    try (Stream<Path> spools = Files.list(folder.resolve("spool"))) {
      assertThat(spools).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(StoredRows.Kind.class)
  void killedRunLeavesDataAndStateOfTheSameRun(StoredRows.Kind kind) throws Exception {
    long seed = Long.getLong("crash.seed", Instant.now().toEpochMilli());
    Random random = new Random(seed);
    Path place = Files.createDirectories(folder.resolve(kind.name()));
    StoredRows stored = kind.in(place, servers);
    StateStore store = store(stored, place);
    List<String> command = command(kind, place);

    long start = System.nanoTime();
    assertThat(start(command).waitFor()).as(errors()).isZero();
    long usual = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Set<String> before = ids(stored);
    Set<Instant> watermark = watermarks(store);
    assertThat(before).isEqualTo(expectedIds());
    // A run that continues a killed one does not read its pages again: it may have what the API
    // had at any run since the previous commit.
    List<Set<String>> possible = new ArrayList<>(List.of(before));
    // Rows that are appended may be there before their state, and are merged with the same later.
    boolean isAhead = false;
    for (int kill = 0; kill < KILLS; kill++) {
      sandbox.addMessages(1, Instant.now().minusSeconds(5));
      possible.add(expectedIds());
      // Half of them die near the end.
      long span = random.nextInt((int) usual / 2) + random.nextInt(2) * usual / 2;
      Process run = start(command);
      run.waitFor(span, TimeUnit.MILLISECONDS);
      run.destroyForcibly().waitFor();

      String when = "%s, seed %d, kill %d after %d ms".formatted(kind, seed, kill, span);
      stored.settle();
      Set<String> now = ids(stored);
      Set<Instant> state = watermarks(store);
      assertThat(now).as(when).isIn(possible);
      boolean hasNewRows = !now.equals(before);
      if (!state.equals(watermark)) {
        assertThat(hasNewRows || isAhead)
            .as("%s: the state is that of the run that wrote these rows", when)
            .isTrue();
        isAhead = false;
      } else if (stored.appends()) {
        isAhead |= hasNewRows;
      } else {
        assertThat(hasNewRows).as("%s: the state is the previous one", when).isFalse();
      }
      possible.subList(0, possible.indexOf(now)).clear();
      before = now;
      watermark = state;
    }
    // The first one continues the killed run, and the second one reads what came after it.
    assertThat(start(command).waitFor()).as(errors()).isZero();
    assertThat(ids(stored)).as("seed " + seed).isIn(possible);
    assertThat(start(command).waitFor()).as(errors()).isZero();
    assertThat(ids(stored)).as("seed " + seed).isEqualTo(expectedIds());
  }

  private Set<String> expectedIds() {
    Set<String> ids = new HashSet<>();
    ExpectedRows.of(sandbox)
        .getOrDefault("messages", List.of())
        .forEach(message -> ids.add(message.getOrDefault("/id", "none")));
    return ids;
  }

  private static Set<String> ids(StoredRows stored) throws IOException {
    Set<String> ids = new HashSet<>();
    for (Map<String, String> row : stored.rows(MESSAGES)) {
      ids.add(row.getOrDefault("/id", "none"));
    }
    return ids;
  }

  private static Set<Instant> watermarks(StateStore store) throws IOException {
    ExtractionState state = store.load();
    Set<Instant> watermarks = new HashSet<>();
    state.tables().forEach((name, table) -> watermarks.addAll(table.watermarks().values()));
    return watermarks;
  }

  private static StateStore store(StoredRows stored, Path place) {
    if (stored instanceof StoredBucket bucket) {
      return bucket.state();
    }
    if (stored instanceof StoredIceberg iceberg) {
      return iceberg.state();
    }
    String format =
        stored instanceof StoredJsonl
            ? ".jsonl"
            : stored instanceof StoredParquet ? ".parquet" : "";
    return stored instanceof StoredTables tables
        ? tables.sink().stateStore()
        : new FileStateStore(place.resolve("crm" + format + ".state.json"));
  }

  private List<String> command(StoredRows.Kind kind, Path place) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "extract",
                "--tables",
                TABLES,
                "--spool",
                folder.resolve("spool").toString()));
    command.addAll(kind.to(place, servers));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    Files.createDirectories(folder.resolve("spool"));
    ProcessBuilder java = new ProcessBuilder(command);
    java.environment().putAll(servers.bucketEnvironment());
    java.environment().put("CUSTOMERIO_APP_API_KEY", sandbox.appApiKey());
    java.environment().put("CUSTOMERIO_BASE_URL", sandbox.baseUrl());
    java.environment().put("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
    return java.redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }
}
