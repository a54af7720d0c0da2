package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "' 7 ', PT7S",
    "1.5, PT2S",
    "999999999, PT277777H46M39S",
    "'Sat, 31 Jan 2026 12:00:30 GMT', PT30S",
    "'Sat, 31 Jan 2026 11:00:00 GMT', PT0S",
  })
  void secondsAndDatesAreRead(String header, String expected) {
    assertThat(RetryAfter.read(Headers.of("Retry-After", header), NOON))
        .contains(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e3", "12345678901"})
  void absentOrMalformedHeaderIsEmpty(String header) {
    assertThat(RetryAfter.read(Headers.of("Retry-After", header), NOON)).isEmpty();
    assertThat(RetryAfter.read(Headers.of(), NOON)).isEmpty();
  }
}
