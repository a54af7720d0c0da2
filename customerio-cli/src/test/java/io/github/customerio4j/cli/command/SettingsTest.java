package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags over the file over the environment; and what a file may not hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTest {
  private final Sandbox sandbox = Sandbox.builder().start();
  private Cli cli = Cli.of(sandbox);

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    cli = Cli.of(sandbox);
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  private String config(String text) throws IOException {
    return Files.writeString(folder.resolve("crm.yaml"), text).toString();
  }

  @Test
  void aFileHoldsWhatTheCommandLineCouldSay() throws IOException {
    String file =
        config(
            """
            # All of this has a name on the command line, too.
            to: "csv:%s"
            tables: [broadcasts, broadcast_metrics]
            ids:
              broadcasts: [1, "3"]
            exclude:
              - broadcasts.name
            metrics: [days]
            settling-days: 10
            extracted-at: true
            full: true
            spool: %s
            requests-per-second: 1000.5
            """
                .formatted(folder.resolve("crm"), folder));
    assertThat(cli.run("extract", "--config", file)).as(cli.said()).isZero();
    String broadcasts = Files.readString(folder.resolve("crm/broadcasts.csv"));
    assertThat(broadcasts.lines()).hasSize(3);
    assertThat(broadcasts.lines().findFirst().orElseThrow())
        .contains("extracted_at")
        .doesNotContain("name");
  }

  @Test
  void jsonIsReadLikeYaml() throws IOException {
    String file = config("{\n\t\"tables\": [\"snippets\"],\n\t\"region\": \"us\"\n}");
    assertThat(cli.run("plan", "--config", file)).as(cli.said()).isZero();
    assertThat(cli.out()).contains("snippets").contains("1 tables");
  }

  @Test
  void flagsCountMoreThanTheFileAndTheFileMoreThanTheEnvironment() throws IOException {
    cli.with("CUSTOMERIO_TABLES", "snippets,workspaces");
    assertThat(cli.run("plan")).as(cli.said()).isZero();
    assertThat(cli.out()).contains("snippets", "workspaces");

    cli.with("CUSTOMERIO_CONFIG", config("tables: [collections]"));
    assertThat(cli.run("plan")).as(cli.said()).isZero();
    assertThat(cli.out()).contains("collections").doesNotContain("snippets", "workspaces");

    assertThat(cli.run("plan", "--tables", "segments")).as(cli.said()).isZero();
    assertThat(cli.out()).contains("segments").doesNotContain("collections", "snippets");
  }

  @Test
  void aFlagTakesBackWhatTheFileSwitchedOn() throws IOException {
    String to = "csv:" + folder.resolve("crm");
    String file = config("tables: [snippets]\nextracted-at: true\nfull: true\nspool: " + folder);
    assertThat(cli.run("extract", "--to", to, "--config", file, "--no-extracted-at"))
        .as(cli.said())
        .isZero();
    assertThat(Files.readString(folder.resolve("crm/snippets.csv"))).doesNotContain("extracted_at");
    assertThat(Files.readString(folder.resolve("crm/snippets.csv.manifest")))
        .contains("\"incremental\": false");
    assertThat(cli.run("extract", "--to", to, "--config", file, "--incremental"))
        .as(cli.said())
        .isZero();
    assertThat(Files.readString(folder.resolve("crm/snippets.csv.manifest")))
        .contains("\"incremental\": true");
  }

  @Test
  void aCommandTakesOutOfTheFileWhatItHasAnOptionFor() throws IOException {
    String state = folder.resolve("state.json").toString();
    Files.writeString(Path.of(state), "{\"version\":1,\"tables\":{\"segments\":{}}}");
    String file = config("state: " + state + "\ntables: [snippets]\nregion: eu");
    assertThat(cli.run("state", "show", "--config", file)).as(cli.said()).isZero();
    assertThat(cli.out()).contains("segments");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertThat(cli.run("plan", "--tables", "segments", "--config", config("# nothing\n"))).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'tabels: [a]'          | Cannot use tabels in FILE, line 1: there is no such key. Did you mean tables? There are
          'key: cio-SECRET'      | Cannot use key in FILE, line 1: a key does not belong into a configuration. Write key-file: FILE
          'reset: true'          | Cannot use reset in FILE, line 1: it is for the command line only. Write --reset there.
          'key-stdin: true'      | it is for the command line only
          'config: x'            | it is for the command line only
          'tables: campaigns'    | Cannot use tables in FILE, line 1: "campaigns" is not a list. Write tables: [ONE, TWO].
          'tables: [1]'          | Cannot use tables in FILE, line 1: "1" is not a list of texts.
          'tables: {a: b}'       | Cannot use tables in FILE, line 1: the value is not a list.
          'full: yes'            | Cannot use full in FILE, line 1: "yes" is not true or false. Write true or false.
          'full: "true"'         | "true" is not true or false
          'settling-days: "3"'   | Cannot use settling-days in FILE, line 1: "3" is not a whole number.
          'settling-days: 3.5'   | "3.5" is not a whole number
          'settling-days: 99999999999' | "99999999999" is not a whole number of a usual size
          'since: 2025'          | Cannot use since in FILE, line 1: "2025" is not a text (in quotes if it looks like a number).
          'since: yesterday'     | Cannot use --since "yesterday": it is not a date.
          'region: mars'         | Cannot use --region "mars": write us or eu.
          'region:'              | Cannot use region in FILE, line 1: it has no value. Write one, or leave the key out.
          'ids: [3]'             | Cannot use ids in FILE, line 1: the value is not a table with its ids. Write ids: {campaigns: [3, 7]}.
          'ids: {campaigns: 3}'  | what stands under campaigns, "3", is not a list.
          'ids: {campaigns: [[3]]}' | is not a list of ids under campaigns
          'to: 7'                | Cannot use to in FILE, line 1: the value is not a text
          'requests-per-second: -1' | Cannot use --requests-per-second "-1.0": it is not a rate.
          'requests-per-second: .nan' | Cannot use requests-per-second
          'requests-per-second: fast' | "fast" is not a number
          '[a, b]'               | Cannot use --config FILE: it holds no keys with values.
          'region: us: eu'       | Cannot use --config FILE, line 1: it is neither YAML nor JSON;
          '? [a]'                | it is neither YAML nor JSON
          'state: "a\\u0000b"'   | Cannot use state in FILE, line 1: it names no file.
          """)
  void invalidFileEntryIsNamedWithRemedy(String text, String message) throws IOException {
    String file = config(text);
    assertThat(cli.run("plan", "--config", file)).as(cli.said()).isEqualTo(1);
    assertThat(cli.err())
        .contains(
            message
                .replace("FILE,", file + ",")
                .replace("FILE:", file + ":")
                .replace("key-file: " + file, "key-file: FILE"))
        .doesNotContain("SECRET");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void theLineOfAFaultIsNamed() throws IOException {
    String file = config("region: us\n\nto: csv:x\ntables: 3\n");
    assertThat(cli.run("plan", "--config", file)).isEqualTo(1);
    assertThat(cli.err()).contains(file + ", line 4: \"3\" is not a list");
  }

  @Test
  void aKeyStandsOnce() throws IOException {
    assertThat(cli.run("plan", "--config", config("region: us\nregion: eu"))).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use").contains("region").contains("line 2");
    assertThat(cli.run("plan", "--config", config("ids: {segments: [1], segments: [2]}")))
        .isEqualTo(1);
    assertThat(cli.err()).contains("segments");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    String missing = folder.resolve("missing.yaml").toString();
    assertThat(cli.run("plan", "--config", missing)).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use --config " + missing).contains("NoSuchFile");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "schema: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(cli.run("plan", "--config", latin.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("it is not text in UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMERIO_FULL, maybe, Cannot use CUSTOMERIO_FULL: \"maybe\" is neither true nor false.",
    "CUSTOMERIO_SETTLING_DAYS, soon, Cannot use CUSTOMERIO_SETTLING_DAYS: \"soon\" is not a whole",
    "CUSTOMERIO_REQUESTS_PER_SECOND, x, Cannot use CUSTOMERIO_REQUESTS_PER_SECOND: \"x\" is not a",
    "CUSTOMERIO_IDS, campaigns, Cannot use CUSTOMERIO_IDS: \"campaigns\" is not a table with its ids.",
    "CUSTOMERIO_REGION, mars, 'Cannot use --region \"mars\": write us or eu.'",
    "CUSTOMERIO_CONFIG, missing.yaml, Cannot use --config missing.yaml",
  })
  void invalidVariableIsNamed(String variable, String value, String message) {
    cli.with(variable, value);
    assertThat(cli.run("plan", "--tables", "segments")).isEqualTo(1);
    assertThat(cli.err()).contains(message);
  }

  @Test
  void idsOfSeveralTablesFitIntoAVariable() {
    cli.with("CUSTOMERIO_IDS", "broadcasts=1,3;campaigns=2").with("CUSTOMERIO_FULL", "true");
    assertThat(cli.run("plan", "--tables", "broadcast_metrics,campaign_actions"))
        .as(cli.said())
        .isZero();
    assertThat(cli.out().lines().map(String::stripTrailing)).contains("broadcast_metrics        2");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
    for (String text : new String[] {"tables: [segments]\r\n", "{\"tables\": [\"segments\"]}"}) {
      assertThat(cli.run("plan", "--config", config("\ufeff" + text))).as(cli.said()).isZero();
    }
  }

  @Test
  void utf16IsNamed() throws IOException {
    Path file = folder.resolve("wide.yaml");
    Files.writeString(file, "tables: [segments]", StandardCharsets.UTF_16LE);
    assertThat(cli.run("plan", "--config", file.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("it is text in UTF-16. Save it in UTF-8.");
  }

  @Test
  void emptyArrayOfPhpIsAnEmptyObject() throws IOException {
    String ids = config("{\"tables\":[\"segments\"],\"ids\":[]}");
    assertThat(cli.run("plan", "--config", ids)).as(cli.said()).isZero();
    assertThat(cli.run("plan", "--tables", "segments", "--config", config("[]")))
        .as(cli.said())
        .isZero();
  }

  @Test
  void keyThatIsLikeNoOtherGetsNoSuggestion() throws IOException {
    assertThat(cli.run("plan", "--config", config("something_else: 1"))).isEqualTo(1);
    assertThat(cli.err())
        .contains("there is no such key. There are ")
        .doesNotContain("Did you mean");
  }
}
