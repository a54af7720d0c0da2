package io.github.customerio4j.client.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.InvalidFilterException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceFilterTest {
  @Test
  void filterIsBuilt() {
    AudienceFilter filter =
        AudienceFilter.and(
            AudienceFilter.segment(7),
            AudienceFilter.or(
                AudienceFilter.attribute("a\"b").eq("x\ny"),
                AudienceFilter.attribute("n").eq(5),
                AudienceFilter.attribute("d").eq(new BigDecimal("1.10")),
                AudienceFilter.attribute("t").eq(true)),
            AudienceFilter.not(AudienceFilter.attribute("plan").exists()));
    assertThat(filter)
        .hasToString(
            "{\"and\":[{\"segment\":{\"id\":7}},{\"or\":["
                + "{\"attribute\":{\"field\":\"a\\\"b\",\"operator\":\"eq\",\"value\":\"x\\ny\"}},"
                + "{\"attribute\":{\"field\":\"n\",\"operator\":\"eq\",\"value\":5}},"
                + "{\"attribute\":{\"field\":\"d\",\"operator\":\"eq\",\"value\":1.10}},"
                + "{\"attribute\":{\"field\":\"t\",\"operator\":\"eq\",\"value\":true}}]},"
                + "{\"not\":{\"attribute\":{\"field\":\"plan\",\"operator\":\"exists\"}}}]}");
    assertThat(AudienceFilter.parse(filter.toJson()))
        .isEqualTo(filter)
        .hasSameHashCodeAs(filter)
        .isNotEqualTo(AudienceFilter.everybody());
    assertThat(AudienceFilter.and(List.of(AudienceFilter.segment(1))))
        .isNotEqualTo(AudienceFilter.or(List.of(AudienceFilter.segment(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"pro\"", "1.10", "1e5", "-0", "9007199254740993", "true", "false", "\"\""})
  void valueIsKeptAsGiven(String value) {
    String json = "{\"attribute\":{\"field\":\"f\",\"operator\":\"eq\",\"value\":" + value + "}}";
    assertThat(AudienceFilter.parse(" " + json + "\n").toJson()).isEqualTo(json);
  }

  @Test
  void extraBraceIsLocated() {
    String json =
        """
        {"and":[
          {"segment":{"id":7}},
          {"attribute":{"field":"unsubscribed","operator":"eq","value":"true"}}}
        ]}
        """;
    InvalidFilterException error =
        catchThrowableOfType(InvalidFilterException.class, () -> AudienceFilter.parse(json));
    assertThat(error.line()).hasValue(3);
    assertThat(error.column()).hasValue(72);
    assertThat(error)
        .hasMessageContaining("'}' does not belong here, at line 3, column 72")
        .hasMessageContaining("too many");
  }

  @Test
  void extraBraceAtTheEndIsLocated() {
    String json = "{\"segment\":{\"id\":7}}}";
    InvalidFilterException error =
        catchThrowableOfType(InvalidFilterException.class, () -> AudienceFilter.parse(json));
    assertThat(error.column()).hasValue(json.length());
    assertThat(error).hasMessageContaining("'}' does not belong here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|1|the text ends too early",
        "[]|1|must be an object, not an array",
        "7|1|must be an object, not number",
        "{}|2|an object is empty",
        "{\"xor\":[]}|2|the key 'xor' is unknown",
        "{\"and\":{}}|8|'and' must hold an array",
        "{\"and\":[]}|9|'and' is empty",
        "{\"or\":[{\"segment\":{\"id\":1}},]}|29|does not belong here",
        "{\"or\":[{\"segment\":{\"id\":1}} {}]}|29|does not belong here",
        "{\"not\":[]}|8|must be an object",
        "{\"not\":{\"segment\":{\"id\":1}},\"or\":[]}|29|another key stands beside 'not'",
        "{\"segment\":7}|12|'segment' must hold an object",
        "{\"segment\":{}}|13|'segment' has no id",
        "{\"segment\":{\"id\":\"7\"}}|18|must be a number",
        "{\"segment\":{\"id\":1.5}}|18|whole number",
        "{\"segment\":{\"id\":0}}|18|whole number",
        "{\"segment\":{\"id\":1,\"id\":2}}|20|appears twice",
        "{\"segment\":{\"name\":1}}|13|'name' in 'segment' is unknown",
        "{\"attribute\":{\"field\":\"a\"}}|26|has no operator",
        "{\"attribute\":{\"operator\":\"eq\"}}|30|has no field",
        "{\"attribute\":{\"field\":\"a\",\"operator\":\"eq\"}}|42|eq has no value",
        "{\"attribute\":{\"field\":\"a\",\"operator\":\"gt\"}}|38|'gt' is neither eq nor exists",
        "{\"attribute\":{\"field\":7}}|23|must be a string",
        "{\"attribute\":{\"field\":\"\"}}|23|not empty",
        "{\"attribute\":{\"value\":null}}|23|must be a string, a number",
        "{\"attribute\":{\"value\":{}}}|23|must be a string, a number",
        "{\"attribute\":{\"field\":\"a\",\"field\":\"b\"}}|27|appears twice",
        "{\"attribute\":{\"x\":1}}|15|is unknown",
        "{\"segment\":{\"id\":1}} {}|22|does not belong here",
        "{'segment':{\"id\":1}}|2|does not belong here",
        "{\"segment\" {\"id\":1}}|12|does not belong here",
        "{\"segment|2|not closed",
        "{\"segment\":{\"id\":1}|20|ends too early",
        "{\"not\":True}|8|must be an object",
        "{\"attribute\":{\"field\":\"a\",\"value\":True}}|35|must be lowercase"
      })
  void faultIsReportedWithItsPosition(String json, int column, String message) {
    InvalidFilterException error =
        catchThrowableOfType(InvalidFilterException.class, () -> AudienceFilter.parse(json));
    assertThat(error)
        .hasMessageStartingWith("Cannot read the audience filter: ")
        .hasMessageContaining(message)
        .hasMessageContaining("line 1, column " + column + " ($");
    assertThat(error.column()).hasValue(column);
  }

  @Test
  void columnsCountCharactersNotBytes() {
    InvalidFilterException error =
        catchThrowableOfType(
            InvalidFilterException.class,
            () ->
                AudienceFilter.parse("{\"attribute\":{\"field\":\"\u00e9\uD83D\uDE00\",\"x\":1}}"));
    assertThat(error.column()).hasValue(28);
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"not\":".repeat(60) + "{\"segment\":{\"id\":1}}" + "}".repeat(60);
    assertThatThrownBy(() -> AudienceFilter.parse(deep)).hasMessageContaining("deeper than 50");
    assertThatThrownBy(
            () -> {
              AudienceFilter filter = AudienceFilter.segment(1);
              for (int i = 0; i < 60; i++) {
                filter = AudienceFilter.not(filter);
              }
            })
        .isInstanceOf(InvalidFilterException.class)
        .hasMessageContaining("deeper than 50");
  }

  @Test
  void emptyFiltersCannotBeBuilt() {
    assertThatThrownBy(AudienceFilter::and).hasMessageContaining("'and' is empty");
    assertThatThrownBy(() -> AudienceFilter.or(List.of())).hasMessageContaining("'or' is empty");
    assertThatThrownBy(() -> AudienceFilter.segment(0)).hasMessageContaining("is not a segment id");
    InvalidFilterException error =
        catchThrowableOfType(InvalidFilterException.class, () -> AudienceFilter.attribute(""));
    assertThat(error.line()).isEmpty();
    assertThat(error.column()).isEmpty();
  }
}
