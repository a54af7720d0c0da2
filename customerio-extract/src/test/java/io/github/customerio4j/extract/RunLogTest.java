package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database learns of each run, whether it succeeds or fails. */
class RunLogTest {
  @TempDir Path folder;
  private FakeWorkspace api;
  private CustomerIo client;

  @BeforeEach
  void open() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
    api.list("campaigns", "{\"id\":1,\"name\":\"a\",\"updated\":100}");
    api.body("campaigns/1/actions", "{\"actions\":[{\"id\":\"5\",\"name\":\"mail\"}]}");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    api.close();
  }

  private Path file() {
    return folder.resolve("crm.duckdb");
  }

  private void run(String... tables) {
    SqlSink sink = SqlSink.duckDb(file()).build();
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    Extractor.builder()
        .client(client)
        .sink(sink)
        .stateStore(sink.stateStore())
        .clock(Clock.fixed(Scene.NOW, ZoneOffset.UTC))
        .build()
        .run(config.addTables(tables).spoolDirectory(folder.resolve("spool")).build());
  }

  private List<Map<String, String>> log() throws IOException {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file()))
            .rows(
                "SELECT table_name, rows_new, requests, error FROM _customerio_runs ORDER BY entry")
            .stream()
            .map(
                found ->
                    Map.of(
                        "table", String.valueOf(found.get(0)),
                        "new", String.valueOf(found.get(1)),
                        "requests", String.valueOf(found.get(2)),
                        "error", String.valueOf(found.get(3))))
            .toList();
  }

  @Test
  void requestsCountAtTheTableThatMadeThem() throws IOException {
    run("campaigns", "campaign_actions");
    assertThat(log())
        .containsExactly(
            Map.of("table", "campaigns", "new", "1", "requests", "1", "error", "null"),
            Map.of("table", "campaign_actions", "new", "1", "requests", "1", "error", "null"));
  }

  @Test
  void runThatFailsIsNotedAndStillFailsForItsOwnReason() throws IOException {
    api.trouble(
        request ->
            request.getUrl().encodedPath().contains("snippets")
                ? Optional.of(new MockResponse.Builder().code(404).build())
                : Optional.empty());
    assertThatThrownBy(() -> run("campaigns", "snippets"))
        .hasMessageContaining("snippets")
        .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    assertThat(log())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry).containsEntry("table", "null");
              assertThat(entry.get("error")).contains("snippets");
            });
  }
}
