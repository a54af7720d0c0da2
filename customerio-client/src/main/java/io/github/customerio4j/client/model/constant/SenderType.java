package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What a sender sends from. */
public sealed interface SenderType extends ApiValue {
  /** An email address. */
  SenderType EMAIL = Known.EMAIL;

  /** A phone number. */
  SenderType PHONE = Known.PHONE;

  /** The values that the API documents. */
  enum Known implements SenderType {
    /** An email address. */
    EMAIL,
    /** A phone number. */
    PHONE;

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
  record Unknown(String value) implements SenderType {
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
  static SenderType of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
