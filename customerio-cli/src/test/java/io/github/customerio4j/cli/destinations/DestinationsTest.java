package io.github.customerio4j.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.FlatRecord;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of each destination after several runs, compared with the records of the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationsTest {
  private final Map<String, TableSchema> schemas = new TreeMap<>();
  private Servers servers;
  private Sandbox sandbox = Sandbox.builder().exportPolls(0).start();
  private MemoryStateStore state = new MemoryStateStore();

  @TempDir Path folder;

  @BeforeAll
  void start(@TempDir Path warehouse) throws IOException {
    servers = Servers.start(warehouse);
    sandbox.close();
  }

  @AfterAll
  void stop() throws IOException {
    servers.close();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private StoredRows begin(StoredRows.Kind kind) {
    sandbox = Sandbox.builder().exportPolls(0).requestsPerSecond(100_000).start();
    state = new MemoryStateStore();
    schemas.clear();
    return kind.in(folder.resolve(kind.name()), servers);
  }

  private ExtractionReport run(StoredRows stored, LoadType load) {
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(sandbox.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .build()) {
      return Extractor.builder()
          .client(client)
          .clock(sandbox.clock())
          .stateStore(state)
          .sink(new SchemaKeepingSink(stored.sink(sandbox.clock()), schemas))
          .build()
          .run(
              ExtractionConfig.builder()
                  .loadType(load)
                  .addTables("campaigns", "segments", "newsletters")
                  .messages(
                      MessagesSelection.builder()
                          .history(
                              load == LoadType.FULL_LOAD
                                  ? History.COMPLETE
                                  : History.SINCE_LAST_RUN)
                          .build())
                  .customers(CustomersSelection.builder().build())
                  .activities(ActivitiesSelection.builder().build())
                  .spoolDirectory(folder.resolve("spool"))
                  .build());
    }
  }

  /** Of rows with the same key, the last one counts. */
  private void assertEqualsSandbox(StoredRows stored, String when) throws IOException {
    Map<String, List<Map<String, String>>> expectedTables = ExpectedRows.of(sandbox);
    assertThat(schemas.keySet()).as(when).containsAll(expectedTables.keySet());
    for (Map.Entry<String, List<Map<String, String>>> table : expectedTables.entrySet()) {
      TableSchema schema = Objects.requireNonNull(schemas.get(table.getKey()));
      List<Map<String, String>> rows =
          stored.rows(schema).stream().map(CellValues::normal).toList();
      String key = table.getKey().equals("customers") ? "/cio_id" : "/id";
      Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
      rows.forEach(row -> byKey.put(row.getOrDefault(key, "none"), row));
      if (!stored.appends()) {
        assertThat(rows)
            .as("%s: %s, each once", when, table.getKey())
            .hasSameSizeAs(byKey.keySet());
      }
      Map<String, Map<String, String>> expected = new LinkedHashMap<>();
      table.getValue().forEach(row -> expected.put(row.getOrDefault(key, "none"), row));
      if (stored.hasTypes()) {
        // What never happened is null there.
        expected.values().forEach(row -> row.remove("/first_started", "0"));
      }
      assertThat(byKey.keySet())
          .as("%s: keys of %s", when, table.getKey())
          .isEqualTo(expected.keySet());
      expected.forEach(
          (id, row) ->
              assertThat(byKey.get(id)).as("%s: %s %s", when, table.getKey(), id).isEqualTo(row));
    }
  }

  @ParameterizedTest
  @EnumSource(StoredRows.Kind.class)
  void rowsEqualSandboxAfterEachRun(StoredRows.Kind kind) throws IOException {
    StoredRows stored = begin(kind);
    run(stored, LoadType.FULL_LOAD);
    assertEqualsSandbox(stored, "after a full load");

    sandbox.advance(Duration.ofHours(2));
    String added = sandbox.addMessages(3, sandbox.clock().instant().minusSeconds(600)).get(0);
    sandbox.addActivity("event", sandbox.clock().instant().minusSeconds(60));
    run(stored, LoadType.INCREMENTAL_UPDATE);
    assertEqualsSandbox(stored, "after an incremental update");

    String id = FlatRecord.of(added).get("/id");
    sandbox.recordMetric(String.valueOf(id), "clicked", sandbox.clock().instant());
    sandbox.advance(Duration.ofMinutes(1));
    run(stored, LoadType.INCREMENTAL_UPDATE);
    assertEqualsSandbox(stored, "after a message was changed");

    sandbox.advance(Duration.ofSeconds(1));
    run(stored, LoadType.INCREMENTAL_UPDATE);
    assertEqualsSandbox(stored, "after a run that found nothing new");

    run(stored, LoadType.FULL_LOAD);
    assertEqualsSandbox(stored, "after another full load");
  }

  @ParameterizedTest
  @EnumSource(StoredRows.Kind.class)
  void rowsEqualSandboxWhileColumnsGrowAndTypesWiden(StoredRows.Kind kind) throws IOException {
    StoredRows stored = begin(kind);
    String fields = "\"name\":\"n\",\"created\":1,\"updated\":2";
    List<String> grown =
        List.of(
            "{\"id\":101," + fields + ",\"budget\":5,\"flag\":true,\"list\":[1]}",
            "{\"id\":102," + fields + ",\"budget\":5.25,\"flag\":false,\"extra\":{\"a\":1}}",
            "{\"id\":103,"
                + fields
                + ",\"budget\":12345678901234567890123,\"extra\":{\"b\":\"x\"}}",
            "{\"id\":104," + fields + ",\"budget\":1e17000,\"flag\":\"maybe\",\"list\":\"none\"}",
            "{\"id\":105," + fields.replace("\"created\":1", "\"created\":1619137768000") + "}",
            "{\"id\":\"106\"," + fields + ",\"sent_at\":null,\"list\":[\"\\u0000\"]}");
    List<SchemaChange> changes = new ArrayList<>();
    for (String record : grown) {
      sandbox.addRecord("newsletters", record);
      sandbox.advance(Duration.ofSeconds(1));
      ExtractionReport report = run(stored, LoadType.INCREMENTAL_UPDATE);
      assertEqualsSandbox(stored, "with " + record);
      report.tables().stream()
          .filter(table -> table.table().equals("newsletters"))
          .map(TableReport::schemaChanges)
          .forEach(changes::addAll);
    }
    if (!stored.appends()) {
      assertThat(changes)
          .extracting(SchemaChange::column)
          .contains("budget", "flag", "created", "extra_a", "extra_b");
      assertThat(changes.stream().anyMatch(change -> change.column().equals("list")))
          .isEqualTo(stored.hasJson());
    }
  }
}
