package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What retry options allow, and how {@code Retry-After} is read. */
class RetryOptionsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
  void timesThatMakeNoSenseAreRefusedByName(String text) {
    Duration time = Duration.parse(text);
    assertThatThrownBy(() -> RetryOptions.builder().deadline(time).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot retry with deadline " + text + ": give a time above zero and at most a day.");
    assertThatThrownBy(() -> RetryOptions.builder().firstDelay(time).build())
        .hasMessageContaining("firstDelay " + text);
    assertThatThrownBy(() -> RetryOptions.builder().maxDelay(time).build())
        .hasMessageContaining("maxDelay " + text);
  }

  @Test
  void aWholeDayAndOneAttemptAreAllowed() {
    Duration day = Duration.ofDays(1);
    RetryOptions options =
        RetryOptions.builder().maxAttempts(1).deadline(day).firstDelay(day).maxDelay(day).build();
    assertThat(options.deadline()).isEqualTo(day);
    assertThatThrownBy(() -> RetryOptions.builder().maxAttempts(0).build())
        .hasMessageContaining("maxAttempts 0");
  }

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
  void retryAfterIsReadInItsForms(String header, String expected) {
    assertThat(RetryAfter.read(Headers.of("Retry-After", header), NOON))
        .contains(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e3", "12345678901"})
  void retryAfterThatSaysNothingIsAsNone(String header) {
    assertThat(RetryAfter.read(Headers.of("Retry-After", header), NOON)).isEmpty();
    assertThat(RetryAfter.read(Headers.of(), NOON)).isEmpty();
  }
}
