package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** The platform of a device. */
public sealed interface DevicePlatform extends ApiValue {
  /** Devices of Apple. */
  DevicePlatform IOS = Known.IOS;

  /** Devices with Android. */
  DevicePlatform ANDROID = Known.ANDROID;

  /** The values that the API documents. */
  enum Known implements DevicePlatform {
    /** Devices of Apple. */
    IOS,
    /** Devices with Android. */
    ANDROID;

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
  record Unknown(String value) implements DevicePlatform {
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
  static DevicePlatform of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
