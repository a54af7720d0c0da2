package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How often a person may go through a campaign that a date triggers. */
public sealed interface CampaignFrequency extends ApiValue {
  /** Once. */
  CampaignFrequency ONCE = Known.ONCE;

  /** Every month. */
  CampaignFrequency MONTHLY = Known.MONTHLY;

  /** Every year. */
  CampaignFrequency YEARLY = Known.YEARLY;

  /** The values that the API documents. */
  enum Known implements CampaignFrequency {
    /** Once. */
    ONCE,
    /** Every month. */
    MONTHLY,
    /** Every year. */
    YEARLY;

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
  record Unknown(String value) implements CampaignFrequency {
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
  static CampaignFrequency of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
