package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** Which rows are imported. */
public sealed interface ImportScope extends ApiValue {
  /** All. */
  ImportScope ALL = Known.ALL;

  /** Only those that do not exist yet. */
  ImportScope ONLY_NEW = Known.ONLY_NEW;

  /** Only those that exist. */
  ImportScope ONLY_EXISTING = Known.ONLY_EXISTING;

  /** The values that the API documents. */
  enum Known implements ImportScope {
    /** All. */
    ALL,
    /** Only those that do not exist yet. */
    ONLY_NEW,
    /** Only those that exist. */
    ONLY_EXISTING;

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
  record Unknown(String value) implements ImportScope {
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
  static ImportScope of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
