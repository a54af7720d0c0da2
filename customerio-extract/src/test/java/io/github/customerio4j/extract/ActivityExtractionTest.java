package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ActivitiesSelection.DeletedPeople;
import io.github.customerio4j.extract.config.ActivitiesSelection.Layout;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activities: their types, tables and watermarks. */
class ActivityExtractionTest {
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

  @Test
  void selectedTypesGetOneRequestAndOneTableEach() {
    scene
        .api
        .activity("1", "page", NOW - 1, "\"data\":{\"url\":{\"path\":\"/x\"}}")
        .activity("2", "event", NOW - 2, "\"name\":\"buy\"")
        .activity("3", "page", NOW - 3, "");

    ExtractionReport report = scene.run(types("event", "page", "sent_email"));

    assertThat(scene.sink.tables().keySet())
        .containsExactly("activity_event", "activity_page", "activity_sent_email");
    assertThat(scene.table("activity_page").column("id")).containsExactly("1", "3");
    assertThat(scene.table("activity_page").rows().get(0)).containsEntry("data_url_path", "/x");
    assertThat(scene.table("activity_event").columns()).contains("name").doesNotContain("data_url");
    assertThat(scene.table("activity_sent_email").rows()).isEmpty();
    assertThat(scene.table("activity_sent_email").columns()).contains("id", "timestamp");
    assertThat(scene.api.requests("activities"))
        .hasSize(3)
        .allSatisfy(url -> assertThat(url.queryParameter("limit")).isEqualTo("100"));
    assertThat(report.tables()).extracting(TableReport::requests).containsExactly(1L, 1L, 1L);
  }

  @Test
  void noSelectedTypesReadOneChainIntoOneTablePerType() {
    scene
        .api
        .activity("1", "page", NOW - 1, "")
        .activity("2", "secondary:dropped_email", NOW - 2, "")
        .activity("3", "page", NOW - 3, "\"only\":1")
        .activity("4", "_o:1:x", NOW - 4, "");

    ExtractionReport report = scene.run(types());

    assertThat(scene.sink.tables().keySet())
        .containsExactly("activity_page", "activity_secondary_dropped_email", "activity__o_1_x");
    assertThat(scene.table("activity_page").column("id")).containsExactly("1", "3");
    assertThat(scene.table("activity__o_1_x").columns()).doesNotContain("only");
    assertThat(scene.api.requests("activities"))
        .hasSize(2)
        .allSatisfy(url -> assertThat(url.queryParameter("type")).isNull());
    assertThat(report.tables())
        .extracting(TableReport::requests)
        .as("the first table has the requests of the shared chain")
        .containsExactly(2L, 0L, 0L);
    assertThat(report.requests()).isEqualTo(2);
  }

  @Test
  void everyTableReportsItsWatermark() {
    scene.api.activity("1", "page", NOW - 1, "").activity("2", "event", NOW - 2, "");

    assertThat(scene.run(types()).tables())
        .hasSize(2)
        .allSatisfy(table -> assertThat(table.watermark()).contains(Scene.NOW));
    assertThat(scene.run(types("page")).tables())
        .singleElement()
        .satisfies(table -> assertThat(table.watermark()).contains(Scene.NOW));
  }

  @Test
  void typesWithSameTableNameKeepSeparateTables() {
    scene.api.activity("1", "a:b", NOW - 1, "").activity("2", "a_b", NOW - 2, "");
    scene.run(types());
    assertThat(scene.table("activity_a_b").column("id")).containsExactly("1");
    assertThat(scene.table("activity_a_b_2").column("id")).containsExactly("2");

    scene.run(types("a_b", "A:B", "a:b"));

    assertThat(scene.table("activity_a_b").column("id")).containsExactly("1");
    assertThat(scene.table("activity_a_b_2").column("id")).containsExactly("2");
    assertThat(scene.table("activity_A_B_3").rows()).isEmpty();
  }

  @Test
  void emptyTypeIsWrittenToTableWithoutType() {
    scene.api.activity("1", "", NOW - 1, "").activity("2", "", NOW - 2, "");

    scene.run(types());

    assertThat(scene.sink.tables().keySet()).containsExactly("activity_without_type");
    assertThat(scene.table("activity_without_type").rows()).hasSize(2);
  }

  @Test
  void tablesOfPreviousRunsAreWrittenWithoutNewRows() {
    scene.api.activity("1", "page", NOW - 1, "\"data\":{\"k\":1}");
    scene.run(types());
    try (Scene later = open(folder.resolve("later"))) {
      later.api.activity("2", "event", NOW - 1, "");
      later.state(scene.store()).run(types());

      assertThat(later.sink.tables().keySet()).containsExactly("activity_page", "activity_event");
      assertThat(later.table("activity_page").rows()).isEmpty();
      assertThat(later.table("activity_page").columns())
          .as("with its previous columns")
          .contains("data_k");
    }
  }

  @Test
  void singleTableKeepsDataAsTextAndAddsOtherFieldsAsColumns() {
    scene
        .api
        .activity("1", "page", NOW - 1, "\"data\":{ \"n\" : 1.10 ,\"o\":{}},\"url\":\"/x\"")
        .activity("2", "event", NOW - 2, "\"delivery_id\":\"d\",\"data\":null");

    scene.run(selected(ActivitiesSelection.builder().layout(Layout.SINGLE_TABLE)));

    RecordingSink.Table table = scene.table("activities_all");
    assertThat(scene.sink.tables()).hasSize(1);
    assertThat(table.columns())
        .containsExactly(
            "id",
            "customer_id",
            "type",
            "timestamp",
            "data",
            "delivery_id",
            "delivery_type",
            "customer_identifiers_cio_id",
            "customer_identifiers_email",
            "customer_identifiers_id",
            "url");
    assertThat(table.rows().get(0))
        .isEqualTo(
            Map.of(
                "id",
                "1",
                "type",
                "page",
                "timestamp",
                String.valueOf(NOW - 1),
                "data",
                "{ \"n\" : 1.10 ,\"o\":{}}",
                "url",
                "/x"));
    assertThat(table.schema().primaryKey()).containsExactly("id");
  }

  @Test
  void singleTableHoldsSelectedTypesInOrderOfSelection() {
    scene.api.activity("1", "page", 1, "").activity("2", "event", 2, "").activity("3", "x", 3, "");

    scene.run(
        selected(
            ActivitiesSelection.builder().layout(Layout.SINGLE_TABLE).addTypes("event", "page")));

    assertThat(scene.table("activities_all").column("id")).containsExactly("2", "1");
  }

  @Test
  void includedDeletedPeopleAreReadFromSeparateList() {
    scene.api.activity("1", "page", NOW - 1, "").deletedActivity("2", "page", NOW - 2);
    scene.run(types("page"));
    assertThat(scene.table("activity_page").column("id")).containsExactly("1");

    scene.run(
        selected(
            ActivitiesSelection.builder().addTypes("page").deletedPeople(DeletedPeople.INCLUDED)));

    assertThat(scene.table("activity_page").column("id")).containsExactly("1", "2");
    assertThat(scene.stateOf("activities").watermarks()).containsOnlyKeys("page", "deleted:page");
  }

  @Test
  void continuedRunStopsAtPageKnownFromPreviousRun() {
    for (int i = 0; i < 30; i++) {
      scene.api.activity("old" + i, "page", NOW - 7200 - i, "");
    }
    scene.run(continued());
    assertThat(scene.table("activity_page").rows())
        .as("the first run reads everything")
        .hasSize(30);
    scene.api.forgetRequests();
    scene.api.newerActivity("new", "page", NOW + 60);

    ExtractionReport report = scene.at(Scene.NOW.plus(Duration.ofMinutes(10))).run(continued());

    assertThat(scene.table("activity_page").column("id")).startsWith("new").hasSizeLessThan(8);
    assertThat(scene.api.requests("activities")).hasSizeLessThanOrEqualTo(2);
    assertThat(report.tables().get(0).warnings()).isEmpty();
    assertThat(watermarks()).containsEntry("*", Scene.NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void continuedRunIncludesOverlap() {
    for (int i = 0; i < 12; i++) {
      scene.api.activity("a" + i, "page", NOW - 600L * i, "");
    }
    scene.run(continued());
    scene.run(continued());

    assertThat(scene.table("activity_page").column("id"))
        .contains("a0", "a1", "a2", "a3", "a4", "a5", "a6");
  }

  @Test
  void listNotNewestFirstIsReadCompletelyWithWarning() {
    for (int i = 0; i < 9; i++) {
      scene.api.activity("a" + i, "page", NOW - 90_000 + i, "");
    }
    scene.run(continued());

    ExtractionReport report = scene.run(continued());

    assertThat(scene.table("activity_page").rows()).hasSize(9);
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "The activities do not come newest first, so they were read whole instead of since the"
                + " last run.");
  }

  @Test
  void newTypeIsReadCompletelyAndUnselectedTypeKeepsWatermark() {
    scene.run(continued("page"));
    scene.api.activity("e", "event", NOW - 900_000, "");
    Instant later = Scene.NOW.plusSeconds(60);

    scene.at(later).run(continued("event"));

    assertThat(scene.table("activity_event").column("id")).containsExactly("e");
    assertThat(watermarks()).isEqualTo(Map.of("page", Scene.NOW, "event", later));
  }

  @Test
  void fullLoadSinceLastRunHasWarning() {
    scene.run(continued("page"));

    ExtractionReport report = scene.run(continued("page").loadType(LoadType.FULL_LOAD));

    assertThat(report.tables().get(0).warnings())
        .singleElement()
        .asString()
        .startsWith("Full Load together with continue since last run");
  }

  private Map<String, Instant> watermarks() {
    return scene.stateOf("activities").watermarks();
  }

  private static Scene open(Path folder) {
    try {
      return new Scene(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ExtractionConfig.Builder types(String... types) {
    return selected(ActivitiesSelection.builder().addTypes(types));
  }

  private static ExtractionConfig.Builder continued(String... types) {
    return selected(
        ActivitiesSelection.builder().addAllTypes(List.of(types)).history(History.SINCE_LAST_RUN));
  }

  private static ExtractionConfig.Builder selected(ActivitiesSelection.Builder selection) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.activities(selection.build());
    return config;
  }
}
