package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that hash addresses, into each destination: an interrupted one and the one that resumes it.
 * Every file, database and text that they leave is searched for the addresses of the workspace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HashedRunTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  /** The address or the phone of somebody in the sandbox. */
  private static final Pattern PERSONAL =
      Pattern.compile("[a-z]*\\.[a-z]*(\\+shop)?\\d+@example\\.com|gone\\d+@|\\+42060\\d{7}");

  private static final String TABLES =
      "messages,customers,activity_*,segments,segment_customers,customer_relationships,"
          + "object_relationships,esp_suppressions,optouts";

  @TempDir Path folder;
  private EmbeddedPostgres postgres;
  private Path postgresFiles;

  @BeforeAll
  void start(@TempDir Path database) throws IOException {
    postgresFiles = database;
    postgres = EmbeddedPostgres.builder().setDataDirectory(postgresFiles).start();
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  private static void assertHoldsNothing(String text, String where) {
    Matcher found = PERSONAL.matcher(text);
    assertThat(found.find() ? where + " holds " + found.group() : "").isEmpty();
  }

  /** Searches all bytes of all files. */
  private static int search(Path where) throws IOException {
    int files = 0;
    try (Stream<Path> all = Files.walk(where)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files++;
        assertHoldsNothing(bytes(file), file.toString());
      }
    }
    return files;
  }

  /** The bytes; none of a file that a database has deleted meanwhile. */
  private static String bytes(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Reads the values as a user would, because files may be compressed. */
  private static List<String> values(String url, List<String> tables) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      for (String table : tables) {
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table);
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(rows.getString(i)));
          }
        }
      }
    }
    return values;
  }

  private List<String> stored(String kind, Path work) throws SQLException {
    List<String> names = List.of("messages", "customers", "segment_customers", "activity_event");
    return switch (kind) {
      case "csv" -> values("jdbc:duckdb:", from("read_csv", work, names, "csv"));
      case "parquet" -> values("jdbc:duckdb:", from("read_parquet", work, names, "parquet"));
      case "duckdb" -> values("jdbc:duckdb:" + work.resolve("crm.duckdb"), names);
      case "postgresql" ->
          values(
              postgres.getJdbcUrl("postgres", "postgres"),
              names.stream().map(name -> "crm." + name).toList());
      default -> values("jdbc:duckdb:", from("read_json_objects", work, names, kind));
    };
  }

  private static List<String> from(String reader, Path work, List<String> names, String ending) {
    return names.stream()
        .map(name -> work.resolve("crm") + "/" + name + (ending.equals("csv") ? "" : "/*"))
        .map(place -> reader + "('" + place + "." + ending + "')")
        .toList();
  }

  private String to(String kind, Path work) {
    return switch (kind) {
      case "duckdb" -> "duckdb:" + work.resolve("crm.duckdb");
      case "postgresql" -> "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      default -> kind + ":" + work.resolve("crm");
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"csv", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "duckdb", "postgresql"})
  void addressesAreNowhere(String kind) throws Exception {
    Path work = Files.createDirectory(folder.resolve(kind.replace('.', '-')));
    try (Sandbox sandbox = Sandbox.builder().requestsPerSecond(100_000).exportPolls(0).start()) {
      Cli cli = Cli.of(sandbox).with("CUSTOMERIO_HASH_KEY", KEY);
      List<String> arguments = new ArrayList<>(List.of("extract", "--to", to(kind, work)));
      if (kind.equals("postgresql")) {
        arguments.addAll(List.of("--schema", "crm"));
      } else {
        arguments.addAll(List.of("--state", work.resolve("state.json").toString()));
      }
      if (kind.equals("duckdb")) {
        arguments.removeAll(List.of("--state", work.resolve("state.json").toString()));
      }
      arguments.addAll(
          List.of(
              "--tables", TABLES,
              "--columns", "customers=cio_id,email,plan",
              "--hash", "*.email,*.recipient,*_email,*.data_*,*.id",
              "--exclude", "*.subject,*.failure_message",
              "--spool", work.resolve("spool").toString(),
              "--report", work.resolve("report.html").toString(),
              "--log", "json"));
      String[] command = arguments.toArray(String[]::new);

      sandbox.failNext(path -> path.endsWith("/relationships"), Fault.status(401), 1);
      assertThat(cli.run(command)).as(cli.said()).isNotZero();
      assertHoldsNothing(cli.said(), "the output of the interrupted run");
      assertThat(search(work.resolve("spool"))).as("files of the interrupted run").isPositive();
      search(work);

      assertThat(cli.run(command)).as(cli.said()).isZero();
      assertHoldsNothing(cli.said(), "the output");
      assertThat(cli.said()).contains("resum").doesNotContain(KEY);
      search(work);
      List<String> values = stored(kind, work);
      values.forEach(value -> assertHoldsNothing(value, "a row"));
      assertThat(values).anyMatch(value -> value.matches("(?s)(.*\")?[0-9a-f]{64}(\".*)?"));
      if (kind.equals("postgresql")) {
        search(postgresFiles);
      } else if (!kind.equals("duckdb")) {
        assertThat(Files.readString(work.resolve("state.json")))
            .contains("hash_key")
            .doesNotContain(KEY);
      }
    }
  }

  @Test
  void keyIsNeededLongEnoughAndShownNowhere() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Cli cli = Cli.of(sandbox);
      String to = "csv:" + folder.resolve("none");
      assertThat(cli.run("extract", "--to", to, "--hash", "*.email")).isEqualTo(1);
      assertThat(cli.err()).contains("CUSTOMERIO_HASH_KEY", "--hash-key-file");
      cli.with("CUSTOMERIO_HASH_KEY", "tiny-secret");
      assertThat(cli.run("extract", "--to", to, "--hash", "*.email")).isEqualTo(1);
      assertThat(cli.err()).contains("16 bytes or more").doesNotContain("tiny-secret");
      Path file = Files.writeString(folder.resolve("hash.key"), KEY + "\n");
      assertThat(
              cli.run(
                  "extract",
                  "--to",
                  to,
                  "--tables",
                  "customers",
                  "--hash",
                  "customers.email",
                  "--hash-key-file",
                  file.toString()))
          .as(cli.said())
          .isZero();
      assertThat(cli.said()).doesNotContain(KEY);
    }
  }
}
