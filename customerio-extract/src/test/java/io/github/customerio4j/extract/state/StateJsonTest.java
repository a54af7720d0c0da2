package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateJsonTest {

  @Test
  void stateIsWrittenSortedOnOneLine() {
    ExtractionState state =
        ExtractionState.builder()
            .putTables("segments", TableState.builder().build())
            .putTables(
                "messages",
                TableState.builder()
                    .addPrimaryKey("id")
                    .addColumns(new KnownColumn("id", "/id"), new KnownColumn("b", null))
                    .putWatermarks("push", Instant.parse("2026-02-01T00:00:00.5Z"))
                    .putWatermarks("email", Instant.parse("2026-01-01T00:00:00Z"))
                    .build())
            .putActivityTables("page", "activity_page")
            .putActivityTables("event", "activity_event")
            .build();
    assertThat(state.toJson())
        .isEqualTo(
            "{\"version\":1,\"tables\":{\"messages\":{\"primary_key\":[\"id\"],\"columns\":["
                + "{\"name\":\"id\",\"pointer\":\"/id\"},{\"name\":\"b\"}],\"watermarks\":{"
                + "\"email\":\"2026-01-01T00:00:00Z\",\"push\":\"2026-02-01T00:00:00.500Z\"}},"
                + "\"segments\":{\"primary_key\":[],\"columns\":[],\"watermarks\":{}}},"
                + "\"activity_tables\":{\"event\":\"activity_event\",\"page\":\"activity_page\"}}");
    assertThat(ExtractionState.parse(state.toJson())).isEqualTo(state);
  }

  @Test
  void refreshTimesAreWrittenByChainAndAge() {
    Instant day = Instant.parse("2026-02-01T00:00:00Z");
    ExtractionState state =
        ExtractionState.builder()
            .putTables(
                "messages",
                TableState.builder()
                    .putRefreshed(
                        "email", Map.of(Duration.ofDays(90), day, Duration.ofHours(36), day))
                    .putSince("email", Instant.parse("2025-01-01T00:00:00Z"))
                    .build())
            .build();
    assertThat(state.toJson())
        .contains(
            "\"watermarks\":{},\"refreshed\":{\"email\":{\"PT36H\":\"2026-02-01T00:00:00Z\","
                + "\"P90D\":\"2026-02-01T00:00:00Z\"}},"
                + "\"since\":{\"email\":\"2025-01-01T00:00:00Z\"}}");
    assertThat(ExtractionState.parse(state.toJson())).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"14d", "P0D", "-P1D", ""})
  void ageThatIsNoLengthOfTimeIsDamage(String age) {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(
            () ->
                ExtractionState.parse(
                    "{\"version\":1,\"tables\":{\"t\":{\"refreshed\":{\"*\":{\""
                        + age
                        + "\":\"2026-02-01T00:00:00Z\"}}}}}"))
        .withMessageContaining("$.tables.t.refreshed.*")
        .withMessageContaining("expected an age such as \"P14D\", found \"" + age + "\".");
  }

  @Test
  void unknownFieldsAreIgnoredAtEveryLevel() {
    assertThat(
            ExtractionState.parse(
                """
                {"x":[1],"version":1,"tables":{"t":{"y":{"z":null},
                 "columns":[{"name":"a","since":2,"pointer":null}]}},"message_headers":5}
                """))
        .isEqualTo(
            ExtractionState.builder()
                .putTables("t", TableState.builder().addColumns(new KnownColumn("a", null)).build())
                .build());
  }

  @Test
  void versionMayBeTheLastKey() {
    assertThat(ExtractionState.parse("{\"activity_tables\":{\"p\":\"t\"},\"version\":1}"))
        .isEqualTo(ExtractionState.builder().putActivityTables("p", "t").build());
  }

  @Test
  void newerVersionIsRefused() {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse("{\"version\":2,\"tables\":\"changed\"}"))
        .withMessage(
            "Cannot read the state at $.version: it is in version 2, this library reads up to 1."
                + " Use the newer library that wrote it; or reset the state, and the next run"
                + " fetches everything again.");
  }

  @Test
  void everyErrorEndsWithTheRemedy() {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse("[1]"))
        .withMessage(
            "Cannot read the state at $: expected an object, found an array. Correct it or put back"
                + " an earlier state; or reset the state, and the next run fetches everything"
                + " again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | $: expected an object, found null.",
        "true | $: expected an object, found true.",
        "7 | $: expected an object, found the number 7.",
        "{\"tables\":{}} | $.version: it is missing.",
        "{\"version\":\"1\"} | $.version: expected a whole number, found the text \"1\".",
        "{\"version\":1.0} | $.version: expected a whole number from 1, found 1.0.",
        "{\"version\":0} | $.version: expected a whole number from 1, found 0.",
        "{\"version\":1,\"version\":1} | $.version: this key appears twice.",
        "{\"version\":1,\"tables\":[1]} | $.tables: expected an object, found an array.",
        "{\"version\":1,\"tables\":{\"a/b\":{}}} | $.tables.a/b: a table's name has only",
        "{\"version\":1,\"tables\":{\"t\":null}} | $.tables.t: expected an object, found null.",
        "{\"version\":1,\"tables\":{\"t\":{},\"t\":{}}} | $.tables.t: this key appears twice.",
        "{\"version\":1,\"activity_tables\":{\"p\":\"../x\"}} | $.activity_tables.p: expected a"
            + " table's name of letters, digits, - and _, found \"../x\".",
        "{\"version\":1,\"activity_tables\":{\"p\":1}} | $.activity_tables.p: expected a"
            + " table's name of letters, digits, - and _, found the number 1.",
      })
  void wrongTopLevelValueIsAnErrorWithItsPath(String text, String message) {
    assertFails(text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"primary_key\":\"id\" | primary_key: expected an array, found the text \"id\".",
        "\"primary_key\":[\"id\",5] | primary_key[1]: expected a text that is not empty, found"
            + " the number 5.",
        "\"primary_key\":[\"\"] | primary_key[0]: expected a text that is not empty, found \"\".",
        "\"columns\":{} | columns: expected an array, found an object.",
        "\"columns\":[\"id\"] | columns[0]: expected an object, found the text \"id\".",
        "\"columns\":[{\"pointer\":\"/a\"}] | columns[0].name: it is missing.",
        "\"columns\":[{\"name\":null}] | columns[0].name: expected a text that is not empty, found"
            + " null.",
        "\"columns\":[{\"name\":\"a\",\"pointer\":\"a\"}] | columns[0].pointer: expected a JSON"
            + " Pointer such as \"/metrics/sent\", found \"a\".",
        "\"columns\":[{\"name\":\"a\",\"pointer\":\"/~2\"}] | columns[0].pointer: expected a JSON"
            + " Pointer",
        "\"columns\":[{\"name\":\"i\"},{\"name\":\"I\"}] | columns[1].name: column \"I\" appears"
            + " twice in its table.",
        "\"watermarks\":[1] | watermarks: expected an object, found an array.",
        "\"watermarks\":{\"email\":1} | watermarks.email: expected a time such as"
            + " \"2026-01-31T00:00:00Z\", found the number 1.",
        "\"watermarks\":{\"email\":\"2026-01-31\"} | watermarks.email: expected a time such as"
            + " \"2026-01-31T00:00:00Z\", found \"2026-01-31\".",
      })
  void wrongTableIsAnErrorWithItsPath(String table, String message) {
    assertFails("{\"version\":1,\"tables\":{\"t\":{" + table + "}}}", "$.tables.t." + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"version\":1",
        "{\"version\":1,\"tables\":{\"t\":{\"columns\":[{\"name\":\"a",
        "{'version':1}",
        "{\"version\":NaN}",
        "version",
        "{\"version\":1}}",
        "{\"version\":1}{}",
        "\u0000",
      })
  void damagedTextIsAnError(String text) {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse(text))
        .withMessageStartingWith("Cannot read the state at $");
  }

  @Test
  void truncatedTextIsAnError() {
    String text = StateStoreContract.SAMPLE.toJson();
    for (int length = 1; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThatExceptionOfType(StateException.class)
          .as("cut to %s", cut)
          .isThrownBy(() -> ExtractionState.parse(cut));
    }
  }

  @Test
  void unknownFieldsTooDeepToSkipAreAnError() {
    String deep = "{\"version\":1,\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse(deep))
        .withMessageStartingWith("Cannot read the state at $.x");
  }

  @Test
  void longValuesAreShortenedInMessages() {
    assertFails("\"" + "x".repeat(100) + "\"", "found the text \"" + "x".repeat(60) + "…\".");
  }

  private static void assertFails(String text, String message) {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse(text))
        .withMessageStartingWith("Cannot read the state at $")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"version\":1,\"tables\":[],\"activity_tables\":[ ]}",
        "{\"tables\":[],\"version\":1}"
      })
  void emptyArrayOfPhpIsAnEmptyObject(String json) {
    assertThat(ExtractionState.parse(json)).isEqualTo(ExtractionState.empty());
  }

  @Test
  void emptyArrayOfPhpIsAnEmptyObjectInATable() {
    assertThat(
            ExtractionState.parse(
                "{\"version\":1,\"tables\":{\"a\":[],\"b\":{\"watermarks\":[]}}}"))
        .isEqualTo(
            ExtractionState.builder()
                .putTables("a", TableState.builder().build())
                .putTables("b", TableState.builder().build())
                .build());
    assertThat(
            ExtractionState.parse("{\"message_last_token\":[],\"activity_headers\":[]}").isLegacy())
        .isTrue();
  }

  @Test
  void arrayWithElementsIsNoObject() {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse("[{}]"))
        .withMessageContaining("at $: expected an object, found an array");
  }
}
