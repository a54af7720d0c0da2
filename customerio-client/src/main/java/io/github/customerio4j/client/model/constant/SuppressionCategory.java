package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** Why the email service suppressed an address, as the API answers it. */
public sealed interface SuppressionCategory extends ApiValue {
  /** The message bounced. */
  SuppressionCategory BOUNCES = Known.BOUNCES;

  /** The recipient reported spam. */
  SuppressionCategory SPAM = Known.SPAM;

  /** The values that the API documents. */
  enum Known implements SuppressionCategory {
    /** The message bounced. */
    BOUNCES,
    /** The recipient reported spam. */
    SPAM;

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
  record Unknown(String value) implements SuppressionCategory {
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
  static SuppressionCategory of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
