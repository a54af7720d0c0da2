package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @Test
  void timeRunsFromTheStartOfTheDeadline() {
    Deadline deadline = new Deadline(Duration.ofMinutes(1), Optional.empty());
    deadline.start();
    assertThat(deadline.remaining())
        .isCloseTo(Duration.ofMinutes(1), Duration.ofSeconds(20))
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(deadline.length().toMinutes()).isCloseTo(1, within(0L));
  }
}
