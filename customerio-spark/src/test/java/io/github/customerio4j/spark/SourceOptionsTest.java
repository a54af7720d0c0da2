package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.config.RefreshSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
  private static final String KEY = "3f1b7c9d5e2a4f6081726354a0b9c8d7";

  @TempDir private static Path folder;

  private static SourceOptions parse(String... words) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      options.put(words[i], words[i + 1]);
    }
    return SourceOptions.parse(new CaseInsensitiveStringMap(options));
  }

  private static SourceOptions file(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "workspaces", ".yaml");
    Files.writeString(file, yaml);
    return parse("table", "messages", "workspaces", file.toString());
  }

  @Test
  void oneWorkspaceHasTheCommandLinesVariableAndDefaults() {
    SourceOptions options = parse("table", "messages");
    assertThat(options.workspaces())
        .containsExactly(
            new SourceWorkspace(
                "default",
                "https://api.customer.io/v1/",
                10,
                new KeySource.Variable("CUSTOMERIO_APP_API_KEY")));
    assertThat(options.range()).isEqualTo(TimeRange.ALL);
    assertThat(options.stream().refresh().isOff()).isTrue();
  }

  @Test
  void optionsAreRead() {
    SourceOptions options =
        parse(
            "TABLE", "messages",
            "workspace", "acme",
            "key-variable", "ACME_KEY",
            "region", "eu",
            "requests-per-second", "5",
            "since", "2025-01-01",
            "until", "2025-02-01T08:00:00Z",
            "types", "email, push",
            "overlap", "2h",
            "settling", "0",
            "batch-span", "1d",
            "refresh", "standard",
            "parts-per-workspace", "9");
    assertThat(options.range())
        .isEqualTo(
            new TimeRange(
                Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-02-01T08:00:00Z")));
    assertThat(options.types()).containsExactly("email", "push");
    assertThat(options.partsPerWorkspace()).isEqualTo(9);
    assertThat(options.stream())
        .isEqualTo(
            new SourceOptions.StreamOptions(
                Duration.ofHours(2),
                Duration.ZERO,
                RefreshSchedule.standard(),
                Duration.ofDays(1)));
    assertThat(options.workspaces().get(0).baseUrl()).isEqualTo("https://api-eu.customer.io/v1/");
    assertThat(options.workspaces().get(0).requestsPerSecond()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "tabel, x, there is no such option",
    "since, yesterday, 'option since \"yesterday\": it is no time'",
    "region, fr, 'region \"fr\": there is no such region. Write us or eu.'",
    "requests-per-second, many, '\"many\": it is no rate'",
    "parts-per-workspace, 0, 'parts-per-workspace \"0\"'",
    "refresh, 2x, 'option refresh \"2x\"'",
    "overlap, soon, 'option overlap \"soon\": it is no length of time'",
    "base-url, ftp://x, 'base-url'",
    "until, 2020-01-01, it is not after since",
  })
  void anOptionThatCannotBeUsedIsNamedWithTheRemedy(String option, String value, String message) {
    assertThatThrownBy(() -> parse("table", "messages", "since", "2024-01-01", option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05, 2026-01-05T00:00:00Z",
    "' 2026-01-05 ', 2026-01-05T00:00:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "2026-01-05T08:00:01Z, 2026-01-05T08:00:01Z",
    "2026-01-05t08:00:01z, 2026-01-05T08:00:01Z",
    "2026-01-05T08:00:00.000Z, 2026-01-05T08:00:00Z",
    "2026-01-05T08:00:00+02:00, 2026-01-05T06:00:00Z",
  })
  void timesAreDaysOfUtcOrTimesWithAnOffset(String text, Instant time) {
    assertThat(parse("table", "messages", "since", text).range().since()).isEqualTo(time);
    assertThat(parse("table", "messages", "until", text).range().until()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-1-5",
        "2026-01-05T",
        "2026-01-05Z",
        "2026-01-05T08:00:00",
        "2026-01-05 08:00:00Z",
        "2026-01-05T08:00:00.5Z",
        "2026-02-30",
        "2026-13-01",
        "2026-W01-01",
        "+12026-01-01",
        "+12026-01-01T00:00:00Z",
        "-2026-01-01",
        "26-01-01",
        "20260105",
        "01/05/2026",
        "1767225600",
        "1767225600000",
        "٢٠٢٦-٠١-٠٥",
        "",
        "   "
      })
  void otherTimesAreRefusedWithTheFormsThatThereAre(String text) {
    for (String option : List.of("since", "until")) {
      assertThatThrownBy(() -> parse("table", "messages", option, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot use option "
                  + option
                  + " \""
                  + text.strip()
                  + "\": it is no time in whole seconds. Write a day of UTC such as 2025-01-01, or a"
                  + " time such as 2025-01-01T08:00:00Z.");
    }
  }

  @Test
  void theTableIsRequiredAndHasToExist() {
    assertThatThrownBy(() -> parse("region", "eu")).hasMessageContaining("option table");
    assertThatThrownBy(() -> parse("table", "mesages")).hasMessageContaining("\"mesages\"");
    assertThatThrownBy(() -> parse("table", "campaigns", "since", "2024-01-01"))
        .hasMessageContaining("table campaigns is not read by time");
  }

  @ParameterizedTest
  @CsvSource({"key", "api-key", "apiKey", "app_api_key", "token"})
  void aKeyAsTheValueOfAnOptionIsRefusedWithoutShowingIt(String option) {
    assertThatThrownBy(() -> parse("table", "messages", option, KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a key does not belong here")
        .hasMessageContaining("key-variable")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aKeyInThePlaceOfAnyOtherValueIsNotShown() {
    for (String option : List.of("since", "region", "requests-per-second", "table", "refresh")) {
      assertThatThrownBy(() -> parse("table", "messages", option, KEY))
          .hasMessageNotContaining(KEY);
    }
    assertThatThrownBy(() -> parse("table", "messages", KEY, "x")).hasMessageNotContaining(KEY);
    SourceWorkspace wrong = parse("table", "messages", "key-variable", KEY).workspaces().get(0);
    assertThatThrownBy(() -> wrong.key(Map.of())).hasMessageNotContaining(KEY);
    SourceWorkspace noFile = parse("table", "messages", "key-file", KEY).workspaces().get(0);
    assertThatThrownBy(() -> noFile.key(Map.of())).hasMessageNotContaining(KEY);
  }

  @Test
  void theFileNamesWorkspacesWithDefaults() throws IOException {
    SourceOptions options =
        file(
            """
            defaults:
              region: eu
              key-file: /run/secrets/{workspace}
            workspaces:
              acme:
              bistro:
                region: us
                key-variable: BISTRO_KEY
                requests-per-second: 3
              cafe:
                key-command: [vault, get, "crm/{workspace}"]
            """);
    assertThat(options.workspaces())
        .containsExactly(
            new SourceWorkspace(
                "acme",
                "https://api-eu.customer.io/v1/",
                10,
                new KeySource.File("/run/secrets/acme")),
            new SourceWorkspace(
                "bistro", "https://api.customer.io/v1/", 3, new KeySource.Variable("BISTRO_KEY")),
            new SourceWorkspace(
                "cafe",
                "https://api-eu.customer.io/v1/",
                10,
                new KeySource.Command(List.of("vault", "get", "crm/cafe"))));
    assertThat(file("{workspaces: [a, {name: b}], defaults: {key-variable: K}}").workspaces())
        .extracting(SourceWorkspace::name)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workspaces: {a: {regoin: eu}}| line 1: Cannot use option regoin: there is no such option",
        "workspaces: {a: {key: 3f1b7c9d5e2a4f6081726354a0b9c8d7}}| a key does not belong here",
        "workspaces: {a: {}, A: {}}| Give each a name of its own",
        "workspaces: []| workspaces holds none",
        "workspace: {}| there is no such option",
        "'workspaces: ['| it is neither YAML nor JSON",
        "workspaces: {a b: {}}| a name is 1 to 63 letters",
        "workspaces: {a: eu}| it holds no keys with values",
        "workspaces: {a: {region: eu, base-url: 'https://x/'}}| say the same",
      })
  void aFileThatCannotBeUsedIsNamedWithTheLine(String yaml, String message) {
    assertThatThrownBy(() -> file(yaml.replace("{}", "{key-variable: K}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip())
        .hasMessageContaining("workspaces")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aKeyIsReadFromItsPlace() throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, KEY + "\n");
    for (KeySource source :
        List.of(
            new KeySource.Variable("A_KEY"),
            new KeySource.File(file.toString()),
            new KeySource.Command(List.of("cat", file.toString())))) {
      SourceWorkspace workspace = new SourceWorkspace("acme", "http://127.0.0.1/", 10, source);
      SecretKey key = workspace.key(Map.of("A_KEY", KEY));
      assertThat(key.isSame(new SecretKey(KEY))).isTrue();
      assertThat(key.toString() + workspace + source).doesNotContain(KEY);
    }
    SourceWorkspace missing =
        new SourceWorkspace("acme", "http://127.0.0.1/", 10, new KeySource.Variable("B_KEY"));
    assertThatThrownBy(() -> missing.key(Map.of()))
        .hasMessage(
            "In workspace acme: Cannot use key-variable B_KEY: the driver's environment does not"
                + " have it. Set it to the workspace's App API key.");
  }
}
