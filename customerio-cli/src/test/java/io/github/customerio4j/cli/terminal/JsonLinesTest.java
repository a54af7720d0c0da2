package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.cli.terminal.Terminal.Style;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final ManualClock clock = new ManualClock();
  private final JsonLines progress = new JsonLines(out, clock);

  private List<Map<String, Object>> events() {
    return written.toString(StandardCharsets.UTF_8).lines().map(JsonLinesTest::object).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String line) {
    try {
      return (Map<String, Object>) JsonReader.of(new Buffer().writeUtf8(line)).readJsonValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void eachEventIsAnObjectOnALineWithTimeLevelAndName() {
    progress.started(
        new ExtractionStart(clock.instant(), List.of("messages"), OptionalDouble.of(10)));
    progress.requestSent("messages", clock.instant());
    clock.pass(Duration.ofMillis(1500));
    progress.pageRead("messages", 10, 1);
    progress.sourceFinished("messages", 10);
    progress.tableWritten("messages", 9, 4);

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"time\":\"2026-01-15T12:00:00Z\",\"level\":\"info\",\"event\":\"started\","
                + "\"started_at\":\"2026-01-15T12:00:00Z\",\"sources\":[\"messages\"],"
                + "\"requests_per_second\":10}",
            "{\"time\":\"2026-01-15T12:00:01.500Z\",\"level\":\"info\",\"event\":\"source_finished\","
                + "\"table\":\"messages\",\"rows\":10,\"requests\":1,\"seconds\":1.5}",
            "{\"time\":\"2026-01-15T12:00:01.500Z\",\"level\":\"info\",\"event\":\"table_written\","
                + "\"table\":\"messages\",\"rows\":9,\"columns\":4}");
  }

  @Test
  void progressIsToldEveryFewSecondsWithWhatIsLeft() {
    progress.requestSent("messages", clock.instant());
    progress.sourceAdvanced("messages", new SourceProgress(4, 1, OptionalDouble.of(0.25)));
    for (int i = 0; i < 12; i++) {
      clock.pass(Duration.ofSeconds(1));
      progress.pageRead("messages", 100, 1);
    }
    assertThat(events())
        .hasSize(2)
        .element(1)
        .satisfies(
            last ->
                assertThat(last)
                    .containsEntry("event", "progress")
                    .containsEntry("rows", 1000.0)
                    .containsEntry("seconds", 10.0)
                    .containsEntry("fraction", 0.25)
                    .containsEntry("seconds_left", 30.0));
  }

  @Test
  void failureHasItsOwnLevel() {
    progress.retryScheduled("messages", Duration.ofMillis(1500), "429 \"wait\"\n");
    progress.warned("", "odd");
    progress.tableFailed("segments", "no scope");
    Failures.tell(new Terminal(out, out, Style.JSON), "over");

    assertThat(events())
        .extracting(
            event -> event.get("level") + " " + event.get("event") + " " + event.get("message"))
        .containsExactly(
            "warn retry 429 \"wait\"\n",
            "warn warning odd",
            "error table_failed no scope",
            "error failed over");
    assertThat(events().get(1)).as("the run has no table").doesNotContainKey("table");
  }
}
