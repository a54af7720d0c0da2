package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What an import brings. */
public sealed interface ImportType extends ApiValue {
  /** People. */
  ImportType PEOPLE = Known.PEOPLE;

  /** Events. */
  ImportType EVENT = Known.EVENT;

  /** Objects. */
  ImportType OBJECT = Known.OBJECT;

  /** Relationships of people and objects. */
  ImportType RELATIONSHIP = Known.RELATIONSHIP;

  /** The values that the API documents. */
  enum Known implements ImportType {
    /** People. */
    PEOPLE,
    /** Events. */
    EVENT,
    /** Objects. */
    OBJECT,
    /** Relationships of people and objects. */
    RELATIONSHIP;

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
  record Unknown(String value) implements ImportType {
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
  static ImportType of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
