package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of messages: a few per day, newest first, until all are extracted. */
class BodiesExtractionTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.pageSize(1000);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void message(String id, Duration age) {
    scene.api.message(id, "email", Scene.NOW.minus(age).getEpochSecond());
    scene.api.body(
        "messages/" + id + "/archived_message",
        "{\"archived_message\":{\"id\":\""
            + id
            + "\",\"subject\":\"s\",\"body\":\"<p>"
            + id
            + "\"}}");
  }

  private static ExtractionConfig.Builder bodies(int perDay) {
    return ExtractionConfig.builder()
        .messageBodies(
            MessageBodiesSelection.builder()
                .perDay(perDay)
                .since(Instant.parse("2024-01-01T00:00:00Z"))
                .build());
  }

  private List<String> run(int day, int perDay) {
    scene.at(Scene.NOW.plus(Duration.ofDays(day))).run(bodies(perDay));
    return scene.table("message_bodies").column("message_id");
  }

  @Test
  void runFetchesNewestBodiesAndNextDaysRunContinues() {
    IntStream.range(0, 10).forEach(i -> message("m" + i, Duration.ofDays(3L * i + 1)));

    assertThat(run(0, 4)).containsExactly("m0", "m1", "m2", "m3");
    assertThat(scene.table("message_bodies").column("body")).startsWith("<p>m0");
    message("new", Duration.ofHours(-20));
    assertThat(run(1, 4)).containsExactly("new", "m4", "m5", "m6");
    assertThat(run(2, 4)).containsExactly("m7", "m8", "m9");
    assertThat(run(3, 4)).isEmpty();
  }

  @Test
  void bodiesOfSameSecondAreSpreadOverDays() {
    IntStream.range(0, 7).forEach(i -> message("m" + i, Duration.ofDays(2)));
    Set<String> all = new TreeSet<>();
    for (int day = 0; day < 4; day++) {
      List<String> some = run(day, 2);
      assertThat(some).hasSize(day < 3 ? 2 : 1).allMatch(all::add);
    }
    assertThat(all).hasSize(7);
    assertThat(scene.api.requests("messages"))
        .as("windows without messages are skipped")
        .hasSizeLessThan(100);
    assertThat(run(4, 2)).isEmpty();
  }

  @Test
  void runsOfSameDayShareDailyBudget() {
    IntStream.range(0, 5).forEach(i -> message("m" + i, Duration.ofDays(i + 1L)));
    assertThat(run(0, 3)).hasSize(3);
    scene.api.forgetRequests();
    assertThat(run(0, 3)).isEmpty();
    assertThat(scene.api.requests("messages")).isEmpty();
    assertThat(run(1, 3)).containsExactly("m3", "m4");
  }

  @Test
  void expiredCursorRestartsTheListOfMessages() {
    scene.api.pageSize(2);
    IntStream.range(0, 5).forEach(i -> message("m" + i, Duration.ofMinutes(90L + i)));
    AtomicBoolean isRefused = new AtomicBoolean();
    scene.api.trouble(
        request ->
            request.getUrl().queryParameter("start") != null && isRefused.compareAndSet(false, true)
                ? Optional.of(new MockResponse.Builder().code(400).build())
                : Optional.empty());

    assertThat(run(0, 5)).containsExactly("m0", "m1", "m2", "m3", "m4");
    assertThat(isRefused).isTrue();
  }

  /** The API can list a message of the last hour late. */
  @Test
  void messagesListedLateAreFetchedByNextRun() {
    message("a", Duration.ofMinutes(10));
    assertThat(run(0, 9)).containsExactly("a");
    message("b", Duration.ofMinutes(20));
    assertThat(run(1, 9)).containsExactly("b");
  }

  @Test
  void exhaustedQuotaEndsReadingButNotRun() {
    IntStream.range(0, 5).forEach(i -> message("m" + i, Duration.ofDays(i + 1L)));
    AtomicInteger left = new AtomicInteger(2);
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/archived_message")
                    && left.getAndDecrement() <= 0
                ? Optional.of(
                    new MockResponse.Builder()
                        .code(429)
                        .addHeader("X-RateLimit-Remaining", "0")
                        .body("{\"errors\":[{\"detail\":\"100 request(s) per day\"}]}")
                        .build())
                : Optional.empty());
    ExtractionReport report = scene.run(bodies(100));
    assertThat(scene.table("message_bodies").column("message_id")).containsExactly("m0", "m1");
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "The daily quota of archived messages is used up. A run tomorrow continues.");

    left.set(99);
    assertThat(run(1, 100)).containsExactly("m2", "m3", "m4");
  }

  @Test
  void messageWhoseIdNoPathCanCarryIsNamedInWarning() {
    message("m0", Duration.ofDays(1));
    message("..", Duration.ofDays(2));

    ExtractionReport report = scene.run(bodies(10));

    assertThat(scene.table("message_bodies").column("message_id")).containsExactly("m0");
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "1 messages have ids that no URL can carry; they have no rows here: '..'.");
  }

  @Test
  void readingStopsBeforeARequestThatTheArchiveWouldRefuse() {
    IntStream.range(0, 5).forEach(i -> message("m" + i, Duration.ofDays(i + 1L)));
    AtomicInteger left = new AtomicInteger(2);
    scene.api.trouble(
        request -> {
          String path = request.getUrl().encodedPath();
          if (!path.endsWith("/archived_message")) {
            return Optional.empty();
          }
          int remaining = left.decrementAndGet();
          MockResponse.Builder answer = new MockResponse.Builder();
          answer.addHeader("X-RateLimit-Remaining", Integer.toString(Math.max(0, remaining)));
          return Optional.of(
              remaining < 0
                  ? answer.code(429).body("{}").build()
                  : answer.body("{\"archived_message\":{\"id\":\"x\"}}").build());
        });
    ExtractionReport report = scene.run(bodies(100));
    assertThat(scene.table("message_bodies").column("message_id")).containsExactly("m0", "m1");
    assertThat(left).as("no request was refused").hasValue(0);
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "The daily quota of archived messages is used up. A run tomorrow continues.");

    scene.api.forgetRequests();
    assertThat(run(0, 100)).as("nothing is asked on the same day").isEmpty();
    assertThat(left).hasValue(0);
    left.set(99);
    assertThat(run(1, 100)).containsExactly("m2", "m3", "m4");
  }

  @Test
  void bodyThatDoesNotFitCostsOneRequest() {
    message("m0", Duration.ofDays(1));
    scene.api.body("messages/m0/archived_message", "{\"success\":false}");
    assertThatThrownBy(() -> scene.run(bodies(10)))
        .hasMessageContaining("messages/m0/archived_message");
    assertThat(scene.api.requests("messages/m0/archived_message")).hasSize(1);
  }

  @Test
  void missingBodiesAreCountedAndForgottenOnesAreNotRequested() {
    message("m0", Duration.ofDays(1));
    scene.api.message("without-body", "push", Scene.NOW.minus(Duration.ofDays(2)).getEpochSecond());
    scene.api.message(
        "forgotten",
        "email",
        Scene.NOW.minus(Duration.ofDays(3)).getEpochSecond(),
        "\"forgotten\":true");
    ExtractionReport report = scene.run(bodies(10));
    assertThat(scene.table("message_bodies").column("message_id")).containsExactly("m0");
    assertThat(report.tables().get(0).warnings())
        .containsExactly("1 messages have no archived body; they have no rows here.");
    assertThat(scene.api.requests("messages/forgotten/archived_message")).isEmpty();
    assertThat(run(1, 10)).isEmpty();
  }

  @Test
  void smallBudgetListsOnlyFewOfManyMessages() {
    scene.api.pageSize(10);
    List<String> newest = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String id = "m" + i;
      if (i < 5) {
        message(id, Duration.ofSeconds(7200 + 2L * i));
        newest.add(id);
      } else {
        scene.api.message(id, "email", Scene.NOW.getEpochSecond() - 7200 - 2L * i);
      }
    }
    assertThat(run(0, 5)).isEqualTo(newest);
    assertThat(scene.api.requests("messages")).hasSizeLessThan(25);
  }

  @Test
  void fullLoadHasWarningAndResetFetchesBodiesAgain() {
    message("m0", Duration.ofDays(1));
    ExtractionReport report = scene.run(bodies(10).loadType(LoadType.FULL_LOAD));
    assertThat(report.tables().get(0).warnings()).anyMatch(text -> text.startsWith("Full Load"));
    scene.at(Scene.NOW.plus(Duration.ofDays(1))).run(bodies(10).stateUse(StateUse.RESET));
    assertThat(scene.table("message_bodies").column("message_id")).containsExactly("m0");
  }

  @Test
  void missingPermissionFailsRunAndNextRunFetchesBody() {
    message("m0", Duration.ofDays(1));
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/archived_message")
                ? Optional.of(new MockResponse.Builder().code(403).build())
                : Optional.empty());
    assertThatThrownBy(() -> scene.run(bodies(10))).isInstanceOf(PermissionException.class);
    scene.api.trouble(request -> Optional.empty());
    assertThat(run(0, 10)).containsExactly("m0");
  }

  @Test
  void zeroBudgetIsRejected() {
    assertThatThrownBy(() -> MessageBodiesSelection.builder().perDay(0).build())
        .hasMessage("Cannot use messageBodies.perDay 0: it must be at least 1.");
  }
}
