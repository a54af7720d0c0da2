package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import io.github.customerio4j.extract.report.TableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mockwebserver3.MockResponse;
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
    scene.api.body("campaigns/2/actions", "{\"actions\":[{\"id\":\"x\"}]}");

    ExtractionReport report = run("campaigns", "campaign_actions");

    assertThat(scene.table("campaign_actions").column("id")).containsExactly("x");
    assertThat(report.tables().get(1).warnings())
        .containsExactly(
            "2 of campaigns were deleted after they had been listed; they have no rows here.");
    assertThat(report.failures()).isEmpty();
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
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
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
