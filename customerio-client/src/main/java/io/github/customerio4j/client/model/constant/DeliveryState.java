package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** The state of a delivery, as lists of deliveries filter it. */
public sealed interface DeliveryState extends ApiValue {
  /** It failed. */
  DeliveryState FAILED = Known.FAILED;

  /** It was sent. */
  DeliveryState SENT = Known.SENT;

  /** It is a draft. */
  DeliveryState DRAFTED = Known.DRAFTED;

  /** It is to be sent again. */
  DeliveryState ATTEMPTED = Known.ATTEMPTED;

  /** The values that the API documents. */
  enum Known implements DeliveryState {
    /** It failed. */
    FAILED,
    /** It was sent. */
    SENT,
    /** It is a draft. */
    DRAFTED,
    /** It is to be sent again. */
    ATTEMPTED;

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
  record Unknown(String value) implements DeliveryState {
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
  static DeliveryState of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
