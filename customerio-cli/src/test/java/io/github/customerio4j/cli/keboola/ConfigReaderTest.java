package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extraction that a configuration describes. */
class ConfigReaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void existingConfigurationKeepsItsMeaning() {
    ComponentConfig config =
        read(
            """
            {"storage":{},"authorization":[],"image_parameters":null,"runtime":{"tag":"1.2"},
             "parameters":{"#api_secret":"k-1","api_region":"eu","incremental_output":0,
              "campaigns":true,"segments":false,
              "messages":[{"types":["email","push"],"incremental_output":true}],
              "customers":[{"filters":"{\\"segment\\":{\\"id\\":7}}","attributes":" plan , city,,plan "}],
              "activities":[{"types":["secondary:dropped_email","page"],"mode":"SINGLE_TABLE",
                "delete":true}],
              "debug":true}}
            """);

    assertThat(config.action()).isEqualTo("run");
    assertThat(config.region()).isEqualTo(Region.EU);
    assertThat(config.isDebug()).isTrue();
    assertThat(config.toString()).as("the key is hidden").doesNotContain("k-1");
    ExtractionConfig.Builder expected = ExtractionConfig.builder();
    expected
        .loadType(LoadType.FULL_LOAD)
        .addTables("campaigns")
        .messages(
            MessagesSelection.builder()
                .addTypes("email", "push")
                .history(History.SINCE_LAST_RUN)
                .build())
        .customers(
            CustomersSelection.builder()
                .filter(AudienceFilter.segment(7))
                .addAttributes("plan", "city")
                .build())
        .activities(
            ActivitiesSelection.builder()
                .addTypes("secondary:dropped_email", "page")
                .layout(ActivitiesSelection.Layout.SINGLE_TABLE)
                .deletedPeople(ActivitiesSelection.DeletedPeople.INCLUDED)
                .build());
    assertThat(config.extraction()).contains(expected.build());
  }

  @Test
  void newParametersAreRead() {
    assertThat(
            extraction(
                """
                "segment_customers":[3,1,3],
                "messages":[{"since":"2024-01-31","overlap":"P1M2DT3H","drafts":true,
                  "primary_key":"deduplicate_id"}],
                "customers":[{"primary_key":"id"}],
                "activities":[{"deleted":true,"continue_since_last_run":true}]
                """))
        .isEqualTo(
            extraction(
                selected ->
                    selected
                        .segmentCustomers(
                            SegmentCustomersSelection.builder().addSegmentIds(3L, 1L).build())
                        .messages(
                            MessagesSelection.builder()
                                .since(Instant.parse("2024-01-31T00:00:00Z"))
                                .overlap(Duration.ofDays(33).plusHours(3))
                                .drafts(MessagesSelection.Drafts.INCLUDED)
                                .primaryKey("deduplicate_id")
                                .build())
                        .customers(CustomersSelection.builder().primaryKey("id").build())
                        .activities(
                            ActivitiesSelection.builder()
                                .deletedPeople(ActivitiesSelection.DeletedPeople.INCLUDED)
                                .history(History.SINCE_LAST_RUN)
                                .build())));
  }

  @Test
  void incrementalOutputDefaultsToOne() {
    String campaigns = "\"campaigns\":true";
    for (String one :
        new String[] {"", ",\"incremental_output\":1", ",\"incremental_output\":true"}) {
      assertThat(extraction(campaigns + one).loadType()).isEqualTo(LoadType.INCREMENTAL_UPDATE);
    }
    for (String zero :
        new String[] {",\"incremental_output\":0", ",\"incremental_output\":false"}) {
      assertThat(extraction(campaigns + zero).loadType()).isEqualTo(LoadType.FULL_LOAD);
    }
  }

  @Test
  void sinceIsADateATimeOrUnixSecondsAndAtLeast2012() {
    assertThat(since("\"2024-01-31\"")).isEqualTo("2024-01-31T00:00:00Z");
    assertThat(since("\"2024-01-31T08:30:00+02:00\"")).isEqualTo("2024-01-31T06:30:00Z");
    assertThat(since("1706659200")).isEqualTo("2024-01-31T00:00:00Z");
    assertThat(since("\"1706659200\"")).isEqualTo("2024-01-31T00:00:00Z");
    assertThat(since("0")).as("the service began in 2012").isEqualTo("2012-01-01T00:00:00Z");
  }

  @Test
  void overlapIsAnyDurationOfIso8601() {
    assertThat(overlap("PT1H")).isEqualTo(Duration.ofHours(1));
    assertThat(overlap("P7D")).isEqualTo(Duration.ofDays(7));
    assertThat(overlap("P2W")).isEqualTo(Duration.ofDays(14));
    assertThat(overlap("P3M")).as("months at their longest").isEqualTo(Duration.ofDays(93));
    assertThat(overlap("P1Y")).isEqualTo(Duration.ofDays(366));
    assertThat(overlap("PT0S")).isEqualTo(Duration.ZERO);
  }

  @Test
  void refreshIsOffUnlessSet() {
    assertThat(refresh("")).isEqualTo(RefreshSchedule.off());
    assertThat(refresh(",\"refresh\":\"off\"")).isEqualTo(RefreshSchedule.off());
    assertThat(refresh(",\"refresh\":\"2d,14d/1d,90d/7d\"")).isEqualTo(RefreshSchedule.standard());
  }

  private RefreshSchedule refresh(String more) {
    ExtractionConfig config =
        extraction("\"messages\":[{\"incremental_output\":true" + more + "}]");
    assertThat(config.messages().orElseThrow().refresh())
        .as("children follow the messages")
        .isEqualTo(config.refresh());
    return config.refresh();
  }

  @Test
  void tablesSelectLikeTheirOwnParameters() {
    assertThat(
            extraction(
                "\"tables\":[\"campaigns\",\"segments\",\"segment_customers\",\"messages\","
                    + "\"customers\",\"activity_page\",\"activity_secondary_dropped_email\"]"))
        .isEqualTo(
            extraction(
                "\"campaigns\":true,\"segments\":true,\"segment_customers\":true,\"messages\":[{}],"
                    + "\"customers\":[{}],"
                    + "\"activities\":[{\"types\":[\"page\",\"secondary:dropped_email\"]}]"))
        .as("the colon of a type is restored")
        .isNotNull();
    assertThat(extraction("\"tables\":[\"activities_all\"]"))
        .isEqualTo(extraction("\"activities\":[{\"mode\":\"SINGLE_TABLE\"}]"));
  }

  @Test
  void filtersOfTablesAreRead() {
    ExtractionConfig.Builder expected =
        ExtractionConfig.builder()
            .addTables("campaign_metrics")
            .putIds("campaigns", Set.of("3", "x"))
            .putExcludedColumns("newsletter_contents", Set.of("body", "layout"))
            .metrics(
                MetricsSelection.builder()
                    .periods(Set.of(Period.WEEKS, Period.DAYS))
                    .since(Instant.parse("2025-01-01T00:00:00Z"))
                    .layout(MetricsSelection.Layout.COLUMN_PER_METRIC)
                    .settlingTime(Duration.ofDays(9))
                    .build())
            .messageBodies(
                MessageBodiesSelection.builder()
                    .perDay(7)
                    .since(Instant.parse("2026-02-03T04:05:06Z"))
                    .build())
            .extractedAt(ExtractionConfig.ExtractedAt.ADDED)
            .unchangedParents(ExtractionConfig.UnchangedParents.READ);
    assertThat(
            extraction(
                "\"tables\":[\"campaign_metrics\"],\"ids\":{\"campaigns\":[3,\"x\"]},"
                    + "\"exclude\":[\"newsletter_contents.body\",\"newsletter_contents.layout\"],"
                    + "\"metrics\":{\"periods\":[\"weeks\",\"days\"],\"since\":\"2025-01-01\","
                    + "\"wide\":true,\"settling_days\":9},"
                    + "\"message_bodies\":{\"per_day\":7,\"since\":\"2026-02-03T04:05:06Z\"},"
                    + "\"extracted_at\":true,\"read_unchanged\":true"))
        .isEqualTo(expected.build());
    assertThat(extraction("\"tables\":[\"message_bodies\"]").messageBodies()).isPresent();
  }

  @Test
  void columnsAreChosenAndHashed() {
    ExtractionConfig config =
        extraction(
            "\"tables\":[\"campaigns\"],\"columns\":{\"campaigns\":[\"id\",\"name\"]},"
                + "\"hash\":[\"*.name\"],\"#hash_key\":\"0123456789abcdef\"");
    assertThat(config.onlyColumns()).containsEntry("campaigns", Set.of("id", "name"));
    assertThat(config.hashedColumns()).containsExactly("*.name");
    assertThat(config.hashKey()).contains(HashKey.of("0123456789abcdef"));
    assertThatExceptionOfType(ComponentException.class)
        .isThrownBy(
            () ->
                extraction(
                    "\"tables\":[\"campaigns\"],\"hash\":[\"*.name\"],"
                        + "\"#hash_key\":\"tiny-secret\""))
        .withMessageContaining("#hash_key: it has fewer than 16 bytes")
        .withMessageNotContaining("tiny-secret");
  }

  @Test
  void previousNameOfExcludeStillWorks() {
    String body = "[\"newsletter_contents.body\"]";
    String tables = "\"tables\":[\"newsletter_contents\"],";
    assertThat(config(tables + "\"leave_out\":" + body).warnings()).isEmpty();
    assertThat(extraction(tables + "\"leave_out\":" + body))
        .isEqualTo(extraction(tables + "\"exclude\":" + body));
  }

  @Test
  void rowsGiveTheOptionsOfTablesSelectedByName() {
    assertThat(
            extraction(
                "\"tables\":[\"messages\",\"customers\",\"segment_customers\",\"activity_page\"],"
                    + "\"messages\":[{\"types\":[\"push\"]}],"
                    + "\"customers\":[{\"attributes\":\"plan\"}],"
                    + "\"segment_customers\":[4],"
                    + "\"activities\":[{\"types\":[\"event\"]}]"))
        .isEqualTo(
            extraction(
                "\"messages\":[{\"types\":[\"push\"]}],"
                    + "\"customers\":[{\"attributes\":\"plan\"}],"
                    + "\"segment_customers\":[4],"
                    + "\"activities\":[{\"types\":[\"event\",\"page\"]}]"));
    assertThat(extraction("\"tables\":[\"activity_page\"],\"activities\":[{}]"))
        .as("a row without types has all of them already")
        .isEqualTo(extraction("\"activities\":[{}]"));
    assertThat(extraction("\"tables\":[\"activities_all\"],\"activities\":[{\"delete\":true}]"))
        .isEqualTo(extraction("\"activities\":[{\"delete\":true,\"mode\":\"SINGLE_TABLE\"}]"));
  }

  @Test
  void emptyRowsAndListsSelectNothing() {
    assertThat(
            config(
                    "\"messages\":[],\"customers\":[],\"activities\":null,\"segment_customers\":[],"
                        + "\"tables\":[],\"campaigns\":false")
                .extraction())
        .isEmpty();
    assertThat(config("\"segment_customers\":false").extraction()).isEmpty();
  }

  @Test
  void emptyFilterAndAttributesMeanEverybodyWithAllAttributes() {
    assertThat(extraction("\"customers\":[{\"filters\":\" \",\"attributes\":\" , \"}]"))
        .isEqualTo(extraction("\"customers\":[{\"filters\":null,\"attributes\":null}]"))
        .isEqualTo(extraction("\"customers\":[{}]"));
  }

  @Test
  void unknownFieldsAndTypesGiveWarnings() {
    ComponentConfig config =
        read(
            """
            {"parameters":{"#api_secret":"k","site_id":"s-1","#other":"secret-value",
              "messages":[{"typos":[],"types":["pigeon","pigeon"]}],
              "customers":[{"filter":""}],
              "activities":[{"kind":1,"types":["_o:1:made","new_type"]}],
              "tables":["activity_newer_type"]},
             "new_root_key":1}
            """);
    assertThat(config.warnings())
        .containsExactly(
            "parameters.site_id is not a parameter of this component and is ignored.",
            "parameters.#other is not a parameter of this component and is ignored.",
            "parameters.messages[0].typos is not a parameter of this component and is ignored.",
            "parameters.messages[0].types[0] \"pigeon\" is not among the types that Customer.io"
                + " documents. Check its spelling.",
            "parameters.customers[0].filter is not a parameter of this component and is ignored.",
            "parameters.activities[0].kind is not a parameter of this component and is ignored.",
            "parameters.activities[0].types[1] \"new_type\" is not among the types that Customer.io"
                + " documents. Check its spelling.",
            "parameters.tables[0] \"activity_newer_type\" is not the table of a type that Customer.io"
                + " documents. Check its spelling.");
  }

  @Test
  void secretIsNeverInAMessage() {
    assertRefused(
        "{\"parameters\":{}}",
        "Cannot use parameters.#api_secret: it is missing. Copy an App API key from Customer.io under"
            + " Settings, API credentials, App API keys.");
    assertRefused(
        "{\"parameters\":{\"#api_secret\":\"\"}}",
        "Cannot use parameters.#api_secret: it is empty.");
    assertRefused(
        "{\"parameters\":{\"#api_secret\":12345}}",
        "Cannot use parameters.#api_secret: it is a number.");
    assertRefused(
        "{\"parameters\":{\"#api_secret\":null}}",
        "Cannot use parameters.#api_secret: it is null.");
    assertRefused(
        "{\"parameters\":{\"#api_secret\":\"two words\"}}",
        "Cannot use parameters.#api_secret: it holds white space, a line break or a character outside"
            + " of ASCII.");
    assertThat(ConfigReader.secretOf(root("{\"parameters\":{\"#api_secret\":\"two words\"}}")))
        .isEqualTo("two words");
    assertThat(ConfigReader.secretOf(root("{\"parameters\":{\"#api_secret\":12345}}")))
        .isEqualTo("12345");
    assertThat(ConfigReader.secretOf(root("{\"parameters\":[1]}"))).isEmpty();
  }

  @Test
  void fileMustBeOneJsonObject() {
    assertRefused("", "Cannot read config.json: it is not well-formed JSON at $.");
    assertRefused(
        "{\"parameters\":{\"campaigns\":tru}}",
        "Cannot read config.json: it is not well-formed JSON at $.parameters.campaigns.");
    assertRefused(
        "{\"parameters\":{}", "Cannot read config.json: it is not well-formed JSON at $.");
    assertRefused("{} {}", "Cannot read config.json: it is not well-formed JSON at $.");
    assertRefused("[]", "Cannot use config.json: it is an array. Write an object, { }.");
    assertRefused("{}", "Cannot use parameters: it is missing. Put parameters into config.json.");
    assertRefused(
        "{\"parameters\":[1]}", "Cannot use parameters: it is an array. Write an object, { }.");
    assertRefused("{\"action\":1}", "Cannot use action 1: it is a number.");
  }

  private interface Selecting {
    void select(ExtractionConfig.Builder builder);
  }

  private static ExtractionConfig extraction(Selecting selecting) {
    ExtractionConfig.Builder builder = ExtractionConfig.builder();
    selecting.select(builder);
    return builder.build();
  }

  private void assertRefused(String json, String beginning) {
    assertThatThrownBy(() -> read(json))
        .as(json)
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USER_ERROR))
        .hasMessageStartingWith(beginning);
  }

  private Instant since(String json) {
    return extraction("\"messages\":[{\"since\":" + json + "}]").messages().orElseThrow().since();
  }

  private Duration overlap(String text) {
    return extraction("\"messages\":[{\"overlap\":\"" + text + "\"}]")
        .messages()
        .orElseThrow()
        .overlap();
  }

  private ExtractionConfig extraction(String parameters) {
    return config(parameters).extraction().orElseThrow();
  }

  private ComponentConfig config(String parameters) {
    return read("{\"parameters\":{\"#api_secret\":\"k\"," + parameters + "}}");
  }

  private ComponentConfig read(String json) {
    return ConfigReader.read(root(json), CLOCK);
  }

  private ConfigNode root(String json) {
    try {
      return ComponentConfigFile.read(Files.writeString(folder.resolve("config.json"), json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void emptyArrayOfPhpIsAnEmptyObject() {
    String key = "{\"parameters\":{\"#api_secret\":\"k-1\",\"campaigns\":true";
    assertThat(
            read(key + ",\"ids\":[],\"metrics\":[],\"messages\":[[]],\"message_bodies\":[]}}")
                .extraction())
        .isEqualTo(
            read(key + ",\"ids\":{},\"metrics\":{},\"messages\":[{}],\"message_bodies\":{}}}")
                .extraction());
  }

  @Test
  void byteOrderMarkIsDropped() {
    assertThat(
            read("\ufeff{\"parameters\":\r\n{\"#api_secret\":\"k-1\",\"campaigns\":true}}\r\n")
                .extraction())
        .isPresent();
  }

  @Test
  void utf16IsNamed() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"parameters\":{}}", StandardCharsets.UTF_16);
    assertThatThrownBy(() -> ComponentConfigFile.read(file))
        .isInstanceOf(ComponentException.class)
        .hasMessage("Cannot read config.json: it is text in UTF-16. Save it in UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\\"SECRET\\\"", "'SECRET'", "“SECRET”", "SECRET\\\""})
  void quotesAroundTheKeyAreNamed(String key) {
    assertThatThrownBy(
            () -> read("{\"parameters\":{\"#api_secret\":\"" + key + "\",\"campaigns\":true}}"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("Cannot use parameters.#api_secret: it is in quotes")
        .hasMessageNotContaining("SECRET");
  }
}
