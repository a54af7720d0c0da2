package io.github.customerio4j.extract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshScheduleTest {
  @Test
  void tiersAreReadFromTextAndPrintedAgain() {
    RefreshSchedule schedule = RefreshSchedule.parse("2d,14d/1d,90d/7d");

    assertThat(schedule).isEqualTo(RefreshSchedule.standard()).hasToString("2d,14d/1d,90d/7d");
    assertThat(schedule.hashCode()).isEqualTo(RefreshSchedule.standard().hashCode());
    assertThat(schedule.tiers())
        .containsExactly(
            new RefreshSchedule.Tier(Duration.ofDays(2), Optional.empty()),
            new RefreshSchedule.Tier(Duration.ofDays(14), Optional.of(Duration.ofDays(1))),
            new RefreshSchedule.Tier(Duration.ofDays(90), Optional.of(Duration.ofDays(7))));
    assertThat(schedule.widest()).contains(Duration.ofDays(90));
    assertThat(schedule.isOff()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "off | off",
        " OFF | off",
        "90d/7d, 2d ,14d/1d | 2d,14d/1d,90d/7d",
        "2D/1H | 2d/1h",
        "1w/24h | 7d/1d",
        "90m/600s | 90m/10m",
        "36h/3601s | 36h/3601s",
        "90d/1w | 90d/7d"
      })
  void everyOrderAndUnitIsPrintedInOneWay(String text, String printed) {
    RefreshSchedule schedule = RefreshSchedule.parse(text);

    assertThat(schedule).hasToString(printed);
    assertThat(RefreshSchedule.parse(printed)).isEqualTo(schedule);
  }

  @Test
  void scheduleWithoutTiersIsOff() {
    assertThat(RefreshSchedule.builder().build()).isEqualTo(RefreshSchedule.off());
    assertThat(RefreshSchedule.off().isOff()).isTrue();
    assertThat(RefreshSchedule.off().widest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | tier \"\" is neither an age nor AGE/INTERVAL. Write tiers of AGE",
        "2d,,90d/7d | tier \"\" is neither an age nor AGE/INTERVAL",
        "2d/1h/1h | tier \"2d/1h/1h\" is neither an age nor AGE/INTERVAL",
        "/1d | tier \"/1d\" is neither an age nor AGE/INTERVAL",
        "2 | tier \"2\" has \"2\", which is no length of time such as 14d or 12h",
        "2d,14d/daily | tier \"14d/daily\" has \"daily\", which is no length of time",
        "14d/ | tier \"14d/\" has \"\", which is no length of time",
        "-2d | tier \"-2d\" has \"-2d\"",
        "1.5d | tier \"1.5d\" has \"1.5d\"",
        "9999999999d | has \"9999999999d\"",
        "0d | tier \"0d\" has an age of zero or less. Give at least one second.",
        "14d/0h | tier \"14d/0d\" has an interval of zero or less",
        "2d,14d | tier \"14d\" has no interval, and neither has \"2d\". Leave \"2d\" out, or give",
        "2d/1h,14d | tier \"14d\" is read in every run, so \"2d/1h\" never is by itself",
        "14d/1d,90d/1d | tier \"90d/1d\" is not read less often than the narrower \"14d/1d\"",
        "14d/7d,90d/1d | Leave \"14d/7d\" out, or give \"90d/1d\" a longer interval.",
        "14d/1d,14d/7d | has the age of tier \"14d/1d\". Leave one of them out.",
        "off,2d | tier \"off\" has \"off\""
      })
  void errorNamesTextTierAndRemedy(String text, String part) {
    assertThatThrownBy(() -> RefreshSchedule.parse(text, "--refresh"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot use --refresh \"" + text + "\": tier ")
        .hasMessageContaining(part);
  }

  @Test
  void builtScheduleIsCheckedLikeOneOfText() {
    assertThatThrownBy(() -> RefreshSchedule.builder().everyRun(Duration.ofDays(-1)).build())
        .hasMessage(
            "Cannot use the refresh schedule: tier \"-1d\" has an age of zero or less. Give at"
                + " least one second.");
    assertThatThrownBy(
            () ->
                RefreshSchedule.builder().tier(Duration.ofDays(1), Duration.ofMillis(1500)).build())
        .hasMessageEndingWith("has an interval with parts of a second. Give whole seconds.");
  }
}
