package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What an export holds. */
public sealed interface ExportType extends ApiValue {
  /** People. */
  ExportType CUSTOMERS = Known.CUSTOMERS;

  /** Deliveries. */
  ExportType DELIVERIES = Known.DELIVERIES;

  /** The values that the API documents. */
  enum Known implements ExportType {
    /** People. */
    CUSTOMERS,
    /** Deliveries. */
    DELIVERIES;

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
  record Unknown(String value) implements ExportType {
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
  static ExportType of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
