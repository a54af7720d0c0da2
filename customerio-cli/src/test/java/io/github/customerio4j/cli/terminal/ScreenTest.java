package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void variablesSayHowLargeTheScreenIs() {
    Screen screen =
        new Screen(
            Map.of("COLUMNS", "132", "LINES", "50"),
            () -> {
              throw new AssertionError("nobody is to be asked");
            },
            clock);

    assertThat(screen.size()).isEqualTo(new Screen.Size(132, 50));
  }

  @Test
  void theTerminalIsAskedNowAndThen() {
    AtomicInteger asked = new AtomicInteger();
    Screen screen =
        new Screen(
            Map.of(), () -> Optional.of(new Screen.Size(100 + asked.incrementAndGet(), 40)), clock);

    assertThat(screen.size()).isEqualTo(new Screen.Size(101, 40));
    clock.pass(Duration.ofMillis(1999));
    assertThat(screen.size()).isEqualTo(new Screen.Size(101, 40));
    clock.pass(Duration.ofMillis(1));
    assertThat(screen.size()).isEqualTo(new Screen.Size(102, 40));
  }

  @Test
  void aTerminalThatDoesNotAnswerHasTheUsualSize() {
    Screen screen = new Screen(Map.of("COLUMNS", "x"), Optional::empty, clock);

    assertThat(screen.size()).isEqualTo(new Screen.Size(80, 24));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0", "24", "24 80 1", "stty: not a terminal", "24 0"})
  void answersThatAreNoSizeAreNone(String answer) {
    assertThat(Screen.parse(answer)).isEmpty();
  }

  @Test
  void sttyAnswersRowsFirst() {
    assertThat(Screen.parse("24 80\n")).contains(new Screen.Size(80, 24));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "'', 0",
    "\u65e5\u672c, 4",
    "e\u0301, 1",
    "\ud83d\ude00, 2",
    "\uff21, 2",
    "\uac00, 2"
  })
  void textIsMeasuredInColumns(String text, int columns) {
    assertThat(ScreenText.width(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcd~",
    "\u65e5\u672c\u8a9e, 5, \u65e5\u672c~",
    "a, 3, 'a  '"
  })
  void textIsCutBetweenCharacters(String text, int columns, String expected) {
    assertThat(ScreenText.fit(text, columns, '~')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UNICODE",
    "US-ASCII, ASCII",
    "ISO-8859-1, ASCII",
    "no-such, ASCII",
    "'?', ASCII"
  })
  void glyphsFollowTheEncoding(String encoding, Glyphs expected) {
    assertThat(Glyphs.of(name -> name.equals("sun.stderr.encoding") ? encoding : null))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnEncodingGlyphsArePlain() {
    assertThat(Glyphs.of(name -> null)).isEqualTo(Glyphs.ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0, ----------",
    "0.05, >---------",
    "0.5, =====-----",
    "1, ==========",
    "7, =========="
  })
  void barsFillUp(double fraction, String expected) {
    assertThat(Glyphs.ASCII.bar(fraction, 10)).isEqualTo(expected);
    assertThat(expected.substring(0, Glyphs.ASCII.done(fraction, 10))).doesNotContain("-");
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    RateMeter meter = new RateMeter();
    assertThat(meter.rate(clock.instant())).isZero();
    for (int i = 0; i < 100; i++) {
      meter.add(clock.instant());
      clock.pass(Duration.ofMillis(100));
    }
    assertThat(meter.rate(clock.instant())).isBetween(9.5, 10.0);
    clock.pass(Duration.ofSeconds(3));
    assertThat(meter.rate(clock.instant())).isBetween(3.5, 4.5);
    clock.pass(Duration.ofHours(1));
    assertThat(meter.rate(clock.instant())).isZero();
  }

  @Test
  void theFirstRequestsAreNotTakenForAHighRate() {
    RateMeter meter = new RateMeter();
    Instant now = clock.instant();
    meter.add(now);
    meter.add(now.plusMillis(10));

    assertThat(meter.rate(now.plusMillis(20))).isEqualTo(2);
  }
}
