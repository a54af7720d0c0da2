package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are read again by their age, because they change after they were read. */
class MessageRefreshTest {
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final Duration DAY = Duration.ofDays(1);

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

  private static ExtractionConfig.Builder messages(RefreshSchedule schedule, String... types) {
    return selected(selection(schedule, types));
  }

  private static MessagesSelection.Builder selection(RefreshSchedule schedule, String... types) {
    MessagesSelection.Builder selection = MessagesSelection.builder();
    selection.history(History.SINCE_LAST_RUN).refresh(schedule).addTypes(types);
    return selection;
  }

  private static ExtractionConfig.Builder selected(MessagesSelection.Builder selection) {
    return ExtractionConfig.builder().messages(selection.build()).maxRequestsInFlight(5);
  }

  private static ExtractionConfig.Builder standard() {
    return messages(RefreshSchedule.standard());
  }

  private ExtractionReport runAt(Duration passed, ExtractionConfig.Builder config) {
    scene.api.forgetRequests();
    return scene.at(Scene.NOW.plus(passed)).run(config);
  }

  /** How far before the start of the run the first request reaches. */
  private Duration reach() {
    long first =
        scene.api.requests("messages").stream()
            .mapToLong(url -> Long.parseLong(String.valueOf(url.queryParameter("start_ts"))))
            .min()
            .orElseThrow();
    return Duration.ofSeconds(scene.now().getEpochSecond() - first - 1);
  }

  private static long daysAgo(int days) {
    return Scene.NOW.minus(Duration.ofDays(days)).getEpochSecond();
  }

  @Test
  void dailyJobThatBeginsSecondsEarlyReadsEachTierInItsTurn() {
    scene.run(standard());
    List<Duration> reaches = new ArrayList<>();
    List<Optional<Duration>> told = new ArrayList<>();
    for (int day = 1; day <= 14; day++) {
      // Each run begins 5 seconds earlier than the one before.
      ExtractionReport report = runAt(DAY.minusSeconds(5).multipliedBy(day), standard());
      reaches.add(reach());
      told.add(report.tables().get(0).refreshed());
    }

    List<Duration> week = new ArrayList<>(java.util.Collections.nCopies(6, TWO_WEEKS));
    week.add(QUARTER);
    assertThat(reaches.subList(0, 7)).isEqualTo(week);
    assertThat(reaches.subList(7, 14)).isEqualTo(week);
    assertThat(told.stream().map(Optional::orElseThrow)).isEqualTo(reaches);
  }

  @Test
  void hourlyJobReadsTwoDaysAndOnceADayTwoWeeks() {
    scene.run(standard());
    for (int hour = 1; hour <= 48; hour++) {
      ExtractionReport report = runAt(Duration.ofHours(hour), standard());

      // 21.6 hours are nine tenths of a day.
      Duration expected = hour % 22 == 0 ? TWO_WEEKS : TWO_DAYS;
      assertThat(reach()).as("hour %d", hour).isEqualTo(expected);
      assertThat(report.tables().get(0).refreshed()).contains(expected);
    }
  }

  @Test
  void firstRunCountsForAllTiers() {
    ExtractionReport first = scene.run(standard());

    assertThat(first.tables().get(0).refreshed()).isEmpty();
    assertThat(scene.stateOf("messages").refreshed())
        .isEqualTo(Map.of("*", Map.of(TWO_WEEKS, Scene.NOW, QUARTER, Scene.NOW)));
    assertThat(scene.stateOf("messages").since()).isEmpty();
  }

  @Test
  void completeHistoryAndFullLoadCountForAllTiers() {
    scene.run(standard());
    runAt(
        Duration.ofDays(8),
        selected(selection(RefreshSchedule.standard()).history(History.COMPLETE))
            .loadType(LoadType.FULL_LOAD));

    runAt(Duration.ofDays(8).plusHours(1), standard());

    assertThat(reach()).isEqualTo(TWO_DAYS);
  }

  @Test
  void overlapThatReachesFartherCountsForTheTier() {
    scene.run(standard());
    RefreshSchedule standard = RefreshSchedule.standard();

    ExtractionReport report =
        runAt(Duration.ofHours(5), selected(selection(standard).overlap(Duration.ofDays(20))));

    assertThat(reach()).isEqualTo(Duration.ofDays(20).plusHours(5));
    assertThat(report.tables().get(0).refreshed()).contains(TWO_DAYS);
    runAt(Duration.ofHours(25), standard());
    assertThat(reach()).as("14 days were read 20 hours ago").isEqualTo(TWO_DAYS);
  }

  @Test
  void runThatFailedDoesNotCount() {
    scene.run(standard());
    scene.api.trouble(request -> Optional.of(new MockResponse.Builder().code(401).build()));
    assertThatThrownBy(() -> runAt(Duration.ofDays(7), standard()))
        .isInstanceOf(AuthenticationException.class);
    scene.api.trouble(request -> Optional.empty());

    ExtractionReport report =
        runAt(Duration.ofDays(7).plusMinutes(1), standard().resume(ExtractionConfig.Resume.NEVER));

    assertThat(report.tables().get(0).refreshed()).contains(QUARTER);
    assertThat(scene.stateOf("messages").refreshed().get("*"))
        .containsEntry(QUARTER, Scene.NOW.plus(Duration.ofDays(7).plusMinutes(1)));
  }

  @Test
  void interruptedRefreshIsResumedAndCountsByItsStart() {
    for (int id = 1; id <= 40; id++) {
      scene.api.message("m" + id, "email", daysAgo(id));
    }
    scene.run(standard());
    for (int id = 1; id <= 40; id++) {
      scene.api.changeMessage("m" + id, "email", daysAgo(id), "\"metrics\":{\"opened\":1}");
    }
    AtomicInteger answered = new AtomicInteger();
    scene.api.trouble(
        request ->
            answered.incrementAndGet() > 6
                ? Optional.of(new MockResponse.Builder().code(401).build())
                : Optional.empty());
    assertThatThrownBy(() -> runAt(Duration.ofDays(7), oneByOne()))
        .isInstanceOf(AuthenticationException.class);
    scene.api.trouble(request -> Optional.empty());
    List<Instant> resumed = new ArrayList<>();
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumed.add(startedAt);
          }
        });

    ExtractionReport report = runAt(Duration.ofDays(7).plusHours(3), oneByOne());

    Instant start = Scene.NOW.plus(Duration.ofDays(7));
    assertThat(resumed).containsExactly(start);
    assertThat(scene.table("messages").column("metrics_opened")).hasSize(40).containsOnly("1");
    assertThat(report.tables().get(0).refreshed()).contains(QUARTER);
    assertThat(scene.stateOf("messages").refreshed().get("*")).containsEntry(QUARTER, start);
    assertThat(scene.api.requestCount()).as("six of fourteen pages were kept").isEqualTo(8);
  }

  /** A page is kept before the next one is asked for. */
  private static ExtractionConfig.Builder oneByOne() {
    return standard().maxRequestsInFlight(1);
  }

  @Test
  void eachTypeRemembersItsOwnTiers() {
    scene.run(messages(RefreshSchedule.standard(), "email"));
    runAt(Duration.ofHours(20), messages(RefreshSchedule.standard(), "email", "push"));

    runAt(Duration.ofHours(24), messages(RefreshSchedule.standard(), "email", "push"));

    assertThat(startsOf("email")).contains(scene.now().minus(TWO_WEEKS).minusSeconds(1));
    assertThat(startsOf("push")).containsExactly(scene.now().minus(TWO_DAYS).minusSeconds(1));
    assertThat(scene.stateOf("messages").refreshed().get("push"))
        .containsEntry(TWO_WEEKS, Scene.NOW.plus(Duration.ofHours(20)));
  }

  private List<Instant> startsOf(String type) {
    return scene.api.requests("messages").stream()
        .filter(url -> type.equals(url.queryParameter("type")))
        .map(url -> Long.parseLong(String.valueOf(url.queryParameter("start_ts"))))
        .map(Instant::ofEpochSecond)
        .distinct()
        .toList();
  }

  @Test
  void draftsFollowTheSchedule() {
    MessagesSelection.Builder drafts = selection(RefreshSchedule.standard());
    drafts.drafts(MessagesSelection.Drafts.INCLUDED);
    scene.run(selected(drafts));

    runAt(DAY, selected(drafts));

    assertThat(scene.stateOf("messages").refreshed())
        .containsOnlyKeys("*", "drafts:*")
        .allSatisfy(
            (chain, tiers) -> assertThat(tiers).containsEntry(TWO_WEEKS, Scene.NOW.plus(DAY)));
  }

  @Test
  void noMessageFromBeforeSinceAppears() {
    scene
        .api
        .message("before", "email", daysAgo(10) - 1)
        .message("first", "email", daysAgo(10))
        .message("later", "email", daysAgo(3));
    Instant since = Instant.ofEpochSecond(daysAgo(10));
    scene.run(selected(selection(RefreshSchedule.standard()).since(since)));
    assertThat(scene.table("messages").column("id")).containsExactlyInAnyOrder("first", "later");

    runAt(Duration.ofDays(7), selected(selection(RefreshSchedule.standard()).since(since)));
    assertThat(scene.table("messages").column("id")).containsExactlyInAnyOrder("first", "later");
    assertThat(reach()).isEqualTo(Duration.ofDays(17));

    // The state remembers where the history began, if the option is left out later.
    runAt(Duration.ofDays(14), standard());
    assertThat(scene.table("messages").column("id")).containsExactlyInAnyOrder("first", "later");
    assertThat(scene.stateOf("messages").since()).isEqualTo(Map.of("*", since));
  }

  @Test
  void tierThatReachesBeforeSinceWasReadWithEverythingSince() {
    Instant since = Instant.ofEpochSecond(daysAgo(10));
    scene.run(selected(selection(RefreshSchedule.standard()).since(since)));

    runAt(DAY, selected(selection(RefreshSchedule.standard()).since(since)));

    assertThat(scene.stateOf("messages").refreshed().get("*"))
        .as("11 days are all there is")
        .containsEntry(TWO_WEEKS, Scene.NOW.plus(DAY))
        .containsEntry(QUARTER, Scene.NOW.plus(DAY));
  }

  @Test
  void stateOfEarlierVersionReadsEachTierOnce() {
    scene.run(standard());
    ExtractionState state = scene.store().load();
    TableState.Builder table = TableState.builder();
    table.from(scene.stateOf("messages")).refreshed(Map.of());
    scene
        .store()
        .save(
            ExtractionState.builder()
                .from(state)
                .tables(Map.of("messages", table.build()))
                .build());

    runAt(Duration.ofHours(1), standard());
    assertThat(reach()).isEqualTo(QUARTER);
    runAt(Duration.ofHours(2), standard());
    assertThat(reach()).isEqualTo(TWO_DAYS);
  }

  @Test
  void withoutScheduleOnlyOverlapIsReadAndTiersAreNotForgotten() {
    scene.run(standard());

    ExtractionReport report = runAt(DAY, messages(RefreshSchedule.off()));

    assertThat(reach()).isEqualTo(DAY.plusHours(1));
    assertThat(report.tables().get(0).refreshed()).isEmpty();
    assertThat(scene.stateOf("messages").refreshed().get("*")).containsEntry(QUARTER, Scene.NOW);
    assertThat(MessagesSelection.builder().build().refresh()).isEqualTo(RefreshSchedule.off());
  }

  @Test
  void longPauseIsReadInFull() {
    scene.run(standard());

    runAt(Duration.ofDays(120), standard());

    assertThat(reach()).isEqualTo(Duration.ofDays(120).plusHours(1));
  }

  @Test
  void wideTierIsReadInSeveralWindows() {
    scene.run(messages(RefreshSchedule.parse("400d/1d")));
    scene.api.message("old", "email", daysAgo(390)).message("new", "email", daysAgo(1));

    runAt(DAY, messages(RefreshSchedule.parse("400d/1d")));

    assertThat(scene.api.requests("messages")).hasSizeBetween(3, 4);
    assertThat(scene.table("messages").column("id")).containsExactly("old", "new");
  }

  @Test
  void planCountsTheWindowsOfTheRefresh() {
    scene.run(messages(RefreshSchedule.parse("400d/1d")));
    long windows =
        scene
            .at(Scene.NOW.plus(DAY))
            .extractor()
            .sink(scene.sink)
            .build()
            .plan(messages(RefreshSchedule.parse("400d/1d")).build())
            .requests();

    ExtractionReport report = runAt(DAY, messages(RefreshSchedule.parse("400d/1d")));

    assertThat(windows).isEqualTo(report.tables().get(0).windows()).isGreaterThan(2);
  }

  @Test
  void changedMessagesAreRightInDuckDbAfterTheRunOfTheirTier() throws IOException {
    int[] ages = {1, 10, 60, 100};
    for (int age : ages) {
      scene.api.message("m" + age, "email", daysAgo(age), "\"metrics\":{\"sent\":1}");
    }
    Path file = folder.resolve("crm.duckdb");
    Database database = new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file));
    runInto(file, Duration.ZERO);
    for (int age : ages) {
      scene.api.changeMessage("m" + age, "email", daysAgo(age), "\"metrics\":{\"opened\":1}");
    }

    runInto(file, Duration.ofHours(1));
    assertThat(opened(database)).containsExactly("m1");
    runInto(file, Duration.ofHours(24));
    assertThat(opened(database)).containsExactly("m1", "m10");
    runInto(file, Duration.ofDays(7));
    assertThat(opened(database)).containsExactly("m1", "m10", "m60");
    assertThat(database.rows("SELECT count(*) FROM messages").get(0)).containsExactly("4");
  }

  private void runInto(Path file, Duration passed) {
    scene
        .at(Scene.NOW.plus(passed))
        .extractor()
        .sink(SqlSink.duckDb(file).build())
        .build()
        .run(standard().spoolDirectory(folder.resolve("spool")).build());
  }

  private static List<String> opened(Database database) throws IOException {
    return database
        .rows("SELECT id FROM messages WHERE metrics_opened IS NOT NULL ORDER BY length(id), id")
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }
}
