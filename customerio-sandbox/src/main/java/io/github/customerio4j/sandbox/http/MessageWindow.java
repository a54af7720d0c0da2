package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.Bound;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** The window of a list of messages: never more than six calendar months (UTC), cut silently. */
final class MessageWindow implements LongPredicate {
  private static final int MONTHS = 6;

  private final long start;
  private final long end;
  private final SandboxOptions options;

  private MessageWindow(long start, long end, SandboxOptions options) {
    this.start = start;
    this.end = end;
    this.options = options;
  }

  /**
   * Reads {@code start_ts} and {@code end_ts}.
   *
   * @throws RefusedException 400 when the one is after the other
   */
  static MessageWindow of(QueryParameters query, Instant now, SandboxOptions options) {
    OptionalLong asked = query.number("start_ts");
    long end = query.number("end_ts").orElse(now.getEpochSecond());
    if (asked.isPresent() && asked.getAsLong() > end) {
      throw RefusedException.badRequest("start_ts is after end_ts");
    }
    long earliest =
        Instant.ofEpochSecond(end).atZone(ZoneOffset.UTC).minusMonths(MONTHS).toEpochSecond();
    return new MessageWindow(Math.max(asked.orElse(earliest), earliest), end, options);
  }

  /** The first second that belongs to the window. */
  long first() {
    return options.windowStart() == Bound.INCLUSIVE ? start : start + 1;
  }

  /** The last second that belongs to the window. */
  long last() {
    return options.windowEnd() == Bound.INCLUSIVE ? end : end - 1;
  }

  @Override
  public boolean test(long created) {
    return created >= first() && created <= last();
  }
}
