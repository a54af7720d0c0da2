package io.github.customerio4j.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** Reads {@code Retry-After} in its two forms, seconds and an HTTP date. */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,9})(\\.\\d*)?\\s*");

  private RetryAfter() {}

  /**
   * How long to wait from now; zero for a date in the past, empty if the header is absent or
   * malformed.
   */
  public static Optional<Duration> read(Headers headers, Clock clock) {
    String value = headers.get("Retry-After");
    if (value == null) {
      return Optional.empty();
    }
    Matcher seconds = SECONDS.matcher(value);
    if (seconds.matches()) {
      // A fraction is not allowed here; if it occurs anyway, round up.
      long fraction = seconds.group(2) == null ? 0 : 1;
      return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1)) + fraction));
    }
    Instant date = headers.getInstant("Retry-After");
    if (date == null) {
      return Optional.empty();
    }
    Duration wait = Duration.between(clock.instant(), date);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
