package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What the people of an import are identified by. */
public sealed interface ImportIdentifier extends ApiValue {
  /** The id that the workspace gave them. */
  ImportIdentifier ID = Known.ID;

  /** The email address. */
  ImportIdentifier EMAIL = Known.EMAIL;

  /** The values that the API documents. */
  enum Known implements ImportIdentifier {
    /** The id that the workspace gave them. */
    ID,
    /** The email address. */
    EMAIL;

    private final String value = name().toLowerCase(Locale.ROOT);

    @Override
    public String value() {
      return value;
    }

    /** The text that the API uses. */
    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * A value that this library does not know.
   *
   * @param value the text of the API
   */
  record Unknown(String value) implements ImportIdentifier {
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

  /** The value that the API spells so; {@link Unknown} if this library does not know it. */
  static ImportIdentifier of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
