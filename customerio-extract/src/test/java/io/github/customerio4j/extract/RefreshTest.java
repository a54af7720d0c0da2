package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.DeletedRows;
import io.github.customerio4j.extract.config.ExtractionConfig.ExtractedAt;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.ExtractionConfig.UnchangedParents;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.InMemorySink;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next run reads again, and what the options limit. */
class RefreshTest {
  private static final Instant NEXT = Scene.NOW.plus(Duration.ofDays(1));

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
    return ExtractionConfig.builder().addTables(names).maxRequestsInFlight(5);
  }

  private static long daysAgo(int days) {
    return Scene.NOW.minus(Duration.ofDays(days)).getEpochSecond();
  }

  private ExtractionReport runNext(ExtractionConfig.Builder config) {
    scene.api.forgetRequests();
    return scene.at(NEXT).run(config);
  }

  @Test
  void childrenOfUnchangedParentsAreNotReadAgain() {
    scene.api.list(
        "newsletters",
        "{\"id\":1,\"updated\":" + daysAgo(90) + "}",
        "{\"id\":2,\"updated\":" + NEXT.minusSeconds(60).getEpochSecond() + "}",
        "{\"id\":3,\"updated\":" + Scene.NOW.minusSeconds(600).getEpochSecond() + "}",
        "{\"id\":4}");
    for (int id = 1; id <= 4; id++) {
      scene.api.body("newsletters/" + id + "/contents", "{\"contents\":[{\"id\":" + id + "0}]}");
    }
    scene.run(tables("newsletters", "newsletter_contents"));
    assertThat(scene.table("newsletter_contents").column("id")).hasSize(4);

    ExtractionReport report = runNext(tables("newsletters", "newsletter_contents"));

    // One was changed, one was changed just before the previous run, one has no time of its change.
    assertThat(scene.table("newsletter_contents").column("newsletter_id"))
        .containsExactly("2", "3", "4");
    assertThat(scene.table("newsletters").column("id")).hasSize(4);
    assertThat(report.tables().get(1).unchangedParents()).isEqualTo(1);
    assertThat(report.requests()).isEqualTo(4);

    // The second was changed a minute before the run that read it, so the next run reads it again.
    scene.at(NEXT.plus(Duration.ofDays(1))).run(tables("newsletters", "newsletter_contents"));
    assertThat(scene.table("newsletter_contents").column("newsletter_id"))
        .containsExactly("2", "4");
    scene.at(NEXT.plus(Duration.ofDays(2))).run(tables("newsletters", "newsletter_contents"));
    assertThat(scene.table("newsletter_contents").column("newsletter_id")).containsExactly("4");
  }

  @Test
  void newsletterMetricsAreReadUntilSettlingTimeHasPassed() {
    scene.api.list(
        "newsletters",
        "{\"id\":1,\"updated\":" + daysAgo(90) + ",\"sent_at\":" + daysAgo(90) + "}",
        "{\"id\":2,\"updated\":" + daysAgo(90) + ",\"sent_at\":" + daysAgo(44) + "}",
        "{\"id\":3,\"updated\":" + daysAgo(90) + ",\"sent_at\":null}",
        "{\"id\":4,\"updated\":" + NEXT.getEpochSecond() + ",\"sent_at\":null}",
        "{\"id\":5,\"sent_at\":null}");
    for (int id = 1; id <= 5; id++) {
      scene.api.body("newsletters/" + id + "/metrics", "{\"metric\":{\"series\":{\"sent\":[1]}}}");
    }
    scene.run(tables("newsletter_metrics"));
    assertThat(scene.table("newsletter_metrics").column("newsletter_id")).hasSize(5);

    runNext(tables("newsletter_metrics"));
    assertThat(scene.table("newsletter_metrics").column("newsletter_id"))
        .containsExactly("2", "4", "5");

    scene.run(
        tables("newsletter_metrics")
            .metrics(MetricsSelection.builder().settlingTime(Duration.ofDays(100)).build()));
    assertThat(scene.table("newsletter_metrics").column("newsletter_id"))
        .containsExactly("1", "2", "4", "5");
  }

  @Test
  void metricsOfRunningCampaignsAreReadWithTheirActions() {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"updated\":" + daysAgo(90) + ",\"state\":\"running\"}",
        "{\"id\":2,\"updated\":" + daysAgo(90) + ",\"state\":\"stopped\"}",
        "{\"id\":3,\"updated\":" + daysAgo(10) + ",\"state\":\"stopped\"}",
        "{\"id\":4,\"updated\":" + daysAgo(90) + ",\"state\":\"draft\"}",
        "{\"id\":5,\"updated\":" + daysAgo(90) + "}");
    for (int id = 1; id <= 5; id++) {
      scene.api.body("campaigns/" + id + "/actions", "{\"actions\":[{\"id\":\"" + id + "1\"}]}");
      scene.api.body(
          "campaigns/" + id + "/actions/" + id + "1/metrics",
          "{\"metric\":{\"series\":{\"sent\":[1]}}}");
    }
    String[] names = {"campaign_actions", "campaign_action_metrics"};
    scene.run(tables(names));

    ExtractionReport report = runNext(tables(names));

    assertThat(scene.table("campaign_action_metrics").column("campaign_id"))
        .containsExactly("1", "3", "5");
    // No action was changed, but metrics are requested per action.
    assertThat(scene.table("campaign_actions").column("campaign_id"))
        .containsExactly("1", "3", "5");
    assertThat(report.requests()).isEqualTo(7);

    runNext(tables("campaign_actions"));
    assertThat(scene.api.requests("campaigns")).hasSize(1);
    assertThat(scene.table("campaign_actions").column("campaign_id")).isEmpty();
  }

  @Test
  void translationsOfEmailsAreReadForSettlingTimeAfterEmailChanged() {
    scene.api.body(
        "design_studio/emails",
        "{\"meta\":{\"pagination\":{\"total\":3}},\"emails\":[{\"id\":1,\"updated\":"
            + daysAgo(90)
            + "},{\"id\":2,\"updated\":"
            + daysAgo(44)
            + "},{\"id\":3}]}");
    noEmailsOnSecondPage();
    for (int id = 1; id <= 3; id++) {
      scene.api.body(
          "design_studio/emails/" + id + "/languages",
          "{\"email_translations\":[{\"language\":\"it\"},{\"language\":\"de\"}]}");
    }
    scene.run(tables("design_studio_email_translations"));
    assertThat(scene.table("design_studio_email_translations").column("email_id"))
        .containsExactly("1", "1", "2", "2", "3", "3");

    runNext(tables("design_studio_email_translations"));

    assertThat(scene.table("design_studio_email_translations").column("email_id"))
        .containsExactly("2", "2", "3", "3");
    assertThat(scene.table("design_studio_email_translations").column("language"))
        .containsExactly("it", "de", "it", "de");
  }

  @Test
  void tableWithKeyOfEarlierVersionIsReadInFullAndReplaced() {
    String table = "design_studio_email_translations";
    scene.api.body(
        "design_studio/emails", "{\"emails\":[{\"id\":1,\"updated\":" + daysAgo(90) + "}]}");
    noEmailsOnSecondPage();
    scene.api.body(
        "design_studio/emails/1/languages", "{\"email_translations\":[{\"language\":\"it\"}]}");
    scene.run(tables(table));
    ExtractionState former = scene.store().load();
    TableState known = scene.stateOf(table);
    TableState.Builder keyedById = TableState.builder();
    keyedById.from(known).primaryKey(List.of("id"));
    ExtractionState.Builder earlier = ExtractionState.builder();
    scene.store().save(earlier.from(former).tables(Map.of(table, keyedById.build())).build());

    ExtractionReport report = runNext(tables(table));

    assertThat(scene.table(table).column("language")).containsExactly("it");
    assertThat(scene.table(table).schema().loadType()).isEqualTo(LoadType.FULL_LOAD);
    assertThat(scene.stateOf(table).primaryKey()).containsExactly("email_id", "language");
    assertThat(report.tables().get(0).warnings())
        .singleElement()
        .asString()
        .contains("keyed this table by id", "replaced", "email_id, language");

    assertThat(runNext(tables(table)).tables().get(0).warnings()).isEmpty();
    assertThat(scene.table(table).schema().loadType()).isEqualTo(LoadType.INCREMENTAL_UPDATE);
  }

  /** Otherwise the list would not end. */
  private void noEmailsOnSecondPage() {
    scene.api.trouble(
        request ->
            "2".equals(request.getUrl().queryParameter("page"))
                ? Optional.of(FakeWorkspace.json("{\"emails\":[]}"))
                : Optional.empty());
  }

  @Test
  void fullLoadResetAndChangedSelectionReadEverything() {
    scene.api.list("newsletters", "{\"id\":1,\"updated\":" + daysAgo(90) + "}");
    scene.api.body("newsletters/1/contents", "{\"contents\":[{\"id\":10,\"name\":\"x\"}]}");
    scene.run(tables("newsletter_contents"));
    List<ExtractionConfig.Builder> all =
        List.of(
            tables("newsletter_contents").loadType(LoadType.FULL_LOAD),
            tables("newsletter_contents").stateUse(StateUse.RESET),
            tables("newsletter_contents").unchangedParents(UnchangedParents.READ),
            tables("newsletter_contents").putIds("newsletters", Set.of("1")),
            tables("newsletter_contents")
                .putExcludedColumns("newsletter_contents", Set.of("name")));
    for (ExtractionConfig.Builder config : all) {
      runNext(config);
      assertThat(scene.table("newsletter_contents").column("id")).containsExactly("10");
    }
    runNext(tables("newsletter_contents"));
    assertThat(scene.table("newsletter_contents").column("id")).isEmpty();
  }

  @Test
  void onlyCompletelyReadTablesMarkDeletedRows() {
    scene.api.list("newsletters", "{\"id\":1,\"updated\":" + daysAgo(90) + "}");
    scene.api.body("newsletters/1/contents", "{\"contents\":[{\"id\":10}]}");
    scene.api.body("newsletters/1/contents/10/metrics", "{\"metric\":{\"series\":{}}}");
    String[] all = {"newsletters", "newsletter_contents", "newsletter_content_metrics"};
    List<Boolean> first = marks(tables(all).deletedRows(DeletedRows.MARK), all);
    assertThat(first).containsExactly(true, true, true);
    // The second run reads no contents, and metrics are children of contents.
    scene.at(NEXT);
    assertThat(marks(tables(all).deletedRows(DeletedRows.MARK), all))
        .containsExactly(true, false, false);
    assertThat(
            marks(
                tables(all).deletedRows(DeletedRows.MARK).putIds("newsletters", Set.of("1")), all))
        .containsExactly(false, false, false);
    assertThat(marks(tables(all), all)).containsExactly(false, false, false);
    assertThat(marks(tables(all).deletedRows(DeletedRows.MARK).loadType(LoadType.FULL_LOAD), all))
        .containsExactly(false, false, false);
  }

  private List<Boolean> marks(ExtractionConfig.Builder config, String... tables) {
    scene.run(config);
    return Stream.of(tables).map(name -> scene.table(name).schema().marksDeletedRows()).toList();
  }

  @Test
  void markIsRejectedIfDestinationCannotMarkRows() {
    TableSink plain = new InMemorySink();
    Extractor extractor = scene.extractor().sink(plain).build();
    ExtractionConfig config = tables("newsletters").deletedRows(DeletedRows.MARK).build();
    assertThatThrownBy(() -> extractor.run(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot mark deleted rows: this destination");
  }

  @Test
  void deliveriesContinueWithOverlapBeforePreviousRun() {
    scene.api.body("transactional", "{\"messages\":[{\"id\":7}]}");
    AtomicInteger windows = new AtomicInteger();
    long late = Scene.NOW.minusSeconds(1800).getEpochSecond();
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().equals("/v1/transactional/7/messages")) {
            return Optional.empty();
          }
          windows.incrementAndGet();
          long from = Long.parseLong(String.valueOf(url.queryParameter("start_ts")));
          long to = Long.parseLong(String.valueOf(url.queryParameter("end_ts")));
          return Optional.of(
              FakeWorkspace.json(
                  from <= late && late <= to
                      ? "{\"messages\":[{\"id\":\"a\",\"created\":" + late + "}]}"
                      : "{\"messages\":null}"));
        });

    ExtractionReport first = scene.run(tables("transactional_deliveries"));
    assertThat(scene.table("transactional_deliveries").column("id")).containsExactly("a");
    assertThat(windows).hasValueGreaterThan(30);
    assertThat(first.tables().get(0).watermark()).contains(Scene.NOW);

    windows.set(0);
    runNext(tables("transactional_deliveries"));
    assertThat(windows).hasValue(1);
    assertThat(scene.table("transactional_deliveries").column("transactional_id"))
        .containsExactly("7");
  }

  @Test
  void deliveryAtWindowBorderIsOneRowPerParent() {
    scene.api.body("transactional", "{\"messages\":[{\"id\":7},{\"id\":8}]}");
    long border = Instant.parse("2012-01-01T00:00:00Z").getEpochSecond() + 175L * 86_400 * 20;
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().startsWith("/v1/transactional/")) {
            return Optional.empty();
          }
          long from = Long.parseLong(String.valueOf(url.queryParameter("start_ts")));
          long to = Long.parseLong(String.valueOf(url.queryParameter("end_ts")));
          return Optional.of(
              FakeWorkspace.json(
                  from <= border && border <= to
                      ? "{\"messages\":[{\"id\":\"a\",\"created\":" + border + "}]}"
                      : "{\"messages\":[]}"));
        });
    scene.run(tables("transactional_deliveries"));
    assertThat(scene.table("transactional_deliveries").column("transactional_id"))
        .containsExactly("7", "8");
  }

  @Test
  void idsLimitRecordsAndTheirChildren() {
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    scene.api.body("campaigns/2/actions", "{\"actions\":[{\"id\":\"x\"}]}");
    ExtractionConfig.Builder config =
        tables("campaigns", "campaign_actions").putIds("campaigns", Set.of("2"));
    scene.run(config);
    assertThat(scene.table("campaigns").column("id")).containsExactly("2");
    assertThat(scene.table("campaign_actions").column("campaign_id")).containsExactly("2");

    scene.api.forgetRequests();
    scene.run(tables("campaign_actions").putIds("campaigns", Set.of("2")));
    assertThat(scene.api.requests("campaigns")).as("the list is not needed").isEmpty();
    assertThat(scene.table("campaign_actions").column("campaign_id")).containsExactly("2");

    assertThatThrownBy(() -> tables("exports").putIds("campaign_actions", Set.of("2")).build())
        .hasMessageContaining("Cannot use ids of table \"campaign_actions\"");
  }

  @Test
  void excludedColumnsAreLeftOutAndExtractedAtIsAdded() {
    scene.api.list("campaigns", "{\"id\":1,\"name\":\"n\",\"a\":{\"b\":1,\"c\":2}}");
    scene.run(
        tables("campaigns")
            .extractedAt(ExtractedAt.ADDED)
            .putExcludedColumns("campaigns", Set.of("name", "a_b")));
    assertThat(scene.table("campaigns").schema().columns())
        .extracting("name")
        .contains("id", "a_c")
        .doesNotContain("name", "a_b");
    assertThat(scene.table("campaigns").column(extractedAt()))
        .containsExactly(String.valueOf(Scene.NOW.getEpochSecond()));
    assertThatThrownBy(
            () -> tables("campaigns").putExcludedColumns("campaigns", Set.of("id")).build())
        .hasMessage("Cannot exclude column id of campaigns: it is part of the primary key.");
    assertThatThrownBy(() -> tables("campaigns").putExcludedColumns("x", Set.of("id")).build())
        .hasMessageContaining("there is no such table");
  }

  private String extractedAt() {
    return scene.table("campaigns").schema().columns().stream()
        .filter(column -> column.originalKey().equals("_extracted_at"))
        .findFirst()
        .orElseThrow()
        .name();
  }
}
