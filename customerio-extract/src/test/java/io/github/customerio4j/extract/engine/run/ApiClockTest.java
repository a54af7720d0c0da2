package io.github.customerio4j.extract.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:34:56Z");

  private final List<Duration> differences = new ArrayList<>();
  private final ApiClock clock =
      new ApiClock(
          Clock.fixed(NOW, ZoneOffset.UTC), difference -> differences.add(difference.offset()));

  /** The date is between the two ends of the round trip, give or take a minute. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "60, 0",
    "-61, 0",
    "-300, 300",
    "-361, 300",
    "60, 300",
  })
  void dateWithinTheRoundTripIsNoDifference(long dateIsAhead, long elapsed) {
    clock.compare(NOW.plusSeconds(dateIsAhead), Duration.ofSeconds(elapsed));

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"61, 0, 61", "-62, 0, -61", "-362, 300, -211", "7200, 2, 7201"})
  void dateBeyondIsADifferenceFromTheMiddleOfTheRoundTrip(
      long dateIsAhead, long elapsed, long offset) {
    clock.compare(NOW.plusSeconds(dateIsAhead), Duration.ofSeconds(elapsed));

    assertThat(differences).containsExactly(Duration.ofSeconds(offset));
  }

  @Test
  void differenceIsToldOnce() {
    clock.compare(NOW.plusSeconds(100), Duration.ZERO);
    clock.compare(NOW.plusSeconds(500), Duration.ZERO);

    assertThat(differences).hasSize(1);
  }
}
