package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of somebody else in a database, and tables of the program that are no longer there. */
class OwnedTablesTest {
  private static final long NOW = Scene.NOW.getEpochSecond();

  @TempDir Path folder;
  private FakeWorkspace api;
  private CustomerIo client;

  @BeforeEach
  void open() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
    api.list("campaigns", "{\"id\":1,\"name\":\"a\",\"updated\":100}");
    api.body("campaigns/1/actions", "{\"actions\":[{\"id\":\"5\",\"name\":\"mail\"}]}");
    api.message("m1", "email", NOW - 100).message("m2", "email", NOW - 50);
    api.activity("a1", "event", NOW - 100, "\"name\":\"buy\"");
    api.activity("a2", "page", NOW - 90, "\"name\":\"home\"");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    api.close();
  }

  private Path database() {
    return folder.resolve("crm.duckdb");
  }

  private StateStore fileState() {
    return new FileStateStore(folder.resolve("state.json"));
  }

  private ExtractionReport run(StateStore state, ExtractionConfig.Builder config) {
    return Extractor.builder()
        .client(client)
        .sink(SqlSink.duckDb(database()).build())
        .stateStore(state)
        .clock(Clock.fixed(Scene.NOW, ZoneOffset.UTC))
        .build()
        .run(config.spoolDirectory(folder.resolve("spool")).build());
  }

  private List<String> query(String... statements) throws SQLException {
    List<String> cells = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        cells.clear();
        if (statement.execute(sql)) {
          ResultSet found = statement.getResultSet();
          while (found.next()) {
            cells.add(found.getString(1));
          }
        }
      }
    }
    return cells;
  }

  private StateStore databaseState() {
    return SqlSink.duckDb(database()).build().stateStore();
  }

  private static ExtractionConfig.Builder tables() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    return config
        .addTables("campaigns", "campaign_actions")
        .messages(MessagesSelection.builder().build())
        .activities(ActivitiesSelection.builder().addTypes("event", "page").build());
  }

  @Test
  void tableOfSomebodyElseIsRefusedBeforeARequest() throws SQLException {
    for (String name :
        List.of("campaigns", "CAMPAIGN_ACTIONS", "messages", "activity_page", "Activity_Event")) {
      query("CREATE TABLE " + name + " (id BIGINT)", "INSERT INTO " + name + " VALUES (7)");
      for (LoadType loadType : LoadType.values()) {
        assertThatThrownBy(() -> run(fileState(), tables().loadType(loadType)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(name)
            .hasMessageContaining("--prefix");
      }
      assertThat(query("FROM " + name)).containsExactly("7");
      query("DROP TABLE " + name);
    }
    for (String path : List.of("campaigns", "messages", "activities")) {
      assertThat(api.requests(path)).as(path).isEmpty();
    }
  }

  @Test
  void tableOfATypeThatTheRunDiscoversIsRefusedBeforeItIsWritten() throws SQLException {
    query("CREATE TABLE activity_page (id BIGINT)", "INSERT INTO activity_page VALUES (7)");
    ExtractionConfig.Builder all = ExtractionConfig.builder();
    all.activities(ActivitiesSelection.builder().build());
    assertThatThrownBy(() -> run(databaseState(), all))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("activity_page");
    assertThat(query("FROM activity_page")).containsExactly("7");
    assertThat(
            query("SELECT table_name FROM duckdb_tables() WHERE table_name <> '_customerio_runs'"))
        .containsExactly("activity_page");
  }

  @Test
  void ownTablesAreNoStrangersAfterTheStateIsLostOrReset() throws IOException {
    run(fileState(), tables());
    Files.delete(folder.resolve("state.json"));
    assertThat(run(fileState(), tables()).warnings()).isEmpty();
    assertThat(run(fileState(), tables().stateUse(ExtractionConfig.StateUse.RESET)).warnings())
        .isEmpty();
    run(fileState(), tables().loadType(LoadType.FULL_LOAD));
  }

  @Test
  void missingTableIsReadInFullAgain() throws IOException, SQLException {
    for (StateStore state : List.of(fileState(), databaseState())) {
      Files.deleteIfExists(database());
      run(state, tables());
      for (String name :
          List.of("messages", "campaigns", "campaign_actions", "activity_event", "activity_page")) {
        List<String> before = query("SELECT id FROM " + name + " ORDER BY 1");
        assertThat(before).as(name).isNotEmpty();
        query("DROP TABLE " + name);
        ExtractionReport report = run(state, tables());
        assertThat(report.warnings())
            .singleElement()
            .asString()
            .contains(name)
            .contains("in full again");
        assertThat(query("SELECT id FROM " + name + " ORDER BY 1")).isEqualTo(before);
        assertThat(run(state, tables()).warnings()).isEmpty();
      }
    }
  }

  @Test
  void missingTableOfAllActivitiesIsReadInFullAgain() throws SQLException {
    ExtractionConfig.Builder all = ExtractionConfig.builder();
    all.activities(
        ActivitiesSelection.builder().layout(ActivitiesSelection.Layout.SINGLE_TABLE).build());
    run(databaseState(), all);
    query("DROP TABLE activities_all");
    assertThat(run(databaseState(), all).warnings())
        .singleElement()
        .asString()
        .contains("activities_all");
    assertThat(query("SELECT id FROM activities_all ORDER BY 1")).containsExactly("a1", "a2");
  }
}
