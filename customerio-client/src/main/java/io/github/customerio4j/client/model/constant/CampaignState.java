package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How far a campaign or a broadcast is. */
public sealed interface CampaignState extends ApiValue {
  /** It was not started. */
  CampaignState DRAFT = Known.DRAFT;

  /** It is active. */
  CampaignState RUNNING = Known.RUNNING;

  /** It was stopped. */
  CampaignState STOPPED = Known.STOPPED;

  /** The values that the API documents. */
  enum Known implements CampaignState {
    /** It was not started. */
    DRAFT,
    /** It is active. */
    RUNNING,
    /** It was stopped. */
    STOPPED;

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
  record Unknown(String value) implements CampaignState {
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
  static CampaignState of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
