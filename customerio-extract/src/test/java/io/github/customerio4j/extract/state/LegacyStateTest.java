package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyStateTest {

  @Test
  void legacyStateKeepsKeysColumnsAndCursors() {
    ExtractionState state =
        ExtractionState.parse(
            """
            {"activity_headers":{"page":["id","customer_id"],"secondary:Dropped é":["id"]},
             "message_headers":["deduplicate_id","id","metrics_sent"],
             "message_last_token":{"email":"MTIz+/=","push":null},
             "written_by":"something else"}
            """);
    assertThat(state.isLegacy()).isTrue();
    assertThat(state.legacyCursors()).containsOnlyKeys("email").containsEntry("email", "MTIz+/=");
    assertThat(state.tables())
        .containsOnlyKeys("messages", "customers", "activity_page", "activity_secondary_Dropped__")
        .containsEntry("messages", table("deduplicate_id", "deduplicate_id", "id", "metrics_sent"))
        .containsEntry("customers", table("id"))
        .containsEntry("activity_page", table("id", "id", "customer_id"));
    assertThat(state.activityTables())
        .containsEntry("page", "activity_page")
        .containsEntry("secondary:Dropped é", "activity_secondary_Dropped__");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"activity_headers\":{}}",
        "{\"message_headers\":[]}",
        "{\"message_last_token\":{}}"
      })
  void anyLegacyKeyIdentifiesTheForm(String text) {
    ExtractionState state = ExtractionState.parse(text);
    assertThat(state.isLegacy()).isTrue();
    assertThat(state.tables())
        .containsOnlyKeys("messages", "customers")
        .containsEntry("messages", table("deduplicate_id"));
  }

  @Test
  void firstOfTwoTypesWithTheSameNameKeepsTheTable() {
    ExtractionState state =
        ExtractionState.parse("{\"activity_headers\":{\"a_b\":[\"x\"],\"A:b\":[\"y\"]}}");
    assertThat(state.activityTables()).containsOnlyKeys("A:b").containsEntry("A:b", "activity_A_b");
    assertThat(state.tables()).containsEntry("activity_A_b", table("id", "y"));
  }

  @Test
  void columnsThatDifferOnlyByCaseAreOne() {
    assertThat(ExtractionState.parse("{\"message_headers\":[\"Id\",\"b\",\"ID\"]}").tables())
        .containsEntry("messages", table("deduplicate_id", "Id", "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"activity_headers\":[1]} | $.activity_headers: expected an object, found an array.",
        "{\"activity_headers\":{\"p\":\"id\"}} | $.activity_headers.p: expected an array, found"
            + " the text \"id\".",
        "{\"activity_headers\":{\"p\":[1]}} | $.activity_headers.p[0]: expected a text that is not"
            + " empty, found the number 1.",
        "{\"message_headers\":null} | $.message_headers: expected an array, found null.",
        "{\"message_headers\":[{}]} | $.message_headers[0]: expected a text that is not empty,"
            + " found an object.",
        "{\"message_last_token\":\"x\"} | $.message_last_token: expected an object, found the text"
            + " \"x\".",
        "{\"message_last_token\":{\"email\":5}} | $.message_last_token.email: expected a cursor,"
            + " found the number 5.",
      })
  void wrongTypeIsAnErrorWithItsPath(String text, String message) {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ExtractionState.parse(text))
        .withMessageStartingWith("Cannot read the state at " + message);
  }

  private static TableState table(String key, String... columns) {
    TableState.Builder table = TableState.builder().addPrimaryKey(key);
    for (String column : columns) {
      table.addColumns(new KnownColumn(column, null));
    }
    return table.build();
  }
}
