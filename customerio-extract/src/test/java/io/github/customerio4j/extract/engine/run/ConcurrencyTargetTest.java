package io.github.customerio4j.extract.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many requests under way as the rate limit lets through while one is answered. */
class ConcurrencyTargetTest {

  @ParameterizedTest
  @CsvSource({"9.7, 300, 4", "9.7, 1000, 11", "9.7, 20, 2", "97, 55, 7"})
  void targetFollowsRateAndLatency(double rate, long millis, int expected) {
    ConcurrencyTarget inFlight = new ConcurrencyTarget(() -> OptionalDouble.of(rate), 32);

    observe(inFlight, millis, 50);

    assertThat(inFlight.target()).isEqualTo(expected);
  }

  @Test
  void targetGrowsWithLatencyAndShrinksAgain() {
    ConcurrencyTarget inFlight = new ConcurrencyTarget(() -> OptionalDouble.of(9.7), 32);
    observe(inFlight, 100, 50);
    int before = inFlight.target();
    observe(inFlight, 1500, 50);
    int slow = inFlight.target();
    observe(inFlight, 100, 80);

    assertThat(before).isEqualTo(2);
    assertThat(slow).isEqualTo(16);
    assertThat(inFlight.target()).isEqualTo(2);
  }

  @Test
  void targetFollowsTheShareThatOtherProgramsLeave() {
    AtomicReference<OptionalDouble> rate = new AtomicReference<>(OptionalDouble.of(9.7));
    ConcurrencyTarget inFlight = new ConcurrencyTarget(rate::get, 32);
    observe(inFlight, 1000, 50);
    int alone = inFlight.target();
    rate.set(OptionalDouble.of(4.7));

    assertThat(alone).isEqualTo(11);
    assertThat(inFlight.target()).isEqualTo(6);
  }

  @Test
  void targetNeverExceedsMaximum() {
    ConcurrencyTarget inFlight = new ConcurrencyTarget(() -> OptionalDouble.of(10), 8);
    observe(inFlight, 5000, 50);

    assertThat(inFlight.target()).isEqualTo(8);
  }

  @Test
  void targetIsMaximumBeforeFirstAnswerAndWithoutLimit() {
    ConcurrencyTarget unlimited = new ConcurrencyTarget(() -> OptionalDouble.empty(), 12);
    observe(unlimited, 1, 50);

    assertThat(unlimited.target()).isEqualTo(12);
    assertThat(new ConcurrencyTarget(() -> OptionalDouble.of(10), 12).target()).isEqualTo(12);
  }

  private static void observe(ConcurrencyTarget inFlight, long millis, int times) {
    for (int i = 0; i < times; i++) {
      inFlight.observe(Duration.ofMillis(millis));
    }
  }
}
