package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of retry options. */
class RetryOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
  void invalidTimesAreRejectedByName(String text) {
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
  void oneDayAndOneAttemptAreAllowed() {
    Duration day = Duration.ofDays(1);
    RetryOptions options =
        RetryOptions.builder().maxAttempts(1).deadline(day).firstDelay(day).maxDelay(day).build();
    assertThat(options.deadline()).isEqualTo(day);
    assertThatThrownBy(() -> RetryOptions.builder().maxAttempts(0).build())
        .hasMessageContaining("maxAttempts 0");
  }
}
