package io.github.customerio4j.extract.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.DataType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueKindsTest {

  private static int number(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ValueKinds.ofNumber(bytes, 0, bytes.length, text.matches("-?[0-9]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, INTEGER, 0",
    "-999999999999999999, INTEGER, 0",
    "1000000000000000000, DECIMAL, 0",
    "-12345678901234567890, DECIMAL, 0",
    "123456789012345678901, NUMBER, 0",
    "1.5, DECIMAL, 1",
    "-1.10, DECIMAL, 2",
    "1e2, DECIMAL, 0",
    "1.5e1, DECIMAL, 0",
    "1.525E+1, DECIMAL, 2",
    "15e-3, DECIMAL, 3",
    "1e-18, DECIMAL, 18",
    "1e-19, NUMBER, 0",
    "1e19, DECIMAL, 0",
    "1e20, NUMBER, 0",
    "0.1234567890123456789, NUMBER, 0",
    "1e400, NUMBER, 0",
    "1e15999, NUMBER, 0",
    "1e16000, TEXT, 0",
    "1e-16001, TEXT, 0",
    "1e99999999999, TEXT, 0",
    "1e-99999999999, TEXT, 0"
  })
  void aNumberHasTheNarrowestTypeThatKeepsAllItsDigits(String text, DataType type, int scale) {
    assertThat(ValueKinds.typeOf(number(text))).isEqualTo(type);
    assertThat(ValueKinds.scaleOf(number(text))).isEqualTo(scale);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.5, DECIMAL, 1",
    "1.5, 1.25, DECIMAL, 2",
    "99999999999999999999, 1.25, DECIMAL, 2",
    "1.5, 1e30, NUMBER, 1",
    "1, 1e30, NUMBER, 0",
    "1, 1e20000, TEXT, 0"
  })
  void numbersTogetherHaveTheTypeThatHoldsBoth(String one, String other, DataType type, int scale) {
    int kinds = number(one) | number(other);
    assertThat(ValueKinds.typeOf(kinds)).isEqualTo(type);
    assertThat(ValueKinds.scaleOf(kinds)).isEqualTo(scale);
    assertThat(ValueKinds.typeOf(kinds | ValueKinds.STRING)).isEqualTo(DataType.TEXT);
    assertThat(ValueKinds.typeOf(kinds | ValueKinds.BOOLEAN)).isEqualTo(DataType.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999", "-99999999999", "0"})
  void secondsUpToTheYear5138AreTimes(String text) {
    assertThat(number(text)).isEqualTo(ValueKinds.WHOLE_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1619137768000", "-100000000000"})
  void longerNumbersAreNoTimes(String text) {
    assertThat(number(text)).isEqualTo(ValueKinds.WHOLE_NUMBER | ValueKinds.LONG_NUMBER);
  }

  private static DataType json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ValueKinds.typeOf(ValueKinds.ofJson(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"a\":[1,-2.5e3,true,null]}",
        "[\"\\ud83d\\ude00 \\u0041 \\\\u0000 \\\\ud800\"]",
        "[\"\\\"\", 1e400, 12345678901234567890123]",
        "[\"1e99999\"]"
      })
  void jsonThatAnyDatabaseTakesIsJson(String text) {
    assertThat(json(text)).isEqualTo(DataType.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"\\u0000\"]",
        "[\"\\ud800\"]",
        "[\"\\ud800x\"]",
        "[\"\\ud800\\u0041\"]",
        "[\"\\ude00\"]",
        "{\"\\\\\\u0000\":1}",
        "[1e99999]",
        "[-1e-99999]"
      })
  void jsonThatSomeDatabaseRefusesIsText(String text) {
    assertThat(json(text)).isEqualTo(DataType.TEXT);
  }
}
