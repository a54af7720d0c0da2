package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What an action does with its messages. */
public sealed interface SendingState extends ApiValue {
  /** It sends them. */
  SendingState AUTOMATIC = Known.AUTOMATIC;

  /** It makes drafts of them. */
  SendingState DRAFT = Known.DRAFT;

  /** It makes none. */
  SendingState OFF = Known.OFF;

  /** The values that the API documents. */
  enum Known implements SendingState {
    /** It sends them. */
    AUTOMATIC,
    /** It makes drafts of them. */
    DRAFT,
    /** It makes none. */
    OFF;

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
  record Unknown(String value) implements SendingState {
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
  static SendingState of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
