package io.github.customerio4j.cli.keboola;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Console.Detail;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  private final HandClock clock = new HandClock();
  private final ExtractionListener progress = ComponentProgress.on(console, clock);

  @Test
  void sourceIsHeardOfNowAndThen() {
    for (int second = 0; second < 25; second++) {
      progress.pageRead("messages", 1000, 500_000);
      clock.now = clock.now.plusSeconds(1);
    }
    progress.sourceFinished("messages", 25_000);
    assertThat(lines())
        .containsExactly(
            "messages: 11000 records in 11 pages.",
            "messages: 21000 records in 21 pages.",
            "messages: all 25000 records are read.");
  }

  @Test
  void retriesAndWarningsAreSaidOnOneLineEach() {
    progress.retryScheduled("customers", Duration.ofMillis(2540), "status 503\r\n  busy");
    progress.warned("", "general");
    progress.warned("customers", "special");
    assertThat(lines())
        .containsExactly(
            "customers: a request failed (status 503 busy) and is sent again in 2.5 s.",
            "Warning: general",
            "Warning: customers: special");
  }

  @Test
  void resultIsAllThatIsSaidWhenNothingElseMayBe() {
    console.show(Detail.RESULT_ONLY);
    progress.warned("customers", "special");
    progress.sourceFinished("customers", 1);
    console.debug("more");
    console.result("{}");
    assertThat(lines()).containsExactly("{}");
  }

  @Test
  void secretIsMaskedOnBothStreams() {
    console.hide("s3cr3t");
    console.info("key s3cr3t");
    console.error("key s3cr3t");
    console.trace(new IllegalStateException("key s3cr3t"));
    assertThat(lines()).containsExactly("key ***");
    assertThat(err.toString(UTF_8))
        .startsWith("key ***" + System.lineSeparator())
        .contains("IllegalStateException: key ***", "\tat ")
        .doesNotContain("s3cr3t");
  }

  private List<String> lines() {
    return out.toString(UTF_8).lines().toList();
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

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
}
