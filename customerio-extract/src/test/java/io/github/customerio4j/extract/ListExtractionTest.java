package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns, segments and the members of segments. */
class ListExtractionTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("segments", "{\"id\":7,\"name\":\"seven\"}", "{\"id\":3,\"name\":\"three\"}");
    scene.api.list(
        "segments/7/membership",
        person("a", "\"1\"", "\"a@x.y\""),
        person("b", "null", "\"b@x.y\""),
        person("c", "3", "null"),
        person("d", "\"\"", "null"));
    scene.api.list("segments/3/membership", person("b", "null", "\"b@x.y\""));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void listBecomesTableInListOrder() {
    scene.api.list(
        "campaigns",
        "{\"id\":2,\"tags\":[\"Sample\"],\"active\":true,\"first_started\":0,\"new\":{\"er\":1}}",
        "{\"id\":1,\"tags\":null,\"active\":false}");

    ExtractionReport report = scene.run(ExtractionConfig.builder().addTables("campaigns"));

    RecordingSink.Table table = scene.table("campaigns");
    assertThat(table.rows())
        .containsExactly(
            Map.of(
                "id",
                "2",
                "tags",
                "[\"Sample\"]",
                "active",
                "true",
                "first_started",
                "0",
                "new_er",
                "1"),
            Map.of("id", "1", "active", "false"));
    assertThat(table.columns()).startsWith("id", "deduplicate_id", "name").endsWith("new_er");
    assertThat(table.schema().primaryKey()).containsExactly("id");
    TableReport one = report.tables().get(0);
    assertThat(one.rows()).isEqualTo(2);
    assertThat(one.columns()).isEqualTo(table.columns().size());
    assertThat(one.requests()).isEqualTo(1);
    assertThat(one.location()).isEqualTo("memory");
    assertThat(one.bytes()).isEqualTo(5);
    assertThat(one.watermark()).isEmpty();
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.requests()).isEqualTo(1);
    assertThat(report.startedAt()).isEqualTo(Scene.NOW);
    assertThat(report.spooledBytes()).isPositive();
  }

  @Test
  void timesWithFractionsKeepTheirTextAndAreTold() {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"created\":1700000000.5,\"updated\":\"2024-01-01T00:00:00.123Z\"}",
        "{\"id\":2,\"created\":1700000001,\"updated\":1700000002}");

    ExtractionReport report = scene.run(ExtractionConfig.builder().addTables("campaigns"));

    assertThat(scene.table("campaigns").column("created"))
        .containsExactly("1700000000.5", "1700000001");
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "Column created holds 1 value that does not fit its documented type time, such as"
                + " 1700000000.5; it is declared as text.",
            "Column updated holds 1 value that does not fit its documented type time, such as"
                + " \"2024-01-01T00:00:00.123Z\"; it is declared as text.");
  }

  @Test
  void selectedTableWithoutRowsIsWrittenWithItsKnownColumns() {
    scene.run(
        ExtractionConfig.builder()
            .addTables("campaigns")
            .segmentCustomers(SegmentCustomersSelection.builder().addSegmentIds(99L).build()));

    assertThat(scene.table("campaigns").rows()).isEmpty();
    assertThat(scene.table("campaigns").columns()).contains("id", "tags");
    assertThat(scene.table("segment_customers").columns())
        .containsExactly("segment_id", "cio_id", "id", "email");
  }

  @Test
  void segmentsAreListedOnceForBothTables() {
    scene.run(
        ExtractionConfig.builder()
            .addTables("segments")
            .segmentCustomers(SegmentCustomersSelection.allSegments()));

    assertThat(scene.api.requests("segments")).hasSize(1);
    assertThat(scene.sink.tables().keySet()).containsExactly("segments", "segment_customers");
    assertThat(scene.table("segments").column("id")).containsExactly("7", "3");
  }

  @Test
  void memberOfSeveralSegmentsHasOneRowPerSegment() {
    ExtractionReport report =
        scene.run(
            ExtractionConfig.builder().segmentCustomers(SegmentCustomersSelection.allSegments()));

    RecordingSink.Table table = scene.table("segment_customers");
    assertThat(scene.sink.tables()).hasSize(1);
    assertThat(table.columns()).containsExactly("segment_id", "cio_id", "id", "email");
    assertThat(table.schema().primaryKey()).containsExactly("segment_id", "cio_id");
    assertThat(table.rows())
        .containsExactly(
            Map.of("segment_id", "7", "cio_id", "a", "id", "1", "email", "a@x.y"),
            Map.of("segment_id", "7", "cio_id", "b", "email", "b@x.y"),
            Map.of("segment_id", "7", "cio_id", "c", "id", "3"),
            Map.of("segment_id", "7", "cio_id", "d", "id", ""),
            Map.of("segment_id", "3", "cio_id", "b", "email", "b@x.y"));
    assertThat(report.tables().get(0).windows()).isEqualTo(2);
  }

  @Test
  void membersAreRequestedWithMaximumPageSizeAndCursor() {
    scene.run(ExtractionConfig.builder().segmentCustomers(SegmentCustomersSelection.allSegments()));

    assertThat(scene.api.requests("segments/7/membership"))
        .hasSize(2)
        .allSatisfy(url -> assertThat(url.queryParameter("limit")).isEqualTo("30000"));
    HttpUrl second = scene.api.requests("segments/7/membership").get(1);
    assertThat(second.queryParameter("start")).isEqualTo("c+/= 3");
  }

  @Test
  void membersAreReadInSmallerPagesWhereLargeOnesAreRefused() {
    scene.api.trouble(
        request ->
            "30000".equals(request.getUrl().queryParameter("limit"))
                ? Optional.of(
                    new MockResponse.Builder()
                        .code(400)
                        .body("{\"errors\":[{\"detail\":\"limit must be at most 1000\"}]}")
                        .build())
                : Optional.empty());

    scene.run(
        ExtractionConfig.builder()
            .segmentCustomers(SegmentCustomersSelection.allSegments())
            .maxRequestsInFlight(1));

    assertThat(scene.table("segment_customers").rows()).hasSize(5);
    assertThat(scene.api.requests("segments/7/membership"))
        .extracting(url -> url.queryParameter("limit"))
        .containsExactly("30000", "1000", "1000");
    assertThat(scene.api.requests("segments/3/membership"))
        .extracting(url -> url.queryParameter("limit"))
        .containsExactly("1000");
  }

  @Test
  void pageOfThirtyThousandMembersIsRead() {
    String[] people = new String[30_001];
    for (int i = 0; i < people.length; i++) {
      people[i] = person("p" + i, "\"" + "i".repeat(150) + i + "\"", "\"" + i + "e@x.y\"");
    }
    scene.api.pageSize(30_000).list("segments/7/membership", people);

    scene.run(
        ExtractionConfig.builder()
            .segmentCustomers(SegmentCustomersSelection.builder().addSegmentIds(7L).build()));

    assertThat(scene.api.requests("segments/7/membership")).hasSize(2);
    assertThat(scene.table("segment_customers").rows()).hasSize(30_001);
  }

  @Test
  void refusalOfSmallerPageIsError() {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/membership")
                ? Optional.of(new MockResponse.Builder().code(400).build())
                : Optional.empty());

    assertThatThrownBy(
            () ->
                scene.run(
                    ExtractionConfig.builder()
                        .segmentCustomers(SegmentCustomersSelection.allSegments())
                        .maxRequestsInFlight(1)))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(scene.api.requests("segments/7/membership"))
        .extracting(url -> url.queryParameter("limit"))
        .containsExactly("30000", "1000");
  }

  @Test
  void segmentsSelectedByIdAreNotListed() {
    scene.run(
        ExtractionConfig.builder()
            .segmentCustomers(SegmentCustomersSelection.builder().addSegmentIds(3L, 7L).build()));

    assertThat(scene.api.requests("segments")).isEmpty();
    assertThat(scene.table("segment_customers").column("segment_id"))
        .containsExactly("3", "7", "7", "7", "7");
  }

  @Test
  void segmentWithoutIdFailsRun() {
    scene.api.list("segments", "{\"name\":\"nameless\"}");

    assertThatThrownBy(
            () ->
                scene.run(
                    ExtractionConfig.builder()
                        .segmentCustomers(SegmentCustomersSelection.allSegments())))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("a record of segments has no id");
  }

  @Test
  void workspaceWithoutSegmentsHasNoMembers() {
    scene.api.list("segments");

    scene.run(ExtractionConfig.builder().segmentCustomers(SegmentCustomersSelection.allSegments()));

    assertThat(scene.table("segment_customers").rows()).isEmpty();
  }

  @Test
  void incrementalTablesHavePrimaryKeysAndFullLoadsHaveNone() {
    scene.run(ExtractionConfig.builder().addTables("segments"));
    assertThat(scene.table("segments").schema().loadType()).isEqualTo(LoadType.INCREMENTAL_UPDATE);
    assertThat(scene.table("segments").schema().primaryKey()).containsExactly("id");

    scene.run(ExtractionConfig.builder().addTables("segments").loadType(LoadType.FULL_LOAD));
    assertThat(scene.table("segments").schema().loadType()).isEqualTo(LoadType.FULL_LOAD);
    assertThat(scene.table("segments").schema().primaryKey()).isEmpty();
  }

  @Test
  void coreTablesAreWrittenInCatalogOrder() {
    scene.api.exports().files("id,email,cio_id\n1,,a\n");
    scene.api.activity("x", "page", 5, "");

    ExtractionReport report = scene.run(ExtractionConfig.everything());

    assertThat(report.tables())
        .extracting(TableReport::table)
        .containsExactly(
            "campaigns", "segments", "segment_customers", "messages", "customers", "activity_page");
    assertThat(scene.sink.tables().keySet())
        .containsExactlyElementsOf(report.tables().stream().map(TableReport::table).toList());
  }

  private static String person(String cioId, String id, String email) {
    return "{\"email\":" + email + ",\"id\":" + id + ",\"cio_id\":\"" + cioId + "\"}";
  }
}
