package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of a machine whose clock differs from that of the API. */
class ClockDifferenceTest {
  @TempDir Path folder;
  private Scene scene;
  private final Map<Long, String> messages = new ConcurrentSkipListMap<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** Sets how far the clock of the API is ahead. */
  private void apiIsAhead(Duration offset) {
    scene.api.trouble(request -> Optional.of(answer(request, scene.now().plus(offset))));
  }

  private MockResponse answer(RecordedRequest request, Instant apiTime) {
    String start = request.getUrl().queryParameter("start_ts");
    String end = request.getUrl().queryParameter("end_ts");
    String records =
        start == null || end == null
            ? ""
            : messages.entrySet().stream()
                .filter(one -> one.getKey() >= Long.parseLong(start))
                .filter(one -> one.getKey() <= Long.parseLong(end))
                .map(
                    one ->
                        "{\"id\":\"%s\",\"type\":\"email\",\"created\":%d}"
                            .formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining(","));
    String list = request.getUrl().pathSegments().get(1);
    return new MockResponse.Builder()
        .addHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(apiTime.atOffset(ZoneOffset.UTC)))
        .body("{\"%s\":[%s]}".formatted(list, records))
        .build();
  }

  private ExtractionReport run() {
    return scene.run(
        ExtractionConfig.builder()
            .messages(
                MessagesSelection.builder()
                    .since(Instant.parse("2026-11-20T00:00:00Z"))
                    .history(History.SINCE_LAST_RUN)
                    .overlap(Duration.ofMinutes(5))
                    .build()));
  }

  @Test
  void machineThatIsAheadLosesNoMessage() {
    Duration behind = Duration.ofHours(-3);
    apiIsAhead(behind);
    messages.put(scene.now().plus(behind).getEpochSecond() - 1, "first");

    ExtractionReport report = run();

    assertThat(scene.table("messages").column("id")).containsExactly("first");
    assertThat(report.warnings())
        .containsExactly(
            "The clock of this machine is 3 h 0 min ahead of that of the API. The run takes the time"
                + " of the API. Correct the clock.");
    assertThat(scene.stateOf("messages").watermarks().values())
        .allMatch(
            mark ->
                Duration.between(mark, Scene.NOW.plus(behind))
                        .abs()
                        .compareTo(Duration.ofSeconds(2))
                    <= 0);
    messages.put(scene.now().plus(behind).getEpochSecond() + 600, "second");
    scene.at(Scene.NOW.plus(Duration.ofHours(1)));

    run();

    assertThat(scene.table("messages").column("id")).contains("second");
  }

  @Test
  void machineThatIsBehindReadsWhatExistsInItsFirstRun() {
    Duration ahead = Duration.ofHours(2);
    apiIsAhead(ahead);
    messages.put(scene.now().plus(ahead).getEpochSecond() - 10, "newest");

    ExtractionReport report = run();

    assertThat(scene.table("messages").column("id")).containsExactly("newest");
    assertThat(report.warnings()).singleElement().asString().contains("2 h 0 min behind");
    assertThat(report.startedAt()).isAfter(Scene.NOW.plus(Duration.ofMinutes(119)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-40, 0, 40})
  void fortySecondsAreNoDifference(long seconds) {
    apiIsAhead(Duration.ofSeconds(seconds));

    ExtractionReport report = run();

    assertThat(report.warnings()).isEmpty();
    assertThat(report.startedAt()).isEqualTo(Scene.NOW);
  }

  @Test
  void watermarkOfActivitiesIsTheTimeOfTheApi() {
    apiIsAhead(Duration.ofMinutes(-90));

    scene.run(
        ExtractionConfig.builder()
            .activities(
                ActivitiesSelection.builder()
                    .layout(ActivitiesSelection.Layout.SINGLE_TABLE)
                    .build()));

    assertThat(scene.stateOf("activities").watermarks().values())
        .isNotEmpty()
        .allMatch(mark -> mark.isBefore(Scene.NOW.minus(Duration.ofMinutes(89))));
  }

  @Test
  void serversThatDisagreeDoNotStopTheRun() {
    List<Duration> offsets = List.of(Duration.ofHours(-3), Duration.ofHours(5));
    int[] answers = {0};
    scene.api.trouble(
        request ->
            Optional.of(
                answer(request, scene.now().plus(offsets.get(answers[0]++ % offsets.size())))));

    ExtractionReport report = run();

    assertThat(report.warnings()).singleElement().asString().contains("3 h 0 min ahead");
  }

  @Test
  void dateThatIsNoTimeOfTheApiIsIgnored() {
    scene.api.trouble(request -> Optional.of(answer(request, Instant.EPOCH)));

    assertThat(run().warnings()).isEmpty();
  }
}
