package io.github.customerio4j.client.model.query;

import static java.util.Objects.requireNonNull;

import io.github.customerio4j.client.model.constant.ApiValue;
import java.util.Arrays;

/**
 * The length of the periods of metrics, as the API answers it: a {@link Period}, or another one.
 */
public sealed interface Resolution extends ApiValue permits Period, Resolution.Unknown {
  /**
   * A length that this library does not know.
   *
   * @param value the text of the API
   */
  record Unknown(String value) implements Resolution {
    /** Checks that there is a value. */
    public Unknown {
      requireNonNull(value, "value");
    }

    /** The text that the API uses. */
    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * The length that the API spells so, such as {@code days} or {@code daily}; {@link Unknown} if
   * this library does not know it.
   */
  static Resolution of(String value) {
    requireNonNull(value, "value");
    return Arrays.stream(Period.values())
        .filter(period -> value.equals(period.value()) || value.equals(period.adverb()))
        .map(Resolution.class::cast)
        .findFirst()
        .orElseGet(() -> new Unknown(value));
  }
}
