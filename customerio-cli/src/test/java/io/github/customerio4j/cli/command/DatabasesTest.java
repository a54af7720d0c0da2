package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the databases hold, read by SQL, against the CSV files, read by DuckDB's own reader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabasesTest {
  private static final String TABLES =
      "campaigns,messages,customers,activity_*,segment_customers,newsletter_contents,"
          + "collection_contents,campaign_metrics,object_attributes,snippets";

  private final Sandbox sandbox = Sandbox.builder().exportPolls(0).start();
  private EmbeddedPostgres postgres;
  private Path folder = Path.of(".");

  @BeforeAll
  void start(@TempDir Path ofTheClass) throws IOException {
    folder = ofTheClass;
    postgres = EmbeddedPostgres.start();
    extract("csv:" + folder.resolve("csv"), "--full");
  }

  @AfterAll
  void stop() throws IOException {
    sandbox.close();
    postgres.close();
  }

  private void extract(String to, String... options) {
    List<String> arguments = new ArrayList<>(List.of("extract", "--to", to, "--tables", TABLES));
    arguments.addAll(List.of("--spool", folder.resolve("spool").toString()));
    arguments.addAll(List.of(options));
    Cli cli = Cli.of(sandbox);
    int code = cli.run(arguments.toArray(String[]::new));
    assertThat(code).as(cli.said()).isZero();
  }

  private String duckDb(String name) {
    return folder.resolve(name).toString();
  }

  private String postgresUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String cell = found.getString(i);
          row.add(cell == null ? "NULL" : "'" + cell + "'");
        }
        rows.add(row);
      }
    }
    rows.sort((one, other) -> one.toString().compareTo(other.toString()));
    return rows;
  }

  /** The tables of the CSV folder, each with its rows. */
  private Map<String, List<List<String>>> files() throws IOException, SQLException {
    Map<String, List<List<String>>> tables = new HashMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("csv"));
        Connection reader = DriverManager.getConnection("jdbc:duckdb:")) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
        String name = file.getFileName().toString().replace(".csv", "");
        String sql =
            "SELECT * FROM read_csv('"
                + file
                + "', all_varchar=true, header=true, delim=',', quote='\"', escape='\"',"
                + " nullstr='', allow_quoted_nulls=false, auto_detect=false, columns={"
                + columns(file)
                + "})";
        tables.put(name, rows(reader, sql));
      }
    }
    return tables;
  }

  private static String columns(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      int count = lines.findFirst().orElseThrow().split(",", -1).length;
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        columns.add("'c" + i + "': 'VARCHAR'");
      }
      return String.join(", ", columns);
    }
  }

  private static void assertThatItHolds(
      Connection database, String schema, Map<String, List<List<String>>> expected)
      throws SQLException {
    assertThat(expected).hasSizeGreaterThan(15);
    for (Map.Entry<String, List<List<String>>> table : expected.entrySet()) {
      String sql = "SELECT * FROM \"" + schema + "\".\"" + table.getKey() + "\"";
      assertThat(rows(database, sql)).as(table.getKey()).isEqualTo(table.getValue());
    }
  }

  @Test
  void duckDbHoldsWhatTheFilesHoldAfterEachRun() throws Exception {
    String file = duckDb("text.duckdb");
    for (String load : List.of("--full", "--incremental", "--incremental")) {
      extract("duckdb:" + file, "--types", "text", load);
      try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + file)) {
        assertThatItHolds(database, "main", files());
      }
    }
  }

  @Test
  void postgresqlHoldsWhatTheFilesHoldAfterEachRun() throws Exception {
    String to = postgresUrl().replace("jdbc:", "");
    for (String load : List.of("--incremental", "--incremental", "--full")) {
      extract(to, "--types", "text", "--schema", "crm", load);
      try (Connection database = DriverManager.getConnection(postgresUrl())) {
        assertThatItHolds(database, "crm", files());
      }
    }
  }

  @Test
  void typedColumnsAnswerQuestions() throws Exception {
    extract("duckdb:" + duckDb("typed.duckdb"));
    extract(postgresUrl().replace("jdbc:", ""), "--schema", "typed", "--prefix", "cio_");
    String question =
        "SELECT count(*) AS messages, count(DISTINCT CAST(created AS DATE)) > 1 AS many_days,"
            + " min(created) < max(created) AS ordered FROM ";
    long messages = files().getOrDefault("messages", Collections.emptyList()).size();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + duckDb("typed.duckdb"));
        Connection postgresql = DriverManager.getConnection(postgresUrl())) {
      assertThat(rows(duck, question + "messages"))
          .containsExactly(List.of("'" + messages + "'", "'true'", "'true'"));
      assertThat(rows(postgresql, question + "typed.cio_messages"))
          .containsExactly(List.of("'" + messages + "'", "'t'", "'t'"));
      assertThat(rows(postgresql, "SELECT sum(value) > 0 FROM typed.cio_campaign_metrics"))
          .containsExactly(List.of("'t'"));
    }
  }
}
