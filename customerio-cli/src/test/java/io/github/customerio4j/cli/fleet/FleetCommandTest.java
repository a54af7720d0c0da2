package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.sandbox.config.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces in sandboxes, extracted by the command as a user runs it. */
class FleetCommandTest {
  @TempDir Path folder;

  private FleetCli cli;
  private String defaults;

  @BeforeEach
  void begin() {
    cli = new FleetCli(folder);
    defaults = "to: csv:" + folder + "/data/{workspace}\ntables: [campaigns, segments]";
  }

  @AfterEach
  void end() {
    assertThat(cli.said()).as("no key is shown").doesNotContain("0123456789abcdef");
    cli.close();
  }

  private Path table(String workspace, String table) {
    return folder.resolve("data/" + workspace + "/" + table + ".csv");
  }

  private long rows(String workspace) throws IOException {
    return Files.readAllLines(table(workspace, "segments")).size() - 1L;
  }

  private static List<Map<String, Object>> objects(String lines) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object =
          (Map<String, Object>)
              Objects.requireNonNull(JsonReader.of(new Buffer().writeUtf8(line)).readJsonValue());
      objects.add(object);
    }
    return objects;
  }

  @Test
  void everyWorkspaceGoesToItsOwnPlaceWithAKeyFromWhereverItIs() throws IOException {
    cli.start("acme");
    cli.start("globex");
    cli.start("initech");
    Path secret = Files.writeString(folder.resolve("globex.key"), FleetCli.key("globex") + "\n");
    Path file =
        cli.file(
            defaults + "\nkey-file: " + folder + "/{workspace}.key",
            Map.of(
                "acme", "key-variable: " + FleetCli.variable("acme"),
                "globex", "tables: [segments]",
                "initech", "key-command: [printf, '%s\\n', " + FleetCli.key("initech") + "]"));

    assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isZero();

    assertThat(secret).exists();
    assertThat(table("acme", "campaigns")).exists();
    assertThat(table("globex", "campaigns")).doesNotExist();
    assertThat(table("globex", "segments")).exists();
    assertThat(table("initech", "campaigns")).exists();
    assertThat(folder.resolve("data/acme.state.json")).exists();
    assertThat(cli.out()).contains("3 workspaces", "3 done").containsPattern("acme +done +\\d+");
    assertThat(cli.err()).contains("3 workspaces, at most ").containsPattern("acme +done: ");
    assertThat(folder.resolve("fleet.history.json")).exists();
  }

  @Test
  void aRevokedKeyAndAnOutageHarmNobodyElseAndTheNextRunFinishes() throws IOException {
    cli.start("acme");
    cli.start("globex");
    cli.start("initech");
    Path file = cli.file(defaults, Map.of());
    cli.with(FleetCli.variable("globex"), "revoked");
    AtomicBoolean isDown = new AtomicBoolean(true);
    cli.sandbox("initech").failEvery(1, path -> isDown.get(), Fault.status(503));

    assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isEqualTo(3);

    assertThat(rows("acme")).isPositive();
    assertThat(folder.resolve("data/globex")).doesNotExist();
    assertThat(table("initech", "segments")).doesNotExist();
    assertThat(cli.out()).contains("1 done, 2 failed").containsPattern("globex +failed .* 401");
    assertThat(cli.err()).containsPattern("globex +failed, and is left as it was: .*key");
    assertThat(cli.err()).containsPattern("initech +failed, and is left as it was: .*503");

    cli.with(FleetCli.variable("globex"), FleetCli.key("globex"));
    isDown.set(false);
    assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isZero();
    assertThat(rows("globex")).isPositive();
    assertThat(rows("initech")).isPositive();
  }

  @Test
  void wrongKeysOfAllAreForTheUser() throws IOException {
    cli.start("acme");
    cli.start("globex");
    Path file =
        cli.file(defaults, Map.of("globex", "key-command: [sh, -c, 'echo no >&2; exit 3']"));
    cli.with(FleetCli.variable("acme"), "revoked");

    assertThat(cli.run("fleet", "--config", file.toString())).isEqualTo(1);

    assertThat(cli.err()).contains("Cannot use key-command sh: it ended with exit code 3: no.");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void shardsCoverAllWorkspacesExactlyOnce() throws IOException {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
    names.forEach(cli::start);
    Path file = cli.file("to: csv:" + folder + "/data/{workspace}\ntables: [segments]", Map.of());
    List<String> extracted = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      assertThat(
              cli.run("fleet", "--config", file.toString(), "--shard", shard + "/3", "--log=json"))
          .isZero();
      if (!cli.out().isEmpty()) {
        objects(cli.out()).stream()
            .filter(one -> one.containsKey("workspace"))
            .forEach(one -> extracted.add(String.valueOf(one.get("workspace"))));
      }
    }
    assertThat(extracted).containsExactlyInAnyOrderElementsOf(names);

    assertThat(cli.run("fleet", "--config", file.toString(), "--shard", "3/3")).isEqualTo(1);
    assertThat(cli.err()).contains("--shard").contains("counts from 0");
    assertThat(cli.run("fleet", "--config", file.toString(), "--only", "a", "--shard", "999/1000"))
        .isZero();
    assertThat(cli.err()).contains("Shard 999/1000 holds none of the 7 workspaces.");
  }

  @Test
  void onlyNamesWorkspacesByPatterns() throws IOException {
    List.of("acme-eu", "acme-us", "globex").forEach(cli::start);
    Path file = cli.file(defaults, Map.of());
    assertThat(cli.run("fleet", "--config", file.toString(), "--only", "acme-*")).isZero();
    assertThat(cli.out()).contains("2 workspaces").doesNotContain("globex");
    assertThat(cli.run("fleet", "--config", file.toString(), "--only", "globx")).isEqualTo(1);
    assertThat(cli.err()).contains("--only globx", "Did you mean globex?");
  }

  @Test
  void jsonLinesNameTheWorkspaceOfEachEvent() throws IOException {
    cli.start("acme");
    cli.start("globex");
    Path file = cli.file(defaults + "\non-table-failure: skip", Map.of());
    cli.sandbox("globex").failEvery(1, path -> path.contains("segments"), Fault.status(404));

    assertThat(cli.run("fleet", "--config", file.toString(), "--log", "json"))
        .as(cli.said())
        .isEqualTo(3);

    Set<String> events = new TreeSet<>();
    for (Map<String, Object> event : objects(cli.err())) {
      String name = String.valueOf(event.get("event"));
      events.add(name);
      assertThat(event.containsKey("workspace")).as(name).isEqualTo(!name.startsWith("fleet_"));
    }
    assertThat(events)
        .contains("fleet_started", "workspace_started", "started", "table_written", "table_failed")
        .contains("workspace_ended");
    List<Map<String, Object>> results = objects(cli.out());
    assertThat(results).hasSize(3);
    assertThat(results.get(0)).containsEntry("workspace", "acme").containsEntry("outcome", "done");
    assertThat(results.get(1)).containsEntry("outcome", "partial").containsKey("failures");
    assertThat(results.get(2))
        .containsEntry("outcome", "partial")
        .containsEntry("workspaces", 2.0)
        .containsEntry("done", 1.0);
  }

  @Test
  void pagesTellOfTheFleetAndOfEachRun() throws IOException {
    cli.start("acme");
    cli.start("globex");
    Path file = cli.file(defaults + "\nreport: " + folder + "/{workspace}.html", Map.of());
    cli.with(FleetCli.variable("globex"), "revoked");

    assertThat(cli.run("fleet", "--config", file.toString(), "--report", folder + "/fleet.html"))
        .isEqualTo(3);

    assertThat(folder.resolve("fleet.html"))
        .content()
        .contains("2 workspaces", "Some workspaces failed", "acme", "csv:" + folder)
        .contains("globex")
        .doesNotContain("0123456789abcdef");
    assertThat(folder.resolve("acme.html")).as(cli.said()).content().contains("acme", "campaigns");
  }

  @Test
  void checkTellsOfKeyTablesAndDestinationOfEachWorkspace() throws IOException {
    cli.start("acme");
    cli.start("globex");
    cli.start("initech");
    Files.writeString(folder.resolve("file"), "no folder");
    Path file =
        cli.file(
            defaults,
            Map.of(
                "initech",
                "to: csv:" + folder + "/file/x\nkey-variable: " + FleetCli.variable("initech")));
    cli.with(FleetCli.variable("globex"), "revoked");

    assertThat(cli.run("fleet", "check", "--config", file.toString())).isEqualTo(1);

    assertThat(cli.out())
        .containsPattern("ok +acme +key +let in by http")
        .containsPattern("ok +acme +tables +campaigns, segments")
        .containsPattern("ok +acme +destination +csv:.*acme can be written")
        .containsPattern("FAILED +globex +key +.*401")
        .containsPattern("FAILED +initech +destination")
        .contains("1 of 3 workspaces are in order");
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(cli.run("fleet", "check", "--config", file.toString(), "--only", "acme")).isZero();
  }

  @Test
  void workspacesShareTheTablesOfADatabase() throws Exception {
    cli.start("acme");
    cli.start("globex");
    String database = folder + "/crm.duckdb";
    Path file =
        cli.file(
            "to: duckdb:" + database + "\ntables: [segments]\nworkspace-column: true", Map.of());
    for (int run = 0; run < 2; run++) {
      assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isZero();
      try (Connection sql = DriverManager.getConnection("jdbc:duckdb:" + database);
          Statement statement = sql.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT _workspace, count(*) FROM segments GROUP BY 1 ORDER BY 1")) {
        for (String name : List.of("acme", "globex")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(name);
          assertThat(rows.getLong(2)).isPositive();
        }
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void aPlanCountsTheRequestsOfEachWorkspaceAndWritesNothing() throws IOException {
    cli.start("acme");
    cli.start("globex");
    Path file = cli.file(defaults, Map.of());
    assertThat(cli.run("fleet", "--config", file.toString(), "--dry-run")).isZero();
    assertThat(cli.out())
        .containsPattern("acme +2 +0\\.0")
        .containsPattern("globex +2 +0\\.0")
        .containsPattern("2 workspaces +4 ");
    cli.with(FleetCli.variable("globex"), "");
    assertThat(cli.run("fleet", "--config", file.toString(), "--plan")).isEqualTo(3);
    assertThat(cli.out()).containsPattern("globex +- +- +Cannot use key-variable KEY_OF_globex: ");
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(folder.resolve("fleet.history.json")).doesNotExist();
  }

  @Test
  void oneWorkspaceUnderTwoNamesIsAWarning() throws IOException {
    String base = cli.start("acme").baseUrl();
    Path file =
        cli.write(
            """
            defaults:
              to: csv:%s/data/{workspace}
              tables: [segments]
              key-variable: KEY_OF_acme
            workspaces: {a: {base-url: '%s'}, b: {base-url: '%s'}, c: {base-url: '%s'}}
            """
                .formatted(folder, base, base, base));
    assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isZero();
    assertThat(cli.err())
        .containsOnlyOnce(
            "warning: Workspaces a and b have the same key (key-variable KEY_OF_acme)")
        .contains("Write {workspace} in key-variable.");
  }

  @Test
  void aFleetWithoutAFileSaysSo() {
    assertThat(cli.run("fleet")).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot run a fleet: --config is missing.");
  }
}
