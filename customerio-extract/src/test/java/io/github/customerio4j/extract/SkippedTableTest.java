package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which one table fails: the other tables, the report and the state. */
class SkippedTableTest {
  private static final String NO_SCOPE = "{\"errors\":[{\"detail\":\"missing scope\"}]}";

  @TempDir Path folder;
  private Scene scene;
  private final List<String> failures = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.listener(
        new ExtractionListener() {
          @Override
          public void tableFailed(String table, String message) {
            failures.add(table + ": " + message);
          }
        });
    long now = Scene.NOW.getEpochSecond();
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}");
    scene.api.list("segments", "{\"id\":7}");
    scene.api.list("segments/7/membership", "{\"cio_id\":\"a\",\"id\":\"1\"}");
    scene.api.message("m1", "email", now - 10);
    scene.api.activity("a1", "page", now - 10, "");
    scene.api.activity("a2", "event", now - 20, "");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void failedTableFailsRunByDefaultWithoutCommit() {
    fails(403, url -> isList(url, "messages"));

    assertThatThrownBy(() -> scene.run(tables())).isInstanceOf(PermissionException.class);

    assertThat(scene.sink.tables()).isEmpty();
    assertThat(scene.store().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void otherTablesAreCommittedAndReportNamesFailedTable() {
    fails(403, url -> isList(url, "messages"));

    ExtractionReport report = scene.run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(scene.sink.tables())
        .containsOnlyKeys(
            "campaigns", "segments", "segment_customers", "activity_page", "activity_event");
    assertThat(report.tables()).extracting(TableReport::table).doesNotContain("messages");
    assertThat(report.failures()).extracting(TableFailure::table).containsExactly("messages");
    assertThat(report.failures().get(0).message())
        .startsWith("Cannot GET /v1/messages: the API answered 403 (missing scope).")
        .contains("scope");
    assertThat(failures).containsExactly("messages: " + report.failures().get(0).message());
  }

  @Test
  void skippedTableKeepsItsState() {
    scene.run(tables());
    ExtractionState before = scene.store().load();
    fails(404, url -> isList(url, "messages"));

    scene.at(Scene.NOW.plusSeconds(3600)).run(tables().onTableFailure(OnTableFailure.SKIP));

    ExtractionState after = scene.store().load();
    assertThat(after.tables().get("messages")).isEqualTo(before.tables().get("messages"));
    assertThat(after.tables().get("activities")).isNotEqualTo(before.tables().get("activities"));
  }

  @Test
  void skippedTableKeepsItsStateOnReset() {
    scene.run(tables());
    ExtractionState before = scene.store().load();
    fails(404, url -> isList(url, "messages"));

    scene
        .at(Scene.NOW.plusSeconds(3600))
        .run(tables().onTableFailure(OnTableFailure.SKIP).stateUse(StateUse.RESET));

    assertThat(scene.store().load().tables().get("messages"))
        .isEqualTo(before.tables().get("messages"));
  }

  @Test
  void failedActivityTypeIsSkippedAloneAndKeepsWatermark() {
    scene.run(tables());
    Map<String, Instant> before = scene.stateOf("activities").watermarks();
    fails(422, url -> isList(url, "activities") && "page".equals(url.queryParameter("type")));

    ExtractionReport report =
        scene.at(Scene.NOW.plusSeconds(3600)).run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures()).extracting(TableFailure::table).containsExactly("activity_page");
    assertThat(scene.sink.tables())
        .containsKey("activity_event")
        .doesNotContainKey("activity_page");
    assertThat(scene.stateOf("activities").watermarks().get("page")).isEqualTo(before.get("page"));
    assertThat(scene.stateOf("activities").watermarks().get("event"))
        .isEqualTo(Scene.NOW.plusSeconds(3600));
  }

  @Test
  void failedNewTypeIsNotAddedToState() {
    fails(422, url -> "page".equals(url.queryParameter("type")));

    scene.run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(scene.store().load().activityTables()).containsOnlyKeys("event");
    assertThat(scene.stateOf("activities").watermarks()).containsOnlyKeys("event");
  }

  @Test
  void failedListOfSegmentsFailsTheirMembers() {
    fails(500, url -> isList(url, "segments"));

    ExtractionReport report = scene.run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures())
        .extracting(TableFailure::table)
        .containsExactly("segments", "segment_customers");
    assertThat(report.failures().get(1).message())
        .startsWith("Cannot read segment_customers without segments, which failed: Cannot GET");
  }

  @Test
  void failedMembersDoNotFailListOfSegments() {
    fails(403, url -> url.encodedPath().endsWith("/membership"));

    ExtractionReport report = scene.run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures())
        .extracting(TableFailure::table)
        .containsExactly("segment_customers");
    assertThat(scene.table("segments").column("id")).containsExactly("7");
  }

  @Test
  void failureOfAllTablesEndsRunInsteadOfSkipping() {
    fails(401, url -> isList(url, "messages"));

    assertThatThrownBy(() -> scene.run(tables().onTableFailure(OnTableFailure.SKIP)))
        .isInstanceOf(AuthenticationException.class);

    assertThat(scene.sink.tables()).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void runFailsIfEveryTableFails() {
    fails(404, url -> true);

    assertThatThrownBy(() -> scene.run(tables().onTableFailure(OnTableFailure.SKIP)))
        .isInstanceOf(ApiException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty());

    assertThat(scene.sink.tables()).isEmpty();
    assertThat(scene.store().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void failedTableCancelsOnlyItsOwnRequests() {
    scene.api.pageSize(1);
    for (int i = 0; i < 40; i++) {
      scene.api.message("n" + i, "email", Scene.NOW.getEpochSecond() - 100 - i);
    }
    fails(404, url -> isList(url, "messages") && url.queryParameter("start") != null);

    ExtractionReport report = scene.run(tables().onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures()).hasSize(1);
    assertThat(scene.table("campaigns").column("id")).containsExactly("1", "2");
    assertThat(scene.api.requests("messages")).hasSizeLessThan(10);
  }

  @Test
  void failedExportSkipsOnlyCustomers() {
    scene.api.exports().failing();

    ExtractionReport report =
        scene.run(
            tables()
                .customers(CustomersSelection.builder().build())
                .onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures()).extracting(TableFailure::table).containsExactly("customers");
    assertThat(report.failures().get(0).message()).contains("export").contains("failed");
  }

  private void fails(int status, Predicate<HttpUrl> which) {
    scene.api.trouble(
        request -> {
          HttpUrl url = HttpUrl.get("http://localhost" + request.getTarget());
          return which.test(url)
              ? Optional.of(new MockResponse.Builder().code(status).body(NO_SCOPE).build())
              : Optional.empty();
        });
  }

  private static boolean isList(HttpUrl url, String name) {
    return url.encodedPath().endsWith("/" + name);
  }

  private static ExtractionConfig.Builder tables() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .addTables("campaigns", "segments")
        .segmentCustomers(SegmentCustomersSelection.allSegments())
        .messages(
            MessagesSelection.builder()
                .since(Scene.NOW.minus(Duration.ofDays(2)))
                .history(History.SINCE_LAST_RUN)
                .build())
        .activities(
            ActivitiesSelection.builder()
                .addTypes("page", "event")
                .history(History.SINCE_LAST_RUN)
                .build());
    return config;
  }
}
