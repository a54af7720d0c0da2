package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.terminal.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private void watch(Style style) {
    try (TerminalProgress progress = TerminalProgress.on(new Terminal(out, out, style))) {
      progress.pageRead("messages", 1000, 1);
      progress.pageRead("activities", 234, 1);
      progress.retryScheduled(
          "messages", Duration.ofMillis(1500), "Cannot GET /v1/messages: 429. Wait.");
      progress.warned("", "odd");
      progress.sourceFinished("messages", 1000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, xterm, '', COLORED_BAR",
    "true, xterm, 1, BAR",
    "true, dumb, '', LINES",
    "false, xterm, '', LINES"
  })
  void styleFollowsTheTerminal(boolean isWatched, String term, String noColor, Style expected) {
    assertThat(Terminal.styleOf(isWatched, Map.of("TERM", term, "NO_COLOR", noColor)))
        .as("style")
        .isEqualTo(expected);
  }

  @Test
  void linesTellOfEndsRetriesAndWarnings() {
    watch(Style.LINES);

    assertThat(text().lines())
        .as("lines")
        .containsExactly(
            "  messages             again in 1.5 s: Cannot GET /v1/messages: 429",
            "  run                  warning: odd",
            "  messages                    1,000 records, done");
  }

  @Test
  void longSourcesAreMentionedEveryTenSeconds() {
    ManualClock clock = new ManualClock();
    try (ProgressLines progress = new ProgressLines(new TerminalFormat(), out::println, clock)) {
      for (int i = 0; i < 25; i++) {
        progress.pageRead("messages", 1000, 1);
        clock.pass(Duration.ofSeconds(1));
      }
    }
    assertThat(text().lines())
        .as("lines")
        .containsExactly(
            "  messages                   11,000 records, so far",
            "  messages                   21,000 records, so far");
  }

  @ParameterizedTest
  @CsvSource({"BAR", "COLORED_BAR"})
  void barsLeaveALineForEachSourceThatIsDone(Style style) {
    watch(style);

    assertThat(text()).as("text").contains("messages", "1,000 rows", "warning: odd");
    assertThat(VirtualScreen.of(text(), 200)).as("what is left").hasSize(3);
    assertThat(text().contains("\u001b[32m")).as("color").isEqualTo(style == Style.COLORED_BAR);
  }

  @Test
  void skippedTablesAndResumedRunsAreTold() {
    try (TerminalProgress progress = TerminalProgress.on(new Terminal(out, out, Style.LINES))) {
      progress.tableFailed("segments", "no scope");
      progress.resumed(new ManualClock().instant(), 1234);
    }
    assertThat(text().lines())
        .containsExactly(
            "  segments             failed, and is left as it was: no scope",
            "  run                  resumes that of 2026-01-15T12:00:00Z: 1,234 pages are there");
  }
}
