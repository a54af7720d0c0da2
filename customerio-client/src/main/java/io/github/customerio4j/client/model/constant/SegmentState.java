package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How far a segment is built. */
public sealed interface SegmentState extends ApiValue {
  /** Events are being evaluated. */
  SegmentState EVENTS = Known.EVENTS;

  /** It is being built. */
  SegmentState BUILD = Known.BUILD;

  /** Events wait to be evaluated. */
  SegmentState EVENTS_QUEUED = Known.EVENTS_QUEUED;

  /** It waits to be built. */
  SegmentState BUILD_QUEUED = Known.BUILD_QUEUED;

  /** It is complete. */
  SegmentState FINISHED = Known.FINISHED;

  /** The values that the API documents. */
  enum Known implements SegmentState {
    /** Events are being evaluated. */
    EVENTS,
    /** It is being built. */
    BUILD,
    /** Events wait to be evaluated. */
    EVENTS_QUEUED,
    /** It waits to be built. */
    BUILD_QUEUED,
    /** It is complete. */
    FINISHED;

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
  record Unknown(String value) implements SegmentState {
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
  static SegmentState of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
