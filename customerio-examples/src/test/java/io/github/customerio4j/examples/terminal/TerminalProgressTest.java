package io.github.customerio4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.examples.terminal.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalProgressTest {
  private static final String GREEN = "\u001b[32m";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  /** A clock that the test moves. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

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
    "true, xterm, '', COLOURED_BAR",
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
    Hand clock = new Hand();
    try (ProgressLines progress = new ProgressLines(out, clock)) {
      for (int i = 0; i < 25; i++) {
        progress.pageRead("messages", 1000, 1);
        clock.now = clock.now.plusSeconds(1);
      }
    }
    assertThat(text().lines())
        .as("lines")
        .containsExactly(
            "  messages                   11,000 records, so far",
            "  messages                   21,000 records, so far");
  }

  @Test
  void barKeepsALineForEachSourceThatIsDone() {
    watch(Style.BAR);

    assertThat(text())
        .as("text")
        .contains("\r  messages                    1,000 records, done", "warning: odd")
        .contains("\r  [", "records")
        .doesNotContain("\u001b");
  }

  @Test
  void barIsColouredIfColourIsWelcome() {
    watch(Style.COLOURED_BAR);

    assertThat(text()).as("text").contains(GREEN);
  }
}
