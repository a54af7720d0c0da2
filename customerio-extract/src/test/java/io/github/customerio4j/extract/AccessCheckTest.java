package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.AccessReport.Outcome;
import io.github.customerio4j.extract.report.AccessReport.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessCheckTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}");
    scene.api.list("campaigns/1/actions", "{\"id\":11}");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private AccessReport check() {
    return scene
        .extractor()
        .sink(scene.sink)
        .build()
        .check(
            ExtractionConfig.builder()
                .addTables("campaigns", "campaign_actions")
                .messages(MessagesSelection.builder().build())
                .build());
  }

  private void refuse(int status, String path) {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith(path)
                ? Optional.of(
                    new MockResponse.Builder()
                        .code(status)
                        .body("{\"errors\":[{\"detail\":\"refused\",\"status\":\"x\"}]}")
                        .build())
                : Optional.empty());
  }

  @Test
  void apiThatFailsUntilTheTimeIsOverIsNamed() {
    scene.api.trouble(
        request ->
            Optional.of(
                new MockResponse.Builder()
                    .code(503)
                    .setHeader("Retry-After", "4")
                    .body("{\"meta\":{\"error\":\"down\"}}")
                    .build()));

    Result key = check().results().get(0);

    assertThat(key.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(key.text())
        .isEqualTo(
            "there was no answer in time: GET /v1/campaigns: the API answered 503 (down). Try again later.");
  }

  @Test
  void readableTablesAreOkWithOneRequestEach() {
    AccessReport report = check();

    assertThat(report.isOk()).isTrue();
    assertThat(report.results())
        .extracting(Result::subject)
        .containsExactly(AccessReport.KEY, "campaigns", "campaign_actions", "messages");
    assertThat(report.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
    assertThat(scene.api.requestCount()).isEqualTo(3);
    assertThat(scene.sink.tables()).isEmpty();
  }

  @Test
  void missingScopeIsWrongForItsTableAndItsChildrenAreNotAsked() {
    refuse(403, "/campaigns");

    AccessReport report = check();

    assertThat(report.isOk()).isFalse();
    assertThat(report.results())
        .extracting(Result::outcome)
        .containsExactly(Outcome.OK, Outcome.WRONG, Outcome.NOT_ASKED, Outcome.OK);
    assertThat(report.results().get(1).text()).contains("/v1/campaigns", "403");
  }

  @Test
  void refusedKeyIsTheOnlyResult() {
    refuse(401, "/campaigns");

    assertThat(check().results())
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.subject()).isEqualTo(AccessReport.KEY);
              assertThat(key.outcome()).isEqualTo(Outcome.WRONG);
              assertThat(key.text()).contains("401");
            });
    assertThat(scene.api.requestCount()).isEqualTo(1);
  }
}
