package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the refresh costs, as the documentation computes it for a million messages a month: here 240
 * messages a day and 30 a page.
 */
class RefreshCostTest {
  private static final int PAGES_A_DAY = 8;

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.pageSize(30);
    for (long i = 1; i <= 240 * 100; i++) {
      scene.api.message("m" + i, "email", Scene.NOW.getEpochSecond() - 360 * i);
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static ExtractionConfig.Builder messages() {
    MessagesSelection.Builder messages = MessagesSelection.builder();
    messages.history(History.SINCE_LAST_RUN).refresh(RefreshSchedule.standard());
    return ExtractionConfig.builder().messages(messages.build()).maxRequestsInFlight(5);
  }

  @Test
  void requestsOfATierAreItsMessagesByThePageSizeAndAreInThePlan() {
    scene.run(messages());

    assertCosts(Duration.ofHours(1), 2);
    assertCosts(Duration.ofHours(22), 14);
    assertCosts(Duration.ofHours(152), 90);
  }

  @Test
  void planOfFewMessagesIsExactAndTakesOneRequest() {
    scene.run(messages());
    scene.api.pageSize(1000);
    scene.at(Scene.NOW.plus(Duration.ofHours(1)));

    ExtractionPlan plan = scene.extractor().sink(scene.sink).build().plan(messages().build());

    assertThat(plan.requests()).isEqualTo(1).isEqualTo(scene.run(messages()).requests());
    assertThat(plan.requestsOfPlan()).isEqualTo(1);
  }

  /** Splitting a window adds a request for each border. */
  private void assertCosts(Duration passed, int days) {
    scene.at(Scene.NOW.plus(passed));
    ExtractionPlan plan =
        scene.extractor().sink(scene.sink).build().plan(messages().build());
    long requests = scene.run(messages()).requests();

    long computed = Math.round((days - passed.toHours() / 24.0) * PAGES_A_DAY);
    assertThat(requests).isBetween(computed, computed + 20);
    assertThat(plan.requests()).isCloseTo(computed, Percentage.withPercentage(15));
    assertThat(plan.requestsOfPlan()).isBetween(1L, 34L);
    assertThat(plan.isAtLeast()).isTrue();
  }
}
