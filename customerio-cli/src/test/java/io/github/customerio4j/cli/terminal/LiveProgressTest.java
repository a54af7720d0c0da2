package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ManualClock clock = new ManualClock();

  private LiveProgress watch(int columns, int rows, Glyphs glyphs, Palette palette) {
    Screen screen =
        new Screen(
            Map.of("COLUMNS", String.valueOf(columns), "LINES", String.valueOf(rows)),
            Optional::empty,
            clock);
    return new LiveProgress(
        new PrintStream(written, true, StandardCharsets.UTF_8),
        screen,
        new LiveProgress.Look(glyphs, palette),
        clock);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private List<String> seen(int columns) {
    return VirtualScreen.of(text(), columns);
  }

  /** Three sources: one half read, one of unknown length, one that nothing was asked of. */
  private void begin(LiveProgress progress) {
    progress.started(
        new ExtractionStart(
            clock.instant(), List.of("messages", "activities", "segments"), OptionalDouble.of(10)));
    for (int i = 0; i < 40; i++) {
      progress.requestSent(i % 2 == 0 ? "messages" : "activities", clock.instant());
      clock.pass(Duration.ofMillis(100));
    }
    progress.pageRead("messages", 5000, 1);
    progress.pageRead("activities", 234, 1);
    progress.sourceAdvanced("messages", new SourceProgress(31, 15, OptionalDouble.of(0.5)));
    progress.sourceAdvanced("activities", new SourceProgress(1, 0, OptionalDouble.empty()));
    progress.sourceAdvanced("segments", new SourceProgress(1, 0, OptionalDouble.empty()));
  }

  @Test
  void eachSourceUnderWayHasABarAndTheRunALine() {
    LiveProgress progress = watch(100, 24, Glyphs.ASCII, Palette.PLAIN);
    begin(progress);
    progress.draw();

    assertThat(seen(100))
        .satisfiesExactly(
            messages ->
                assertThat(messages)
                    .matches("  messages    =+>-+  50% +5,000 rows +1,250/s +0:04 left"),
            activities -> assertThat(activities).matches("  activities  -*=====-* +234 rows +60/s"),
            run ->
                assertThat(run)
                    .isEqualTo("  10.0 of 10 requests/s | 40 requests | 5,234 rows | 0:04"));
  }

  @Test
  void redrawingLeavesNothingBehind() {
    LiveProgress progress = watch(100, 24, Glyphs.UNICODE, Palette.COLORED);
    begin(progress);
    for (int i = 0; i < 20; i++) {
      progress.draw();
      clock.pass(Duration.ofMillis(125));
      progress.requestSent("messages", clock.instant());
    }
    progress.draw();

    assertThat(seen(100)).hasSize(3);
  }

  @Test
  void finishedWarningAndFailureLinesStayAboveInOrder() {
    LiveProgress progress = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    begin(progress);
    progress.draw();
    progress.retryScheduled(
        "messages", Duration.ofMillis(1500), "Cannot GET /v1/messages: 429. Wait.");
    progress.warned("", "odd");
    progress.draw();
    progress.sourceFinished("messages", 5000);
    progress.tableFailed("activities", "no scope");
    progress.draw();

    assertThat(seen(80))
        .containsExactly(
            "~ messages             again in 1.5 s: Cannot GET /v1/messages: 429",
            "! run                  warning: odd",
            "+ messages                    5,000 rows       20 requests     4.0 s",
            "x activities           failed, and is left as it was: no scope",
            "  10.0 of 10 requests/s | 40 requests, 1 repeated | 5,234 rows | 0:04");
  }

  @Test
  void closingTakesTheBarsAway() {
    LiveProgress progress = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    begin(progress);
    progress.draw();
    progress.sourceFinished("messages", 5000);
    progress.close();

    assertThat(seen(80))
        .containsExactly("+ messages                    5,000 rows       20 requests     4.0 s");
  }

  @Test
  void sourcesBeyondTheScreenAreCounted() {
    LiveProgress progress = watch(80, 10, Glyphs.ASCII, Palette.PLAIN);
    for (int i = 0; i < 19; i++) {
      progress.pageRead("table_" + i, 1, 1);
    }
    progress.draw();

    assertThat(seen(80)).hasSize(9).element(6).asString().startsWith("  table_6");
    assertThat(seen(80)).element(7).isEqualTo("  . and 12 more");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 40, 55, 70, 80, 100, 250})
  void noLineIsWiderThanTheScreen(int columns) {
    LiveProgress progress = watch(columns, 24, Glyphs.UNICODE, Palette.PLAIN);
    begin(progress);
    progress.pageRead("activity_of_a_type_with_a_very_long_name_\u65e5\u672c\u8a9e", 1, 1);
    progress.draw();

    List<String> lines =
        new ArrayList<>(text().replaceAll("\u001b\\[[0-9]*[A-Z]", "").lines().toList());
    assertThat(lines).hasSize(4);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(ScreenText.width(line)).isLessThanOrEqualTo(Math.max(0, columns - 1)));
  }

  @Test
  void colourIsThereOnlyIfItIsWelcome() {
    LiveProgress colored = watch(80, 24, Glyphs.ASCII, Palette.COLORED);
    begin(colored);
    colored.draw();
    assertThat(text()).contains("\u001b[32m", "\u001b[36m");
    written.reset();

    LiveProgress plain = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    begin(plain);
    plain.warned("", "odd");
    plain.draw();
    plain.close();
    assertThat(text()).doesNotContain("m\u001b", "[32m", "[36m", "[2m", "[0m");
  }

  @Test
  void foreignTextCannotMoveTheCursor() {
    LiveProgress progress = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    progress.warned("x", "a\u001b[2Jb\rc\nd");
    progress.close();

    assertThat(seen(80)).containsExactly("! x                    warning: a [2Jb c d");
  }

  @Test
  void aSourceThatGoesOnAfterItsEndIsShownAgain() {
    LiveProgress progress = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    begin(progress);
    progress.sourceFinished("messages", 5000);
    progress.pageRead("messages", 1, 1);
    progress.draw();

    assertThat(seen(80)).anyMatch(line -> line.startsWith("  messages"));
  }

  @Test
  void anUnchangedScreenIsNotWrittenAgain() {
    LiveProgress progress = watch(80, 24, Glyphs.ASCII, Palette.PLAIN);
    progress.draw();
    int first = written.size();
    progress.draw();

    assertThat(written.size()).isEqualTo(first);
  }
}
