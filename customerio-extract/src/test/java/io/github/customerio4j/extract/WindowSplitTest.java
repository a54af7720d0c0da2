package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.FakeWorkspace.Bound;
import io.github.customerio4j.extract.FakeWorkspace.Order;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A window that is split and read by several chains, compared with one chain. */
class WindowSplitTest {
  private static final long NOW = Scene.NOW.getEpochSecond();
  private static final Duration SPAN = Duration.ofHours(2);

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

  static Stream<Arguments> everyOrderAndMeaningOfBounds() {
    return IntStream.range(0, 12)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(Order.NEWEST_FIRST, Order.OLDEST_FIRST)
                    .map(order -> Arguments.of(order, bound(seed, 1), bound(seed, 2), seed)));
  }

  @ParameterizedTest
  @MethodSource("everyOrderAndMeaningOfBounds")
  void splitWindowGivesSameRowsInSameOrderAsOneChain(
      Order order, Bound start, Bound end, long seed) {
    fill(new Random(seed), 300);
    scene.api.order(order).bounds(start, end).pageSize(4);

    ExtractionReport sequential = run(1);
    Table expected = scene.table("messages");
    int sequentialRequests = scene.api.requestCount();
    scene.api.forgetRequests();
    scene.api.delays(seed);
    run(8);

    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(scene.table("messages").schema()).isEqualTo(expected.schema());
    assertThat(sequential.tables().get(0).rows()).isEqualTo(300);
    assertThat(chains()).as("the window was split").isGreaterThan(1);
    assertThat(scene.api.requestCount() - sequentialRequests)
        .as("each split takes one request more, and those for its second")
        .isLessThanOrEqualTo(2 * (chains() - 1));
  }

  @ParameterizedTest
  @EnumSource(Bound.class)
  void unorderedRecordsAreReadByOneChainWithWarning(Bound bound) {
    fill(new Random(5), 300);
    scene.api.order(Order.BY_HASH).bounds(bound, bound).pageSize(4);

    run(1);
    Table expected = scene.table("messages");
    ExtractionReport report = run(8);

    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "The messages of a window do not come in the order of their time, so it was read one"
                + " page after the other.");
  }

  @Test
  void orderBrokenAfterSplitIsDetectedAndFirstChainReadsEverything() {
    for (int i = 0; i < 400; i++) {
      // Newest first, except for two of the oldest messages, which are swapped.
      int position = i == 390 ? 391 : i == 391 ? 390 : i;
      scene.api.message("m" + i, "email", NOW - 10 - position * 10L);
    }
    scene.api.order(Order.AS_ADDED).pageSize(4);

    run(1);
    Table expected = scene.table("messages");
    scene.api.forgetRequests();
    ExtractionReport report = run(8);

    assertThat(chains()).as("the window was split before").isGreaterThan(1);
    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(report.tables().get(0).warnings()).hasSize(1);
  }

  @Test
  void orderBrokenOnLastPageOfSplitChainIsDetected() {
    for (int i = 0; i < 200; i++) {
      scene.api.message("m" + i, "email", NOW - 1 - i);
    }
    scene.api.message("far", "email", NOW - 3602);
    scene.api.message("near", "email", NOW - 20);
    scene.api.order(Order.AS_ADDED).pageSize(2);

    run(1);
    Table expected = scene.table("messages");
    scene.api.forgetRequests();
    ExtractionReport report = run(8);

    assertThat(chains()).as("the window was split before").isGreaterThan(1);
    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(report.tables().get(0).warnings()).hasSize(1);
  }

  @Test
  void orderOfTooFewRecordsDoesNotSplitWindow() {
    scene.api.message("m0", "email", NOW - 1);
    scene.api.message("m1", "email", NOW - 2);
    scene.api.message("m2", "email", NOW - 3602);
    scene.api.message("m3", "email", NOW - 1);
    scene.api.order(Order.AS_ADDED).pageSize(1);

    run(2);

    assertThat(scene.table("messages").column("id")).containsExactly("m0", "m1", "m2", "m3");
    assertThat(chains()).isEqualTo(1);
  }

  @Test
  void manyMessagesOfSameSecondAppearOnce() {
    for (int i = 0; i < 400; i++) {
      scene.api.message("m" + i, "email", NOW - 60 - (i / 40) * 12L);
    }
    scene.api.pageSize(4);

    run(8);

    assertThat(scene.table("messages").column("id")).hasSize(400).doesNotHaveDuplicates();
  }

  @Test
  void smallWindowIsNotSplit() {
    fill(new Random(3), 8);
    scene.api.pageSize(4);

    run(8);

    assertThat(chains()).isEqualTo(1);
  }

  private void fill(Random random, int messages) {
    List<Long> bursts = List.of(500L, 501L, 3600L, 7000L);
    for (int i = 0; i < messages; i++) {
      long ago =
          random.nextInt(3) == 0
              ? bursts.get(random.nextInt(bursts.size()))
              : 1 + random.nextInt((int) SPAN.toSeconds() - 2);
      String rest = random.nextInt(20) == 0 ? "\"late_" + random.nextInt(9) + "\":" + i : "";
      scene.api.message("m" + i, "email", NOW - ago, rest);
    }
  }

  private ExtractionReport run(int inFlight) {
    MessagesSelection all = MessagesSelection.builder().since(Scene.NOW.minus(SPAN)).build();
    return scene.run(
        ExtractionConfig.builder()
            .stateUse(ExtractionConfig.StateUse.RESET)
            .messages(all)
            .maxRequestsInFlight(inFlight));
  }

  /** The number of chains: each starts with a request without a cursor. */
  private int chains() {
    return (int)
        scene.api.requests("messages").stream()
            .filter(url -> url.queryParameter("start") == null)
            .count();
  }

  private static Bound bound(long seed, int bit) {
    return (seed & bit) == 0 ? Bound.INCLUSIVE : Bound.EXCLUSIVE;
  }
}
