package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How far an export is. */
public sealed interface ExportStatus extends ApiValue {
  /** It is being made. */
  ExportStatus PENDING = Known.PENDING;

  /** It can be downloaded. */
  ExportStatus DONE = Known.DONE;

  /** It could not be made. */
  ExportStatus FAILED = Known.FAILED;

  /** The values that the API documents. */
  enum Known implements ExportStatus {
    /** It is being made. */
    PENDING,
    /** It can be downloaded. */
    DONE,
    /** It could not be made. */
    FAILED;

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
  record Unknown(String value) implements ExportStatus {
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
  static ExportStatus of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
