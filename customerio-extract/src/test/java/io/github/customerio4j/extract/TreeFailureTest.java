package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import io.github.customerio4j.extract.report.TableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parents and children that cannot be read. */
class TreeFailureTest {
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

  private ExtractionReport run(String... tables) {
    return scene.run(
        ExtractionConfig.builder()
            .stateUse(StateUse.RESET)
            .addTables(tables)
            .maxRequestsInFlight(6));
  }

  @Test
  void parentsDeletedDuringRunAreCountedInWarning() {
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    scene.api.body("campaigns/2/actions", "{\"actions\":[{\"id\":7}]}");

    ExtractionReport report = run("campaigns", "campaign_actions");

    assertThat(scene.table("campaign_actions").column("id")).containsExactly("7");
    assertThat(report.tables().get(1).warnings())
        .containsExactly(
            "2 of campaigns were deleted after they had been listed; they have no rows here: 1, 3.");
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void firstTenDeletedParentsAreNamed() {
    String[] campaigns = new String[13];
    for (int id = 0; id < campaigns.length; id++) {
      campaigns[id] = "{\"id\":" + (13 - id) + "}";
    }
    scene.api.list("campaigns", campaigns);

    ExtractionReport report = run("campaign_metrics");

    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "13 of campaigns were deleted after they had been listed; they have no rows here:"
                + " 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3 more.");
  }

  @Test
  void deletedParentIsCountedOnceForAllItsPeriods() {
    scene.api.list("campaigns", "{\"id\":4}");

    ExtractionReport report =
        scene.run(
            ExtractionConfig.builder()
                .addTables("campaign_metrics")
                .metrics(
                    MetricsSelection.builder().addPeriods(Period.DAYS, Period.MONTHS).build()));

    assertThat(scene.api.requests("campaigns/4/metrics")).hasSizeGreaterThan(1);
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "1 of campaigns were deleted after they had been listed; they have no rows here: 4.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"detail\":\"newsletter not found\",\"status\":\"400\"}]}",
        "{\"errors\":[{\"detail\":\"no such thing\",\"code\":\"not_found\"}]}",
        "{\"meta\":{\"error\":\"Newsletter Not Found\"}}",
        "{\"meta\":{\"errors\":[\"newsletter could not be found\"]}}",
        "{\"errors\":[\"newsletter not found\"]}"
      })
  void badRequestThatSaysNotFoundMeansDeletedParent(String body) {
    scene.api.list("newsletters", "{\"id\":1}", "{\"id\":4711}");
    scene.api.body("newsletters/1/contents", "{\"contents\":[{\"id\":10}]}");
    badRequest("newsletters/4711/contents", body);

    ExtractionReport report = run("newsletter_contents");

    assertThat(scene.table("newsletter_contents").column("id")).containsExactly("10");
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "1 of newsletters were deleted after they had been listed; they have no rows here:"
                + " 4711.");
    assertThat(scene.api.requests("newsletters/4711/contents")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"detail\":\"limit must be at most 100\"}]}",
        "{\"meta\":{\"error\":\"bad request\"}}",
        "{\"errors\":[\"founder is not allowed\"]}",
        ""
      })
  void otherBadRequestIsError(String body) {
    scene.api.list("newsletters", "{\"id\":1}");
    badRequest("newsletters/1/contents", body);

    assertThatThrownBy(() -> run("newsletter_contents"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private void badRequest(String path, String body) {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().equals("/v1/" + path)
                ? Optional.of(new MockResponse.Builder().code(400).body(body).build())
                : Optional.empty());
  }

  @Test
  void parentsWhoseIdsNoPathCanCarryAreNamedInWarning() {
    scene.api.body("object_types", "{\"types\":[{\"id\":\"1\"}]}");
    scene.api.body(
        "objects",
        "{\"identifiers\":[{\"object_id\":\".\",\"cio_object_id\":\"a\"},"
            + "{\"object_id\":\"..\",\"cio_object_id\":\"b\"},"
            + "{\"object_id\":\"\",\"cio_object_id\":\"c\"},"
            + "{\"object_id\":null,\"cio_object_id\":\"d\"},"
            + "{\"object_id\":\"%2e\",\"cio_object_id\":\"e\"},"
            + "{\"object_id\":\" \",\"cio_object_id\":\"f\"},"
            + "{\"object_id\":\"\\\\..\",\"cio_object_id\":\"g\"}]}");
    for (String segment : List.of("%252e", "%20", "%5C..")) {
      scene.api.body(
          "objects/1/" + segment + "/attributes",
          "{\"object\":{\"identifiers\":{\"cio_object_id\":\"of " + segment + "\"}}}");
    }

    ExtractionReport report = run("objects", "object_attributes");

    assertThat(scene.table("objects").column("cio_object_id")).hasSize(7);
    assertThat(scene.table("object_attributes").column("identifiers_cio_object_id"))
        .containsExactly("of %252e", "of %20", "of %5C..");
    assertThat(report.tables().get(1).warnings())
        .containsExactly(
            "4 of objects have ids that no URL can carry; they have no rows here: object_id '',"
                + " object_id '.', object_id '..' and 1 more.");
  }

  @Test
  void idThatOnlyPathsCannotCarryIsSentInBody() {
    scene.api.body("object_types", "{\"types\":[{\"id\":\"..\"}]}");
    scene.api.body("objects", "{\"identifiers\":[{\"object_id\":\"x\",\"cio_object_id\":\"a\"}]}");

    ExtractionReport report = run("objects");

    assertThat(scene.table("objects").column("object_type_id")).containsExactly("..");
    assertThat(report.tables().get(0).warnings()).isEmpty();
  }

  @Test
  void unknownSegmentIdFailsRun() {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().equals("/v1/segments/77/membership")
                ? Optional.of(new MockResponse.Builder().code(404).build())
                : Optional.empty());
    assertThatThrownBy(
            () ->
                scene.run(
                    ExtractionConfig.builder()
                        .segmentCustomers(
                            SegmentCustomersSelection.builder().addSegmentIds(77).build())))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void missingPermissionForChildFailsOnlyThatChild() {
    scene.api.list("segments", "{\"id\":1}", "{\"id\":2}");
    scene.api.body("segments/1/customer_count", "{\"count\":1}");
    scene.api.body("segments/2/customer_count", "{\"count\":2}");
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/used_by")
                ? Optional.of(new MockResponse.Builder().code(403).build())
                : Optional.empty());
    String[] tables = {"segments", "segment_customer_counts", "segment_used_by"};
    assertThatThrownBy(() -> run(tables)).isInstanceOf(PermissionException.class);

    ExtractionReport report =
        scene.run(ExtractionConfig.builder().addTables(tables).onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures())
        .extracting(TableFailure::table)
        .containsExactly("segment_used_by");
    assertThat(report.tables())
        .extracting(TableReport::table)
        .containsExactly("segments", "segment_customer_counts");
  }

  @Test
  void failedListFailsItsChildren() {
    scene.api.list("collections", "{\"id\":1}");
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/segments")
                ? Optional.of(new MockResponse.Builder().code(403).build())
                : Optional.empty());

    ExtractionReport report =
        scene.run(
            ExtractionConfig.builder()
                .addTables("collections", "segment_customer_counts")
                .onTableFailure(OnTableFailure.SKIP));

    assertThat(report.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.table()).isEqualTo("segment_customer_counts");
              assertThat(failure.message())
                  .startsWith("Cannot read segment_customer_counts without segments, which failed:")
                  .contains("403");
            });
  }

  @Test
  void parentWithoutKeyFailsItsChildTable() {
    scene.api.list("collections", "{\"name\":\"x\"}");
    assertThatThrownBy(() -> run("collection_contents"))
        .asInstanceOf(InstanceOfAssertFactories.type(ExtractionException.class))
        .extracting(ExtractionException::problem)
        .isEqualTo(
            "Cannot read collection_contents: a record of collections has no id. Leave"
                + " collection_contents out.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"used_by\":{}",
        "{\"used_by\":{}}x",
        "{\"used_by\":{\"a\":\"\u0001\"}}",
        "{\"used_by\":{},\"skipped\":\"\u0001\"}",
        "{\"used_by\":{},\"skipped\":\"\\q\"}",
        "{\"used_by\":{},\"skipped\":TRUE}",
        "<html>"
      })
  void damagedResponseIsRetriedAndThenFails(String body) {
    scene.api.list("segments", "{\"id\":7}");
    scene.api.body("segments/7/used_by", body);

    assertThatThrownBy(() -> run("segment_used_by"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("/v1/segments/7/used_by");
    assertThat(scene.api.requests("segments/7/used_by")).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"used_by\":[]}", "{\"used_by\":7}", "\"x\""})
  void responseOfWrongShapeFailsAtOnce(String body) {
    scene.api.list("segments", "{\"id\":7}");
    scene.api.body("segments/7/used_by", body);

    assertThatThrownBy(() -> run("segment_used_by"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("/v1/segments/7/used_by")
        .hasMessageContaining("It begins with: " + body);
    assertThat(scene.api.requests("segments/7/used_by")).hasSize(1);
  }
}
