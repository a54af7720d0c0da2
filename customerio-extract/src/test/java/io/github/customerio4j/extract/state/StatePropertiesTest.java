package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of reading any text as a state. */
class StatePropertiesTest {
  private static final String STATE =
      """
      {"version":1,"tables":{"messages":{"primary_key":["id"],
      "columns":[{"name":"id","pointer":"/id"},{"name":"a_b","pointer":"/a/b"}],
      "watermarks":{"email":"2026-01-31T00:00:00Z"}}},"activity_tables":{"page":"activity_page"}}
      """;

  @Property(seed = "20261130")
  void anyTextIsReadOrRefusedWithThePathOfItsFault(@ForAll("nearlyStates") String text) {
    try {
      ExtractionState state = ExtractionState.parse(text);
      assertThat(ExtractionState.parse(state.toJson()).toJson()).isEqualTo(state.toJson());
    } catch (StateException e) {
      assertThat(e.getMessage()).startsWith("Cannot read the state at $");
    }
  }

  @Example
  void tooDeepNestingIsRefused() {
    for (String text : List.of("[".repeat(100_000), "{\"x\":".repeat(100_000))) {
      anyTextIsReadOrRefusedWithThePathOfItsFault(text);
    }
  }

  @Provide
  Arbitrary<String> nearlyStates() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "null", "1e999", "-", "/"));
    return Arbitraries.integers()
        .between(0, STATE.length() - 1)
        .flatMap(
            at ->
                Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3))
                    .map(piece -> STATE.substring(0, at) + piece + STATE.substring(at + 1)));
  }
}
