package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How a segment gets its people. */
public sealed interface SegmentType extends ApiValue {
  /** By conditions. */
  SegmentType DYNAMIC = Known.DYNAMIC;

  /** By hand, or through the API. */
  SegmentType MANUAL = Known.MANUAL;

  /** The values that the API documents. */
  enum Known implements SegmentType {
    /** By conditions. */
    DYNAMIC,
    /** By hand, or through the API. */
    MANUAL;

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
  record Unknown(String value) implements SegmentType {
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
  static SegmentType of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
