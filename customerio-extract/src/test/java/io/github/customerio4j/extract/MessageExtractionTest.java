package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.FakeWorkspace.Bound;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The history of messages, which is read window by window. */
class MessageExtractionTest {
  private static final long ORIGIN = Instant.parse("2012-01-01T00:00:00Z").getEpochSecond();
  private static final long WINDOW = Duration.ofDays(175).toSeconds();
  private static final long NOW = Scene.NOW.getEpochSecond();

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "INCLUSIVE, INCLUSIVE, ''",
    "INCLUSIVE, EXCLUSIVE, ''",
    "EXCLUSIVE, INCLUSIVE, ''",
    "EXCLUSIVE, EXCLUSIVE, ''",
    "INCLUSIVE, INCLUSIVE, email push",
    "INCLUSIVE, EXCLUSIVE, email push",
    "EXCLUSIVE, INCLUSIVE, email push",
    "EXCLUSIVE, EXCLUSIVE, email push"
  })
  void messagesAppearOnceForInclusiveAndExclusiveBounds(Bound start, Bound end, String types) {
    List<String> expected = new ArrayList<>();
    for (long border = ORIGIN; border < NOW; border += WINDOW) {
      for (long created = border - 1; created <= border + 1; created++) {
        String type = created % 2 == 0 ? "email" : "push";
        scene.api.message("m" + created, type, created);
        if (created >= ORIGIN) {
          expected.add("m" + created);
        }
      }
    }
    scene.api.message("last", "email", NOW - 1).bounds(start, end);
    expected.add("last");

    ExtractionReport report = scene.run(messages(types));

    assertThat(scene.table("messages").column("id")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(report.tables().get(0).rows()).isEqualTo(expected.size());
    boolean windowsShareSeconds = start == Bound.INCLUSIVE || end == Bound.INCLUSIVE;
    assertThat(report.tables().get(0).duplicates() > 0)
        .as("messages of two adjacent windows are counted")
        .isEqualTo(windowsShareSeconds);
  }

  @Test
  void queriesHaveBothBoundsAndCoverAtMostSixMonths() {
    scene.run(messages("email push"));

    for (HttpUrl url : scene.api.requests("messages")) {
      long start = Long.parseLong(String.valueOf(url.queryParameter("start_ts")));
      long end = Long.parseLong(String.valueOf(url.queryParameter("end_ts")));
      assertThat(end - start).isBetween(1L, Duration.ofDays(181).toSeconds());
      assertThat(end).as("time is frozen at the start").isLessThanOrEqualTo(NOW);
    }
  }

  @Test
  void emptyYearsOfManyTypesTakeFewRequests() {
    ExtractionReport report =
        scene.run(messages("email webhook twilio whatsapp slack push in_app urban_airship"));

    assertThat(scene.api.requestCount()).isLessThanOrEqualTo(40);
    assertThat(report.tables().get(0).requests()).isEqualTo(scene.api.requestCount());
    assertThat(report.tables().get(0).rows()).isZero();
    assertThat(scene.table("messages").columns()).contains("id", "metrics_sent");
  }

  @Test
  void noSelectedTypesReadOneChainWithoutFilter() {
    scene.api.message("old", "email", ORIGIN + 5).message("new", "carrier_pigeon", NOW - 5);

    ExtractionReport report = scene.run(messages(""));

    assertThat(scene.table("messages").column("id")).containsExactly("old", "new");
    assertThat(scene.api.requests("messages"))
        .hasSize(32)
        .allSatisfy(url -> assertThat(url.queryParameter("type")).isNull())
        .allSatisfy(url -> assertThat(url.queryParameter("drafts")).isNull())
        .allSatisfy(url -> assertThat(url.queryParameter("limit")).isEqualTo("1000"));
    assertThat(report.tables().get(0).windows()).isEqualTo(32);
    assertThat(report.tables().get(0).watermark()).contains(Scene.NOW);
    assertThat(watermark("*")).contains(Scene.NOW);
  }

  @Test
  void rowsAreInOrderOfSelectedTypesThenOldestWindowFirst() {
    scene
        .api
        .message("p1", "push", ORIGIN + 5)
        .message("e2", "email", NOW - 5)
        .message("e1", "email", ORIGIN + 5)
        .message("p2", "push", NOW - 5)
        .message("w1", "webhook", NOW - 5);

    scene.run(messages("push email"));

    assertThat(scene.table("messages").column("id")).containsExactly("p1", "p2", "e1", "e2");
  }

  @Test
  void historyStartsAtSince() {
    Instant since = Scene.NOW.minus(Duration.ofDays(10));
    long first = since.getEpochSecond();
    scene
        .api
        .message("before", "email", first - 1)
        .message("first", "email", first)
        .message("later", "email", first + 1);

    scene.run(selected(MessagesSelection.builder().since(since)));

    assertThat(scene.table("messages").column("id")).containsExactly("later", "first");
    assertThat(scene.api.requestCount()).isLessThanOrEqualTo(2);
  }

  @Test
  void sinceInFutureIsRejected() {
    assertThatThrownBy(
            () -> scene.run(selected(MessagesSelection.builder().since(Scene.NOW.plusSeconds(1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot extract messages since 2026-11-23T12:34:57Z: that is after the run's start,"
                + " 2026-11-23T12:34:56Z. Set an earlier since.");
  }

  @Test
  void continuedRunReadsNewMessagesAndOverlap() {
    scene
        .api
        .message("old", "email", NOW - 3601)
        .message("overlap", "email", NOW - 3600)
        .message("late", "email", NOW - 10);
    scene.run(continued("email"));
    scene.api.forgetRequests();
    Instant tomorrow = Scene.NOW.plus(Duration.ofDays(1));
    scene.api.message("new", "email", NOW + 5);

    ExtractionReport report = scene.at(tomorrow).run(continued("email"));

    assertThat(scene.table("messages").column("id"))
        .as("the second before is requested, too, because bounds can be exclusive")
        .containsExactlyInAnyOrder("old", "overlap", "late", "new");
    assertThat(scene.api.requests("messages").get(0).queryParameter("start_ts"))
        .isEqualTo(String.valueOf(NOW - 3600 - 1));
    assertThat(scene.api.requestCount()).isEqualTo(2);
    assertThat(watermark("email")).contains(tomorrow);
    assertThat(report.tables().get(0).watermark()).contains(tomorrow);
    assertThat(report.tables().get(0).warnings()).isEmpty();
  }

  @Test
  void overlapOfMonthsIsReadInSeveralWindows() {
    scene.run(continued("email"));
    scene.api.forgetRequests();

    scene.run(
        selected(
            MessagesSelection.builder()
                .addTypes("email")
                .history(History.SINCE_LAST_RUN)
                .overlap(Duration.ofDays(400))));

    List<HttpUrl> requests = scene.api.requests("messages");
    assertThat(requests).hasSizeBetween(3, 4);
    assertThat(requests.stream().map(url -> url.queryParameter("start_ts")))
        .contains(String.valueOf(NOW - Duration.ofDays(400).toSeconds() - 1));
  }

  @Test
  void overlapIsLimitedToEarliestHistory() {
    scene.run(continued("email"));
    scene.api.forgetRequests();

    scene.run(
        selected(
            MessagesSelection.builder()
                .addTypes("email")
                .history(History.SINCE_LAST_RUN)
                .overlap(Duration.ofDays(40_000))));

    assertThat(scene.api.requests("messages").stream().map(url -> url.queryParameter("start_ts")))
        .contains(String.valueOf(ORIGIN - 1));
  }

  @Test
  void typesHaveSeparateWatermarks() {
    scene.run(continued("email"));
    scene.api.message("oldPush", "push", ORIGIN + 9).message("oldEmail", "email", ORIGIN + 9);
    Instant tomorrow = Scene.NOW.plus(Duration.ofDays(1));

    scene.at(tomorrow).run(continued("push"));

    assertThat(scene.table("messages").column("id"))
        .as("a new type gets its full history")
        .containsExactly("oldPush");
    assertThat(watermark("email")).as("an unselected type keeps its watermark").contains(Scene.NOW);
    assertThat(watermark("push")).contains(tomorrow);

    scene.api.forgetRequests();
    scene.at(tomorrow.plusSeconds(60)).run(continued("email push"));
    assertThat(scene.table("messages").rows()).isEmpty();
    assertThat(scene.api.requestCount()).isLessThanOrEqualTo(4);
  }

  @Test
  void unfilteredChainAndDraftsHaveSeparateWatermarks() {
    scene.api.draft("draft", "email", ORIGIN + 3).message("sent", "email", ORIGIN + 4);
    scene.run(continued(""));
    assertThat(scene.table("messages").column("id")).containsExactly("sent");

    scene.run(
        selected(
            MessagesSelection.builder().history(History.SINCE_LAST_RUN).drafts(Drafts.INCLUDED)));

    assertThat(scene.table("messages").column("id"))
        .as("drafts are read for the first time")
        .containsExactly("draft");
    assertThat(watermark("*")).contains(Scene.NOW);
    assertThat(watermark("drafts:*")).contains(Scene.NOW);
  }

  @Test
  void draftsOfSelectedTypesAreRequestedSeparately() {
    scene.api.draft("d", "email", NOW - 9).message("s", "email", NOW - 9);

    scene.run(
        selected(MessagesSelection.builder().addTypes("email", "push").drafts(Drafts.INCLUDED)));

    assertThat(scene.table("messages").column("id")).containsExactly("s", "d");
    assertThat(watermark("drafts:email")).contains(Scene.NOW);
    assertThat(scene.api.requests("messages"))
        .filteredOn(url -> "true".equals(url.queryParameter("drafts")))
        .isNotEmpty();
  }

  @Test
  void resetReadsFullHistoryAgain() {
    scene.api.message("old", "email", ORIGIN + 5);
    scene.run(continued("email"));

    scene.run(continued("email"));
    assertThat(scene.table("messages").rows()).isEmpty();
    scene.run(continued("email").stateUse(ExtractionConfig.StateUse.RESET));

    assertThat(scene.table("messages").column("id")).containsExactly("old");
    assertThat(watermark("email")).contains(Scene.NOW);
  }

  @Test
  void completeHistoryIgnoresWatermark() {
    scene.api.message("old", "email", ORIGIN + 5);
    scene.run(messages("email"));

    scene.run(messages("email"));

    assertThat(scene.table("messages").column("id")).containsExactly("old");
  }

  @Test
  void runWithoutMessagesKeepsTheirState() {
    scene.run(continued("email"));
    var remembered = scene.stateOf("messages");

    scene.at(Scene.NOW.plusSeconds(99)).run(ExtractionConfig.builder().addTables("campaigns"));

    assertThat(scene.stateOf("messages")).isEqualTo(remembered);
  }

  @Test
  void clockSetBackDoesNotBreakContinuedRun() {
    scene.run(continued("email"));

    scene.at(Scene.NOW.minus(Duration.ofDays(3))).run(continued("email"));

    assertThat(scene.table("messages").rows()).isEmpty();
  }

  @Test
  void fullLoadSinceLastRunHasWarning() {
    ExtractionReport first = scene.run(continued("email").loadType(LoadType.FULL_LOAD));
    assertThat(first.tables().get(0).warnings()).as("the first run reads everything").isEmpty();

    ExtractionReport second = scene.run(continued("email").loadType(LoadType.FULL_LOAD));

    assertThat(second.tables().get(0).warnings())
        .singleElement()
        .asString()
        .startsWith("Full Load together with continue since last run: the table is replaced");
  }

  @Test
  void failedPageIsFetchedAgainWithoutDuplicateRows() {
    AtomicInteger failures = new AtomicInteger(2);
    for (int i = 0; i < 10; i++) {
      scene.api.message("m" + i, "email", NOW - 100 - i);
    }
    scene.api.trouble(
        request ->
            request.getUrl().queryParameter("start") != null && failures.getAndDecrement() > 0
                ? Optional.of(FakeWorkspace.json("{\"messages\":[{\"id\":\"half\""))
                : Optional.empty());

    ExtractionReport report =
        scene.run(
            selected(MessagesSelection.builder().since(Scene.NOW.minus(Duration.ofDays(2))))
                .maxRequestsInFlight(1));

    assertThat(scene.table("messages").column("id")).hasSize(10).doesNotHaveDuplicates();
    assertThat(report.tables().get(0).retries()).isEqualTo(2);
    assertThat(report.tables().get(0).requests()).isEqualTo(6);
  }

  private Optional<Instant> watermark(String chain) {
    return Optional.ofNullable(scene.stateOf("messages").watermarks().get(chain));
  }

  private static ExtractionConfig.Builder messages(String types) {
    return selected(MessagesSelection.builder().addAllTypes(split(types)));
  }

  private static ExtractionConfig.Builder continued(String types) {
    return selected(
        MessagesSelection.builder().addAllTypes(split(types)).history(History.SINCE_LAST_RUN));
  }

  private static ExtractionConfig.Builder selected(MessagesSelection.Builder selection) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.messages(selection.build());
    return config;
  }

  private static List<String> split(String types) {
    return types.isEmpty() ? List.of() : List.of(types.split(" ", -1));
  }
}
