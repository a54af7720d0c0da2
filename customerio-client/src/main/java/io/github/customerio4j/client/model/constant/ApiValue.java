package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * A value of a set that the API documents as closed. Each set is a type of its own, with the known
 * values as constants and as an enum {@code Known}, and a record {@code Unknown} for a value that
 * the API has since added.
 */
public interface ApiValue {
  /** The text that the API uses. */
  String value();

  /** Whether this library knows the value. */
  default boolean isKnown() {
    return this instanceof Enum;
  }

  /** The known value with this text, or what is made of an unknown one. */
  static <V extends ApiValue> V find(V[] known, String value, Function<String, V> unknown) {
    requireNonNull(known, "known");
    requireNonNull(value, "value");
    requireNonNull(unknown, "unknown");
    for (V one : known) {
      if (one.value().equals(value)) {
        return one;
      }
    }
    return unknown.apply(value);
  }
}
