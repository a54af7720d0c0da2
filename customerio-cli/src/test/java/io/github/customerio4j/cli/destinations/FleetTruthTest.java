package io.github.customerio4j.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a fleet's workspaces, compared with the records of their sandboxes. */
@Timeout(120)
class FleetTruthTest {
  private static final List<String> NAMES = List.of("bakery", "cinema", "drugstore", "egg-farm");
  private static final List<String> TABLES =
      List.of("campaigns", "segments", "newsletters", "messages");

  @TempDir Path folder;
  private final Map<String, Sandbox> sandboxes = new TreeMap<>();
  private final Map<String, StoredRows> stored = new TreeMap<>();
  private final Map<String, Map<String, TableSchema>> schemas = new TreeMap<>();

  @BeforeEach
  void start() {
    for (String name : NAMES) {
      long seed = name.hashCode();
      sandboxes.put(
          name,
          Sandbox.builder()
              .seed(seed)
              .appApiKey("key-of-" + name)
              .requestsPerSecond(10_000)
              .start());
      stored.put(name, StoredTables.duckDb(folder.resolve(name).resolve("crm.duckdb")));
      schemas.put(name, new ConcurrentSkipListMap<>());
    }
  }

  @AfterEach
  void stop() {
    sandboxes.values().forEach(Sandbox::close);
  }

  @Test
  void rowsAreThoseOfEachSandbox() throws IOException {
    FleetReport report = fleet(new FleetListener() {}).run();

    assertThat(report.isDone()).isTrue();
    for (String name : NAMES) {
      assertEqualsSandbox(name);
    }
    for (Sandbox sandbox : sandboxes.values()) {
      assertThat(sandbox.requests()).allMatch(request -> request.status() == 200);
    }
  }

  @Test
  void workspaceWithRevokedKeyOrDeadServerLeavesOthersWholeAndTheNextRunFinishes()
      throws IOException {
    // The key is good when it is tried, and no longer when messages are read.
    Sandbox revoked = sandbox("cinema");
    revoked.failEvery(2, path -> path.endsWith("/messages"), Fault.status(401));
    sandbox("drugstore").failEvery(1, path -> true, Fault.status(503));

    FleetReport report = fleet(new FleetListener() {}).run();

    assertThat(report.results())
        .extracting(WorkspaceResult::outcome)
        .containsExactly(Outcome.DONE, Outcome.FAILED, Outcome.FAILED, Outcome.DONE);
    assertThat(report.results())
        .allSatisfy(one -> assertThat(one.toString()).doesNotContain("key-of-"));
    assertEqualsSandbox("bakery");
    assertEqualsSandbox("egg-farm");
    assertThat(schemas.get("cinema")).isEmpty();

    sandbox("cinema").close();
    sandboxes.put("cinema", replacement("cinema"));
    sandbox("drugstore").close();
    sandboxes.put("drugstore", replacement("drugstore"));
    assertThat(fleet(new FleetListener() {}).run().isDone()).isTrue();
    for (String name : NAMES) {
      assertEqualsSandbox(name);
    }
  }

  @Test
  void cancelledFleetIsFinishedByTheNextRun() throws Exception {
    CountDownLatch pages = new CountDownLatch(12);
    Fleet.FleetRun run =
        fleet(
                new FleetListener() {
                  @Override
                  public ExtractionListener workspaceStarting(String workspace) {
                    return new ExtractionListener() {
                      @Override
                      public void pageRead(String source, int records, long bytes) {
                        pages.countDown();
                      }
                    };
                  }
                })
            .start();
    pages.await();

    run.cancel();
    FleetReport cancelled = run.await(Duration.ofSeconds(5)).orElseThrow();

    assertThat(cancelled.results())
        .extracting(WorkspaceResult::outcome)
        .contains(Outcome.CANCELLED);
    Set<String> resumed = ConcurrentHashMap.newKeySet();
    FleetReport next =
        fleet(
                new FleetListener() {
                  @Override
                  public ExtractionListener workspaceStarting(String workspace) {
                    return new ExtractionListener() {
                      @Override
                      public void resumed(Instant startedAt, long pagesBefore) {
                        resumed.add(workspace);
                      }
                    };
                  }
                })
            .run();
    assertThat(next.isDone()).isTrue();
    assertThat(resumed).isNotEmpty();
    for (String name : NAMES) {
      assertEqualsSandbox(name);
    }
  }

  @Test
  void workspacesWithOneKeyKeepOneRateLimit() {
    Sandbox shared = Sandbox.builder().appApiKey("key-of-all").requestsPerSecond(40).start();
    try (shared) {
      Fleet.Builder fleet = Fleet.builder();
      for (String name : NAMES) {
        fleet.workspace(
            Workspace.builder()
                .from(workspace(name))
                .key(() -> AppApiKey.of("key-of-all"))
                .client(
                    client -> client.baseUrl(shared.baseUrl()).rateLimit(RateLimit.perSecond(36)))
                .build());
      }

      assertThat(fleet.build().run().isDone()).isTrue();
      assertThat(shared.requests()).extracting(RecordedRequest::status).doesNotContain(429);
    }
  }

  private Sandbox sandbox(String name) {
    return Objects.requireNonNull(sandboxes.get(name));
  }

  /** The same data on another port, without faults. */
  private static Sandbox replacement(String name) {
    return Sandbox.builder().seed(name.hashCode()).appApiKey("key-of-" + name).start();
  }

  private Fleet fleet(FleetListener listener) {
    Fleet.Builder fleet = Fleet.builder().listener(listener);
    NAMES.forEach(name -> fleet.workspace(workspace(name)));
    return fleet.build();
  }

  private Workspace workspace(String name) {
    Workspace.Builder workspace = Workspace.builder();
    workspace
        .name(name)
        .key(() -> AppApiKey.of("key-of-" + name))
        .client(
            client ->
                client
                    .baseUrl(sandbox(name).baseUrl())
                    .rateLimit(RateLimit.perSecond(100))
                    .retry(RetryOptions.builder().deadline(Duration.ofSeconds(2)).build()))
        .config(
            ExtractionConfig.builder()
                .addTables("campaigns", "segments", "newsletters")
                .messages(MessagesSelection.builder().build())
                .spoolDirectory(folder.resolve("spool"))
                .build())
        .sink(
            () ->
                new SchemaKeepingSink(
                    Objects.requireNonNull(stored.get(name)).sink(sandbox(name).clock()),
                    Objects.requireNonNull(schemas.get(name))));
    return workspace.build();
  }

  private void assertEqualsSandbox(String name) throws IOException {
    Map<String, List<Map<String, String>>> expected = ExpectedRows.of(sandbox(name));
    for (String table : TABLES) {
      TableSchema schema =
          Objects.requireNonNull(Objects.requireNonNull(schemas.get(name)).get(table));
      List<Map<String, String>> rows =
          Objects.requireNonNull(stored.get(name)).rows(schema).stream()
              .map(CellValues::normal)
              .toList();
      Stream<Map<String, String>> records =
          Objects.requireNonNull(expected.get(table)).stream()
              // What never happened is null there.
              .peek(row -> row.remove("/first_started", "0"));
      assertThat(rows)
          .as("%s of %s", table, name)
          .containsExactlyInAnyOrderElementsOf(records.toList());
    }
  }
}
