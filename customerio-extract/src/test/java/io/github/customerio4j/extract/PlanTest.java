package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of a run, counted before it. */
class PlanTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    long old = Scene.NOW.minus(Duration.ofDays(200)).getEpochSecond();
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"state\":\"running\",\"updated\":"
            + old
            + ",\"actions\":[{\"id\":11},{\"id\":12}]}",
        "{\"id\":2,\"state\":\"stopped\",\"updated\":" + old + ",\"actions\":null}",
        "{\"id\":3,\"state\":\"draft\",\"updated\":" + old + ",\"actions\":[]}");
    for (int id = 1; id <= 3; id++) {
      String actions = id == 1 ? "[{\"id\":\"11\"},{\"id\":\"12\"}]" : "[]";
      scene.api.body("campaigns/" + id + "/actions", "{\"actions\":" + actions + "}");
      scene.api.body("campaigns/" + id + "/metrics", "{\"metric\":{\"series\":{}}}");
    }
    for (String action : new String[] {"11", "12"}) {
      scene.api.body("campaigns/1/actions/" + action + "/metrics", "{\"metric\":{\"series\":{}}}");
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static ExtractionConfig.Builder campaigns() {
    return ExtractionConfig.builder()
        .addTables("campaigns", "campaign_actions", "campaign_action_metrics", "campaign_metrics");
  }

  private ExtractionPlan plan(ExtractionConfig.Builder config) {
    return scene
        .extractor()
        .sink(scene.sink)
        .build()
        .plan(config.spoolDirectory(folder.resolve("spool")).build());
  }

  @Test
  void planCountsRequestsOfFirstAndNextRun() {
    ExtractionPlan first = plan(campaigns());
    // The actions of the second campaign are null, so their number is unknown.
    assertThat(first.isAtLeast()).isTrue();
    assertThat(first.tables())
        .contains(
            new ExtractionPlan.Table("campaigns", 1, false),
            new ExtractionPlan.Table("campaign_metrics", 3, false));
    assertThat(first.requestsOfPlan()).isEqualTo(1);

    ExtractionReport report = scene.run(campaigns());
    assertThat(first.requests()).isBetween(report.requests(), report.requests() + 1);

    scene.at(Scene.NOW.plus(Duration.ofDays(1)));
    ExtractionPlan second = plan(campaigns());
    scene.api.forgetRequests();
    assertThat(second.requests()).isEqualTo(5).isEqualTo(scene.run(campaigns()).requests());
    assertThat(second.isAtLeast()).isFalse();
  }

  @Test
  void planReadsOnlyListsAndWritesNothing() throws IOException {
    scene.api.forgetRequests();
    plan(campaigns());
    assertThat(scene.api.requestCount()).isEqualTo(1);
    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
    assertThat(scene.store().load().tables()).isEmpty();
  }

  @Test
  void planLeavesInterruptedRunUnchanged() throws IOException {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/metrics")
                ? Optional.of(new MockResponse.Builder().code(401).build())
                : Optional.empty());
    assertThatThrownBy(() -> scene.run(campaigns())).isInstanceOf(AuthenticationException.class);
    try (Stream<Path> before = Files.list(folder.resolve("spool"))) {
      long count = before.count();
      plan(campaigns());
      try (Stream<Path> after = Files.list(folder.resolve("spool"))) {
        assertThat(after).hasSize((int) count).isNotEmpty();
      }
    }
  }

  @Test
  void tablesOfUnknownLengthAreMarkedAtLeast() {
    ExtractionPlan plan =
        plan(
            ExtractionConfig.everything()
                .putIds("campaigns", Set.of("1", "2"))
                .messageBodies(MessageBodiesSelection.builder().perDay(7).build())
                .addTables("campaign_metrics", "esp_suppressions"));
    assertThat(plan.tables())
        .contains(
            new ExtractionPlan.Table("campaign_metrics", 2, false),
            new ExtractionPlan.Table("esp_suppressions", 4, true),
            new ExtractionPlan.Table("messages", 32, true),
            new ExtractionPlan.Table("message_bodies", 7, true),
            new ExtractionPlan.Table("customers", 3, true),
            new ExtractionPlan.Table("activities", 1, true));
    assertThat(plan.isAtLeast()).isTrue();
    assertThat(plan.duration()).isLessThan(Duration.ofSeconds(1));
  }
}
