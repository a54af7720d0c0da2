package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How far an import is. */
public sealed interface ImportState extends ApiValue {
  /** The file is being read. */
  ImportState PREPROCESSING = Known.PREPROCESSING;

  /** The file was read. */
  ImportState PREPROCESSED = Known.PREPROCESSED;

  /** The rows are being checked. */
  ImportState VALIDATING = Known.VALIDATING;

  /** The rows were checked. */
  ImportState VALIDATED = Known.VALIDATED;

  /** The rows are being imported. */
  ImportState IMPORTING = Known.IMPORTING;

  /** It is complete. */
  ImportState IMPORTED = Known.IMPORTED;

  /** It failed. */
  ImportState FAILED = Known.FAILED;

  /** It was canceled. */
  ImportState CANCELED = Known.CANCELED;

  /** The values that the API documents. */
  enum Known implements ImportState {
    /** The file is being read. */
    PREPROCESSING,
    /** The file was read. */
    PREPROCESSED,
    /** The rows are being checked. */
    VALIDATING,
    /** The rows were checked. */
    VALIDATED,
    /** The rows are being imported. */
    IMPORTING,
    /** It is complete. */
    IMPORTED,
    /** It failed. */
    FAILED,
    /** It was canceled. */
    CANCELED;

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
  record Unknown(String value) implements ImportState {
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
  static ImportState of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
