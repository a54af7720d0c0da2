package io.github.customerio4j.client.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.InvalidFilterException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of any filter, and of any text parsed as one. */
class FilterPropertiesTest {

  @Property(seed = "20261130")
  void writtenFilterIsReadBackUnchanged(@ForAll("filters") AudienceFilter filter) {
    assertThat(AudienceFilter.parse(filter.toJson()).toJson()).isEqualTo(filter.toJson());
  }

  @Property(seed = "20261130")
  void anyTextIsReadOrRejected(@ForAll("nearlyFilters") String text) {
    try {
      assertThat(AudienceFilter.parse(text).toJson()).startsWith("{");
    } catch (InvalidFilterException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Example
  void deepNestingIsRejected() {
    assertThatThrownBy(() -> AudienceFilter.parse("{\"not\":".repeat(100_000)))
        .isInstanceOf(InvalidFilterException.class);
  }

  @Provide
  Arbitrary<AudienceFilter> filters() {
    return Arbitraries.recursive(
        () -> Arbitraries.longs().between(1, 99).map(AudienceFilter::segment),
        inner ->
            Arbitraries.oneOf(
                inner.map(AudienceFilter::not),
                inner.list().ofMinSize(1).ofMaxSize(3).map(AudienceFilter::and),
                inner.list().ofMinSize(1).ofMaxSize(3).map(AudienceFilter::or)),
        0,
        4);
  }

  /** Filters with one character replaced, inserted or cut. */
  @Provide
  Arbitrary<String> nearlyFilters() {
    Arbitrary<String> pieces =
        Arbitraries.of(List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "null", "1e9", "\u0000"));
    return filters()
        .flatMap(
            filter ->
                Arbitraries.integers()
                    .between(0, filter.toJson().length())
                    .flatMap(
                        at ->
                            Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3))
                                .map(piece -> spliced(filter.toJson(), at, piece))));
  }

  private static String spliced(String text, int at, String piece) {
    return text.substring(0, at) + piece + text.substring(Math.min(text.length(), at + 1));
  }
}
