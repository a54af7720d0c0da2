package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A thing has one type in all tables of a database, so that tables join without a cast. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyTypesTest {
  /** The tables that no list of plain names has. */
  private static final List<String> WITH_OPTIONS =
      List.of("segment_customers", "messages", "customers", "message_bodies");

  private final Sandbox sandbox =
      Sandbox.builder().exportPolls(0).requestsPerSecond(100_000).start();
  private EmbeddedPostgres postgres;
  private Path duckDb = Path.of(".");

  /** A key of a child and the key of its parent. */
  private record Pair(String child, String childKey, String parent, String parentKey) {
    @Override
    public String toString() {
      return child + "." + childKey + " = " + parent + "." + parentKey;
    }
  }

  @BeforeAll
  void extract(@TempDir Path folder) throws IOException {
    duckDb = folder.resolve("crm.duckdb");
    postgres = EmbeddedPostgres.start();
    List<String> names =
        new ArrayList<>(TableCatalog.plain().stream().map(TableSpec::name).toList());
    names.addAll(WITH_OPTIONS);
    String url = postgres.getJdbcUrl("postgres", "postgres");
    for (String to : List.of("duckdb:" + duckDb, "postgresql:" + url)) {
      Cli cli = Cli.of(sandbox);
      int code =
          cli.run(
              "extract",
              "--to",
              to.replace("postgresql:jdbc:", ""),
              "--tables",
              String.join(",", names),
              "--spool",
              folder.resolve("spool").toString());
      assertThat(code).as(cli.said()).isZero();
    }
  }

  @AfterAll
  void stop() throws IOException {
    sandbox.close();
    postgres.close();
  }

  private static List<Pair> pairs() {
    List<Pair> pairs =
        new ArrayList<>(
            List.of(
                new Pair("messages", "campaign_id", "campaigns", "id"),
                new Pair("messages", "newsletter_id", "newsletters", "id"),
                new Pair("messages", "broadcast_id", "broadcasts", "id"),
                new Pair("customer_segments", "id", "segments", "id")));
    for (TableSpec table : TableCatalog.all()) {
      for (ParentKey key : table.parentKeys()) {
        if (table.parent().isPresent()) {
          // The people are read as identifiers; their table is that of the export.
          String parent = table.parent().get().replace("people", "customers");
          pairs.add(new Pair(table.name(), key.column(), parent, key.field()));
        } else if (table.name().equals("message_bodies")) {
          pairs.add(new Pair(table.name(), key.column(), "messages", key.field()));
        }
      }
    }
    return pairs;
  }

  private Connection duckDb() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + duckDb);
  }

  private Connection postgres() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  /** The types of all columns, by table and column. */
  private static Map<String, Map<String, String>> types(Connection connection, String schema)
      throws SQLException {
    Map<String, Map<String, String>> types = new LinkedHashMap<>();
    try (connection;
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT table_name, column_name, data_type FROM information_schema.columns"
                    + " WHERE table_schema = '"
                    + schema
                    + "'")) {
      while (found.next()) {
        types
            .computeIfAbsent(found.getString(1), any -> new LinkedHashMap<>())
            .put(found.getString(2), found.getString(3).toLowerCase(Locale.ROOT));
      }
    }
    return types;
  }

  @Test
  void childAndParentHaveTheSameType() throws SQLException {
    assertThat(pairs()).hasSize(54);
    for (Map<String, Map<String, String>> types :
        List.of(types(duckDb(), "main"), types(postgres(), "public"))) {
      for (Pair pair : pairs()) {
        String child = type(types, pair.child(), pair.childKey());
        assertThat(child).as(pair.toString()).isIn("bigint", "text", "varchar");
        assertThat(child)
            .as(pair.toString())
            .isEqualTo(type(types, pair.parent(), pair.parentKey()));
      }
    }
  }

  private static String type(Map<String, Map<String, String>> types, String table, String column) {
    return String.valueOf(types.getOrDefault(table, Map.of()).get(column));
  }

  @Test
  void idsOfOneKindHaveOneTypeInAllTables() throws SQLException {
    for (Map<String, Map<String, String>> types :
        List.of(types(duckDb(), "main"), types(postgres(), "public"))) {
      for (String id :
          List.of(
              "campaign_id",
              "newsletter_id",
              "broadcast_id",
              "action_id",
              "parent_action_id",
              "content_id",
              "segment_id",
              "transactional_id",
              "msg_template_id",
              "message_template_id",
              "link_id",
              "trigger_id")) {
        assertThat(typesOf(types, id)).as(id).containsExactly("bigint");
      }
      for (String id : List.of("object_type_id", "cio_id", "delivery_id")) {
        assertThat(typesOf(types, id)).as(id).isSubsetOf("text", "varchar");
      }
    }
  }

  private static Set<String> typesOf(Map<String, Map<String, String>> types, String column) {
    return types.values().stream()
        .filter(table -> table.containsKey(column))
        .map(table -> table.get(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** PostgreSQL compares no text with a number, so that a join proves something there. */
  @Test
  void childrenJoinTheirParentsWithoutCast() throws SQLException {
    int joined = 0;
    try (Connection connection = postgres();
        Statement statement = connection.createStatement()) {
      for (Pair pair : pairs()) {
        try (ResultSet found =
            statement.executeQuery(
                "SELECT count(c.\"%2$s\"), count(p.\"%4$s\") FROM \"%1$s\" c LEFT JOIN \"%3$s\" p ON c.\"%2$s\" = p.\"%4$s\""
                    .formatted(pair.child(), pair.childKey(), pair.parent(), pair.parentKey()))) {
          assertThat(found.next()).isTrue();
          assertThat(found.getLong(2)).as(pair.toString()).isEqualTo(found.getLong(1));
          joined += found.getLong(1) > 0 ? 1 : 0;
        }
      }
    }
    assertThat(joined).isGreaterThan(45);
  }

  @Test
  void whatNeverHappenedIsNull() throws SQLException {
    for (Connection database : List.of(duckDb(), postgres())) {
      try (database;
          Statement statement = database.createStatement()) {
        for (String column :
            List.of(
                "campaigns.first_started",
                "broadcasts.first_started",
                "broadcast_triggers.processed_at",
                "newsletters.sent_at")) {
          String[] names = column.split("\\.", 2);
          try (ResultSet found =
              statement.executeQuery(
                  "SELECT count(*) FROM %s WHERE %s < '2000-01-01'"
                      .formatted(names[0], names[1]))) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).as(column).isZero();
          }
        }
      }
    }
  }
}
