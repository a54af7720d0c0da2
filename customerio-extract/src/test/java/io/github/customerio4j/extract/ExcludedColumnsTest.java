package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.UnknownColumnException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names by which columns are left out, and names that mean no column. */
class ExcludedColumnsTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private ExtractionReport run(String... excluded) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns").putExcludedColumns("campaigns", Set.of(excluded));
    return scene.run(config);
  }

  private List<String> fields() {
    return scene.table("campaigns").schema().columns().stream().map(Column::originalKey).toList();
  }

  private List<String> warnings(ExtractionReport report) {
    return report.tables().get(0).warnings();
  }

  @ParameterizedTest
  @CsvSource({
    "größe,größe", // as databases and JSON lines have it
    "gr__e,größe", // as CSV and Keboola have it
    "K,K",
    "k,k",
    "k_2,k",
    "a_b,a.b",
    "a.b,a.b",
    "x y,x y",
    "x_y,x y",
  })
  void columnIsLeftOutByEachOfItsNames(String name, String field) {
    scene.api.list(
        "campaigns", "{\"id\":1,\"größe\":1,\"K\":2,\"k\":3,\"a\":{\"b\":4,\"c\":5},\"x y\":6}");
    for (int runs = 0; runs < 2; runs++) {
      assertThat(warnings(run(name))).isEmpty();
      assertThat(fields()).doesNotContain(field).contains("id", "a.c");
      assertThat(fields()).containsAnyOf("K", "k");
    }
  }

  @ParameterizedTest
  @CsvSource({"nmae,name", "Name,name", "craeted,created", "metrics,metrics_sent", "gröse,größe"})
  void nameOfNoColumnEndsTheRunBeforeTheCommit(String written, String meant) {
    scene.api.list("campaigns", "{\"id\":1,\"name\":\"n\",\"größe\":1,\"metrics\":{\"sent\":1}}");
    assertThatExceptionOfType(UnknownColumnException.class)
        .isThrownBy(() -> run(written))
        .withMessageStartingWith("Cannot exclude column \"" + written + "\" of campaigns: ")
        .withMessageContaining("Did you mean ")
        .withMessageContaining(meant);
    assertThat(scene.store().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void columnsAreListedWhereNoNameIsNear() {
    scene.api.list("campaigns", "{\"id\":1}");
    assertThatExceptionOfType(UnknownColumnException.class)
        .isThrownBy(() -> run("something_else"))
        .withMessageContaining("Its columns are id, ");
  }

  @Test
  void tableWithoutRowsOnlyWarns() {
    scene.api.list("campaigns");
    assertThat(warnings(run("nmae")))
        .singleElement()
        .asString()
        .contains("\"nmae\" of campaigns", "Did you mean name?");
  }

  @Test
  void documentedColumnNeedNotBeInTheRows() {
    scene.api.list("campaigns", "{\"id\":1}");
    assertThat(warnings(run("name"))).isEmpty();
  }

  @Test
  void rareFieldThatWasLeftOutBeforeIsNoMisspelling() {
    scene.api.list("campaigns", "{\"id\":1,\"rare\":1,\"rare_2\":1,\"Rare\":1}");
    run("rare", "rare_2");
    scene.api.list("campaigns", "{\"id\":2}");
    assertThat(warnings(run("rare", "rare_2"))).isEmpty();
    assertThat(warnings(run("rare", "rare_2"))).isEmpty();
    assertThat(fields()).doesNotContain("rare", "rare_2");
  }

  @Test
  void columnThatWasLoadedBeforeIsNoMisspelling() {
    scene.api.list("campaigns", "{\"id\":1,\"rare\":1}");
    run();
    scene.api.list("campaigns", "{\"id\":2}");
    for (int runs = 0; runs < 2; runs++) {
      assertThat(warnings(run("rare"))).isEmpty();
      assertThat(fields()).doesNotContain("rare");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "K,k,K",
    "k,K,k",
    "größe,Größe,größe",
    "a.b,a_b,a.b",
    "name,NAME,name",
  })
  void columnOfADatabaseKeepsItsValuesWhileItIsLeftOut(String first, String second, String name)
      throws SQLException {
    scene.api.list("campaigns", record(first, second, "old"));
    load();
    scene.api.list("campaigns", record(first, second, "new"));
    load(name);
    load(name);
    assertThat(row()).contains("first old").doesNotContain("first new");
    load();
    assertThat(row()).contains("first new", "second new").doesNotContain("first old", "second old");
    assertThat(row()).doesNotHaveDuplicates();
  }

  private static String record(String first, String second, String value) {
    return "{\"id\":1,\"%s\":\"first %s\",\"%s\":\"second %s\"}"
        .formatted(first, value, second, value);
  }

  private void load(String... excluded) {
    SqlSink database = SqlSink.duckDb(folder.resolve("crm.duckdb")).build();
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns").putExcludedColumns("campaigns", Set.of(excluded));
    try (CustomerIo client = scene.api.client()) {
      Extractor.builder()
          .client(client)
          .sink(database)
          .stateStore(database.stateStore())
          .clock(Clock.fixed(Scene.NOW, ZoneOffset.UTC))
          .build()
          .run(config.spoolDirectory(folder.resolve("spool")).build());
    }
  }

  /** The texts of the only row. */
  private List<String> row() throws SQLException {
    List<String> cells = new ArrayList<>();
    String url = "jdbc:duckdb:" + folder.resolve("crm.duckdb");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("FROM campaigns")) {
      found.next();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        if (found.getString(i) != null) {
          cells.add(found.getString(i));
        }
      }
    }
    return cells;
  }
}
