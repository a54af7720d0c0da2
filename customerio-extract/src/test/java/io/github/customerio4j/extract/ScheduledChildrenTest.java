package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries, figures and children of unchanged parents, which follow the refresh schedule. */
class ScheduledChildrenTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final Duration QUARTER = Duration.ofDays(90);

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

  private static ExtractionConfig.Builder tables(String... names) {
    return ExtractionConfig.builder()
        .addTables(names)
        .maxRequestsInFlight(5)
        .refresh(RefreshSchedule.standard());
  }

  private ExtractionReport runAt(Duration passed, ExtractionConfig.Builder config) {
    scene.api.forgetRequests();
    return scene.at(Scene.NOW.plus(passed)).run(config);
  }

  private static long daysAgo(int days) {
    return Scene.NOW.minus(Duration.ofDays(days)).getEpochSecond();
  }

  /** Newsletters that were sent so many days before the first run, with one figure each. */
  private void sentNewsletters(int... days) {
    String[] newsletters = new String[days.length];
    for (int i = 0; i < days.length; i++) {
      int id = days[i];
      newsletters[i] =
          "{\"id\":%d,\"updated\":%d,\"sent_at\":%d}".formatted(id, daysAgo(200), daysAgo(id));
      scene.api.body("newsletters/" + id + "/metrics", "{\"metric\":{\"series\":{\"sent\":[1]}}}");
      scene.api.body("newsletters/" + id + "/contents", "{\"contents\":[{\"id\":1}]}");
    }
    scene.api.list("newsletters", newsletters);
  }

  private List<String> newslettersOf(String table) {
    return scene.table(table).column("newsletter_id");
  }

  @Test
  void figuresOfNewslettersAreReadByTheirAge() {
    sentNewsletters(1, 10, 60, 120);
    scene.run(tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("1", "10", "60", "120");

    ExtractionReport hourly = runAt(HOUR, tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("1");
    assertThat(hourly.tables().get(0).refreshed()).contains(TWO_DAYS);

    ExtractionReport daily = runAt(DAY, tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("1", "10");
    assertThat(daily.tables().get(0).refreshed()).contains(TWO_WEEKS);

    ExtractionReport weekly = runAt(WEEK, tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("1", "10", "60");
    assertThat(weekly.tables().get(0).refreshed()).contains(QUARTER);

    runAt(WEEK.plus(HOUR), tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).isEmpty();
  }

  @Test
  void newsletterIsReadOnceMoreAfterItHasLeftATier() {
    sentNewsletters(13);
    scene.run(tables("newsletter_metrics"));

    runAt(DAY, tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("13");
    runAt(Duration.ofDays(2), tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).as("it became 14 days old").hasSize(1);
    runAt(Duration.ofDays(3), tables("newsletter_metrics"));
    assertThat(newslettersOf("newsletter_metrics")).isEmpty();
  }

  @Test
  void longerSettlingTimeExtendsTheWidestTier() {
    sentNewsletters(10, 120, 200);
    MetricsSelection metrics =
        MetricsSelection.builder().settlingTime(Duration.ofDays(150)).build();
    scene.run(tables("newsletter_metrics").metrics(metrics));

    runAt(DAY, tables("newsletter_metrics").metrics(metrics));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("10");
    runAt(WEEK, tables("newsletter_metrics").metrics(metrics));
    assertThat(newslettersOf("newsletter_metrics")).containsExactly("10", "120");
  }

  @Test
  void figuresOfStoppedCampaignsAreReadByTheirAgeAndThoseOfRunningOnesAlways() {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"updated\":" + daysAgo(200) + ",\"state\":\"running\"}",
        "{\"id\":2,\"updated\":" + daysAgo(30) + ",\"state\":\"stopped\"}",
        "{\"id\":3,\"updated\":" + daysAgo(200) + ",\"state\":\"stopped\"}");
    for (int id = 1; id <= 3; id++) {
      scene.api.body("campaigns/" + id + "/metrics", "{\"metric\":{\"series\":{\"sent\":[1]}}}");
    }
    scene.run(tables("campaign_metrics"));

    runAt(HOUR, tables("campaign_metrics"));
    assertThat(scene.table("campaign_metrics").column("campaign_id")).containsExactly("1");
    runAt(WEEK, tables("campaign_metrics"));
    assertThat(scene.table("campaign_metrics").column("campaign_id")).containsExactly("1", "2");
  }

  @Test
  void translationsFollowLateChangesByTheSchedule() {
    scene.api.body(
        "design_studio/emails",
        "{\"emails\":[{\"id\":1,\"updated\":%d},{\"id\":2,\"updated\":%d}]}"
            .formatted(daysAgo(200), daysAgo(60)));
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().equals("/v1/design_studio/emails")
                    && "2".equals(request.getUrl().queryParameter("page"))
                ? Optional.of(FakeWorkspace.json("{\"emails\":[]}"))
                : Optional.empty());
    for (int id = 1; id <= 2; id++) {
      scene.api.body(
          "design_studio/emails/" + id + "/languages",
          "{\"email_translations\":[{\"language\":\"it\"}]}");
    }
    String table = "design_studio_email_translations";
    scene.run(tables(table));

    runAt(DAY, tables(table));
    assertThat(scene.table(table).column("email_id")).isEmpty();
    runAt(WEEK, tables(table));
    assertThat(scene.table(table).column("email_id")).containsExactly("2");
  }

  @Test
  void childrenOfUnchangedParentsAreReadWithTheWidestTier() {
    sentNewsletters(10, 120);
    scene.run(tables("newsletter_contents"));

    ExtractionReport daily = runAt(DAY, tables("newsletter_contents"));
    assertThat(newslettersOf("newsletter_contents")).isEmpty();
    assertThat(daily.tables().get(0).unchangedParents()).isEqualTo(2);

    ExtractionReport weekly = runAt(WEEK, tables("newsletter_contents"));
    assertThat(newslettersOf("newsletter_contents")).containsExactly("10", "120");
    assertThat(weekly.tables().get(0).refreshed()).contains(QUARTER);

    runAt(WEEK.plus(DAY), tables("newsletter_contents"));
    assertThat(newslettersOf("newsletter_contents")).isEmpty();
  }

  @Test
  void fullLoadCountsForChildrenAndWithoutScheduleNothingChanges() {
    sentNewsletters(10, 120);
    scene.run(tables("newsletter_contents"));
    runAt(WEEK, tables("newsletter_contents").loadType(LoadType.FULL_LOAD));
    runAt(WEEK.plus(DAY), tables("newsletter_contents"));
    assertThat(newslettersOf("newsletter_contents")).isEmpty();

    runAt(Duration.ofDays(30), tables("newsletter_contents").refresh(RefreshSchedule.off()));
    assertThat(newslettersOf("newsletter_contents")).isEmpty();
    assertThat(ExtractionConfig.everything().build().refresh()).isEqualTo(RefreshSchedule.off());
  }

  @Test
  void scheduleOfMessagesIsThatOfOtherTables() {
    MessagesSelection.Builder messages = MessagesSelection.builder();
    messages.refresh(RefreshSchedule.standard());

    assertThat(ExtractionConfig.builder().messages(messages.build()).build().refresh())
        .isEqualTo(RefreshSchedule.standard());
  }

  @Test
  void deliveriesFollowTheSchedule() {
    scene.api.body("transactional", "{\"messages\":[{\"id\":7}]}");
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/7/messages")
                ? Optional.of(FakeWorkspace.json("{\"messages\":[]}"))
                : Optional.empty());
    String table = "transactional_deliveries";
    scene.run(tables(table));
    assertThat(scene.stateOf(table).refreshed().values())
        .containsExactly(Map.of(TWO_WEEKS, Scene.NOW, QUARTER, Scene.NOW));

    for (Map.Entry<Duration, Duration> run :
        Map.of(HOUR, TWO_DAYS, DAY, TWO_WEEKS, WEEK, QUARTER).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      ExtractionReport report = runAt(run.getKey(), tables(table));

      Instant start = scene.now().minus(run.getValue()).minusSeconds(1);
      assertThat(firstStart()).isEqualTo(start.getEpochSecond());
      assertThat(report.tables().get(0).refreshed()).contains(run.getValue());
    }
  }

  private long firstStart() {
    return scene.api.requests("transactional/7/messages").stream()
        .map(ScheduledChildrenTest::start)
        .min(Long::compare)
        .orElseThrow();
  }

  private static long start(HttpUrl url) {
    return Long.parseLong(String.valueOf(url.queryParameter("start_ts")));
  }

  @Test
  void noDeliveryFromBeforeSinceAppears() {
    scene.api.body("transactional", "{\"messages\":[{\"id\":7}]}");
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          return url.encodedPath().endsWith("/7/messages")
              ? Optional.of(
                  FakeWorkspace.json(
                      "{\"messages\":[{\"id\":\"b\",\"created\":"
                          + daysAgo(9)
                          + "},{\"id\":\"a\",\"created\":"
                          + (daysAgo(10) - 1)
                          + "}]}"))
              : Optional.empty();
        });
    MessagesSelection.Builder messages = MessagesSelection.builder();
    messages
        .history(History.SINCE_LAST_RUN)
        .since(Instant.ofEpochSecond(daysAgo(10)))
        .refresh(RefreshSchedule.standard());
    String table = "transactional_deliveries";
    scene.run(tables(table).messages(messages.build()));

    runAt(WEEK, tables(table).messages(messages.build()));

    assertThat(firstStart()).isEqualTo(daysAgo(10) - 1);
    assertThat(scene.table(table).column("id")).containsExactly("b");
  }
}
