package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a fleet's file is said at once, with line, workspace, key and remedy. */
class FleetFileTest {
  @TempDir Path folder;

  private FleetCli cli;

  @BeforeEach
  void begin() {
    cli = new FleetCli(folder);
  }

  private String problems(String yaml) throws IOException {
    String file = cli.write(yaml).toString();
    assertThat(cli.run("fleet", "--config", file)).as(cli.said()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    return cli.err().replace(file, "fleet.yaml");
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    String said =
        problems(
            """
            most-at-once: many
            lgo: json
            tables: [campaigns]
            defaults:
              to: csv:data/{workspaces}
              tabels: [campaigns]
              most-at-once: 3
            workspaces:
              acme:
                key: 123
                full: 'yes'
              Acme: {}
              -x: {}
              globex:
                key-command: vault kv get
                reset: true
              globex:
                since: 2020-01-01
                since: 2020-01-01
            """);
    assertThat(said.lines())
        .containsExactly(
            "Cannot use most-at-once in fleet.yaml, line 1: \"many\" is not a whole number. Write a"
                + " whole number.",
            "Cannot use lgo in fleet.yaml, line 2: there is no such key. Did you mean log?",
            "Cannot use tables in fleet.yaml, line 3: it is an option of a workspace. Write it below"
                + " defaults: or below a workspace.",
            "Cannot use to in fleet.yaml, line 5, defaults: nothing takes the place of {workspaces}."
                + " Write {workspace} for the workspace's name.",
            "Cannot use tabels in fleet.yaml, line 6, defaults: there is no such key. Did you mean"
                + " tables?",
            "Cannot use most-at-once in fleet.yaml, line 7, defaults: it is an option of the fleet."
                + " Write it beside defaults: and workspaces:.",
            "Cannot use key in fleet.yaml, line 10, workspace acme: a key does not belong into a"
                + " configuration. Write key-variable: NAME, key-file: FILE or key-command: [PROGRAM,"
                + " ARGUMENT].",
            "Cannot use full in fleet.yaml, line 11, workspace acme: \"yes\" is not true or false."
                + " Write true or false.",
            "Cannot use workspace Acme in fleet.yaml, line 12: workspace acme is in fleet.yaml, line"
                + " 9. Give each a name of its own, not only in upper or lower case.",
            "In fleet.yaml, line 13: Cannot use the workspace name \"-x\": a name is 1 to 63 letters,"
                + " digits, dots, underscores and hyphens, and starts with a letter or a digit.",
            "Cannot use key-command in fleet.yaml, line 15, workspace globex: the value is not a"
                + " list. Write key-command: [ONE, TWO].",
            "Cannot use reset in fleet.yaml, line 16, workspace globex: it is for the command line"
                + " only.",
            "Cannot use since in fleet.yaml, line 19, workspace globex: it is there twice. Write it"
                + " once.",
            "Cannot use workspace globex in fleet.yaml, line 17: workspace globex is in fleet.yaml,"
                + " line 14. Give each a name of its own, not only in upper or lower case.");
  }

  @Test
  void workspacesAtTheSamePlaceAreNamed() throws IOException {
    String said =
        problems(
            """
            defaults: {key-variable: KEY, tables: [campaigns]}
            workspaces:
              a: {to: 'csv:crm', state: s.json}
              b: {to: 'csv:../%s/crm'}
              c: {to: 'duckdb:crm.duckdb', state: s.json}
              d: {to: 'duckdb:crm.duckdb', schema: main, workspace-column: true}
              e: {to: 'duckdb:crm.duckdb', prefix: e_}
              f: {to: 'csv:f', report: page.html}
              g: {to: 'csv:g', report: page.html, workspace-column: true}
              h: {to: 'csv:g', workspace-column: true}
            """
                .formatted(Path.of("").toAbsolutePath().getFileName()));
    assertThat(said.lines())
        .hasSize(5)
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .startsWith(
                        "Cannot use workspaces a and b (fleet.yaml, line 3, and line 4): they")
                    .contains("write the same tables of csv:", "Write {workspace} in to: each"),
            line ->
                assertThat(line)
                    .contains("workspaces a and c ", "have the same state", "s.json")
                    .contains("Write {workspace} in state."),
            line ->
                assertThat(line)
                    .contains("workspaces c and d ", "the same tables of duckdb:crm.duckdb")
                    .contains("workspace-column: true for both"),
            line -> assertThat(line).contains("workspaces f and g ", "the same page"),
            line -> assertThat(line).contains("workspaces g and h ", "a folder of its own"));
  }

  @Test
  void sameNamespaceInTwoCatalogsOfIcebergIsTwoPlaces() throws IOException {
    String catalog = "type=jdbc, 'warehouse=%1$s', 'uri=jdbc:duckdb:%1$s";
    String said =
        problems(
            """
            defaults: {key-variable: KEY, tables: [campaigns], to: 'iceberg:crm'}
            workspaces:
              a: {iceberg: [CATALOG/one.db']}
              b: {iceberg: [CATALOG/other.db']}
              c: {iceberg: [CATALOG/one.db']}
            """
                .replace("CATALOG", catalog.formatted(folder)));
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("workspaces a and c ", "the same tables of iceberg:crm");
  }

  @Test
  void whatIsWrongWithAllIsToldOnce() throws IOException {
    StringBuilder yaml = new StringBuilder("defaults:\n  to: csv:crm\n  tables: [campagins]\n");
    yaml.append("workspaces:\n");
    for (int i = 0; i < 200; i++) {
      yaml.append("  w").append(i).append(":\n");
    }
    assertThat(problems(yaml.toString()).lines())
        .hasSize(3)
        .satisfiesExactly(
            line ->
                assertThat(line).contains("workspaces w0 and w1 ", "the same tables of csv:crm"),
            line ->
                assertThat(line)
                    .startsWith(
                        "In fleet.yaml, workspaces w0, w1, w2 and 197 more: Cannot find its")
                    .contains("Write one of key-variable"),
            line -> assertThat(line).contains("and 197 more: ", "\"campagins\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          workspaces: {}                            | it holds none
          defaults: {}                              | it has no workspaces
          workspaces: [{region: eu}]                | has no name
          workspaces: {a: 3}                        | holds no keys with values
          workspaces: {a: {key-file: a, key-variable: b}} | several options name it
          workspaces: {a: {key-file: '-'}}          | standard input has one
          workspaces: {a: {key-command: []}}        | it is empty
          workspaces: {a: {key-file: k}}            | --to is missing
          workspaces: {a: {workspace: a}}           | a fleet knows the name
          workspaces: {a: {key-file: k, log: json}} | it is an option of the fleet
          [                                         | neither YAML nor JSON
          """)
  void otherMistakesAreExplained(String yaml, String why) throws IOException {
    assertThat(problems(yaml)).contains(why).contains("fleet.yaml");
  }

  @Test
  void workspacesMayBeAListAndTheFileMayBeJson() throws IOException {
    cli.start("acme");
    cli.start("globex");
    cli.write(
        """
        {"defaults": {"to": "csv:%s/{workspace}", "tables": ["segments"], "key-variable": "NONE"},
         "workspaces": [
           {"name": "acme", "base-url": "%s", "key-variable": "KEY_OF_acme"},
           {"name": "globex", "base-url": "%s", "key-file": "%s"}]}
        """
            .formatted(
                folder,
                cli.sandbox("acme").baseUrl(),
                cli.sandbox("globex").baseUrl(),
                java.nio.file.Files.writeString(folder.resolve("key"), FleetCli.key("globex"))));
    assertThat(cli.run("fleet", "--config", folder + "/fleet.yaml")).as(cli.said()).isZero();
    assertThat(folder.resolve("acme/segments.csv")).exists();
    assertThat(folder.resolve("globex/segments.csv")).exists();
    cli.close();
  }

  @Test
  void theEnvironmentCountsLeast() throws IOException {
    cli.start("acme");
    cli.with("CUSTOMERIO_TO", "csv:" + folder + "/of-the-environment/{workspace}");
    cli.with("CUSTOMERIO_TABLES", "campaigns");
    Path file = cli.file("tables: [segments]", java.util.Map.of());
    assertThat(cli.run("fleet", "--config", file.toString())).as(cli.said()).isZero();
    assertThat(folder.resolve("of-the-environment/acme/segments.csv")).exists();
    assertThat(folder.resolve("of-the-environment/acme/campaigns.csv")).doesNotExist();
    cli.close();
  }
}
