package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** Why the email service suppressed an address, as it is asked for. */
public sealed interface SuppressionType extends ApiValue {
  /** The message was blocked. */
  SuppressionType BLOCKS = Known.BLOCKS;

  /** The message bounced. */
  SuppressionType BOUNCES = Known.BOUNCES;

  /** The recipient reported spam. */
  SuppressionType SPAM_REPORTS = Known.SPAM_REPORTS;

  /** The address is not valid. */
  SuppressionType INVALID_EMAILS = Known.INVALID_EMAILS;

  /** The values that the API documents. */
  enum Known implements SuppressionType {
    /** The message was blocked. */
    BLOCKS,
    /** The message bounced. */
    BOUNCES,
    /** The recipient reported spam. */
    SPAM_REPORTS,
    /** The address is not valid. */
    INVALID_EMAILS;

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
  record Unknown(String value) implements SuppressionType {
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
  static SuppressionType of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
