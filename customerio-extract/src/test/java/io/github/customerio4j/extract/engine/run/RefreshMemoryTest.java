package io.github.customerio4j.extract.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.RefreshSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshMemoryTest {
  private static final Instant READ = Instant.parse("2026-03-01T06:00:00Z");
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final Duration QUARTER = Duration.ofDays(90);

  private static RefreshMemory after(Duration passed, Map<Duration, Instant> lastRead) {
    return new RefreshMemory(RefreshSchedule.standard(), READ.plus(passed), lastRead);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, 2d",
    "PT21H35M59S, 2d",
    "PT21H36M, 14d/1d",
    "PT23H59M55S, 14d/1d",
    "PT24H, 14d/1d",
    "PT151H11M59S, 14d/1d",
    "PT151H12M, 90d/7d",
    "P6DT23H59M55S, 90d/7d",
    "P30D, 90d/7d"
  })
  void tierIsDueWhenNineTenthsOfItsIntervalHavePassed(Duration passed, String due) {
    Map<Duration, Instant> lastRead = Map.of(TWO_WEEKS, READ, QUARTER, READ);

    assertThat(after(passed, lastRead).due()).map(Object::toString).contains(due);
  }

  @Test
  void tierThatWasNeverReadIsDue() {
    assertThat(after(Duration.ZERO, Map.of(TWO_WEEKS, READ)).due())
        .map(Object::toString)
        .contains("90d/7d");
  }

  @Test
  void widerTierCountsForNarrowerOnesAlsoAfterScheduleWasChanged() {
    assertThat(after(Duration.ofHours(1), Map.of(QUARTER, READ)).due())
        .map(Object::toString)
        .contains("2d");
    assertThat(after(Duration.ofHours(1), Map.of(Duration.ofDays(120), READ)).due())
        .map(Object::toString)
        .contains("2d");
  }

  @Test
  void nothingIsDueBetweenIntervalsOfScheduleWithoutTierForEveryRun() {
    RefreshMemory memory =
        new RefreshMemory(
            RefreshSchedule.parse("14d/1d"),
            READ.plus(Duration.ofHours(5)),
            Map.of(TWO_WEEKS, READ));

    assertThat(memory.due()).isEmpty();
  }

  @Test
  void timeInTheFutureDoesNotStopRefresh() {
    assertThat(after(Duration.ofDays(-400), Map.of(QUARTER, READ)).due())
        .map(Object::toString)
        .contains("90d/7d");
  }

  @Test
  void runRemembersTheTiersThatItHasRead() {
    Map<Duration, Instant> lastRead = Map.of(TWO_WEEKS, READ, QUARTER, READ);
    Instant next = READ.plus(Duration.ofDays(1));

    assertThat(after(Duration.ofDays(1), lastRead).afterRun(age -> age.compareTo(TWO_WEEKS) <= 0))
        .isEqualTo(Map.of(TWO_WEEKS, next, QUARTER, READ));
    assertThat(after(Duration.ofDays(1), Map.of()).afterRun(age -> true))
        .isEqualTo(Map.of(TWO_WEEKS, next, QUARTER, next));
  }

  @Test
  void scheduleThatIsOffKeepsWhatIsRemembered() {
    RefreshMemory memory =
        new RefreshMemory(
            RefreshSchedule.off(), READ.plus(Duration.ofDays(1)), Map.of(QUARTER, READ));

    assertThat(memory.due()).isEmpty();
    assertThat(memory.afterRun(age -> false)).isEqualTo(Map.of(QUARTER, READ));
  }
}
