package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.FakeWorkspace.Bound;
import io.github.customerio4j.extract.FakeWorkspace.Order;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows whose messages come in no order of time. */
class UnorderedWindowTest {
  private static final long NOW = Scene.NOW.getEpochSecond();
  private static final Duration SPAN = Duration.ofDays(14);
  private static final String IN_CELLS =
      "The messages of a window do not come in the order of their time, so it was read in pieces of"
          + " time, newest first.";
  private static final String PAGE_BY_PAGE =
      "The messages of a window do not come in the order of their time, so it was read one page"
          + " after the other.";

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

  static Stream<Arguments> everyMeaningOfBounds() {
    return IntStream.range(0, 12)
        .mapToObj(
            seed ->
                Arguments.of(
                    (seed & 1) == 0 ? Bound.INCLUSIVE : Bound.EXCLUSIVE,
                    (seed & 2) == 0 ? Bound.INCLUSIVE : Bound.EXCLUSIVE,
                    (long) seed));
  }

  @ParameterizedTest
  @MethodSource("everyMeaningOfBounds")
  void cellsGiveEveryMessageOnceInSameOrderHoweverTheyAreRead(Bound start, Bound end, long seed) {
    fill(new Random(seed), 2_000);
    scene.api.order(Order.AS_ADDED).bounds(start, end).pageSize(20 + (int) seed);

    ExtractionReport one = run(1);
    Table expected = scene.table("messages");
    scene.api.delays(seed);
    run(8);

    assertThat(scene.table("messages").column("id"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 2_000).mapToObj(i -> "m" + i).toList());
    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(scene.table("messages").schema()).isEqualTo(expected.schema());
    assertThat(one.tables().get(0).warnings()).containsExactly(IN_CELLS);
  }

  @Test
  void windowOfFewPagesIsReadByOneChainInTheOrderOfTheList() {
    fill(new Random(1), 200);
    scene.api.order(Order.AS_ADDED).pageSize(20);

    ExtractionReport report = run(8);

    assertThat(report.tables().get(0).warnings()).containsExactly(PAGE_BY_PAGE);
    assertThat(scene.api.requestCount()).as("one request counts the pages").isLessThanOrEqualTo(12);
  }

  @Test
  void secondWithMoreMessagesThanPageIsReadWhole() {
    List<Long> ages = new ArrayList<>(Collections.nCopies(600, 86_400L * 9));
    Random random = new Random(4);
    IntStream.range(0, 2_400).forEach(i -> ages.add(1L + random.nextInt(86_400 * 13)));
    Collections.shuffle(ages, random);
    for (int i = 0; i < ages.size(); i++) {
      scene.api.message("m" + i, "email", NOW - ages.get(i));
    }
    scene.api.order(Order.AS_ADDED).pageSize(60);

    ExtractionReport report = run(8);

    assertThat(scene.table("messages").column("id")).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(report.tables().get(0).warnings()).containsExactly(IN_CELLS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void interruptedRunsGiveSameRowsAsUninterruptedRun(long seed) {
    Random random = new Random(seed);
    fill(random, 1_500);
    scene.api.order(Order.AS_ADDED).pageSize(20);
    run(8);
    Table expected = scene.table("messages");
    scene.api.delays(seed);

    int interruptions = 0;
    ExtractionReport report = null;
    while (report == null) {
      failAfter(interruptions > 6 ? 100_000 : 1 + random.nextInt(30));
      try {
        report = scene.run(config(1 + random.nextInt(8)));
      } catch (AuthenticationException e) {
        interruptions++;
      }
    }

    assertThat(interruptions).isPositive();
    assertThat(scene.table("messages").rows()).isEqualTo(expected.rows());
    assertThat(scene.table("messages").schema()).isEqualTo(expected.schema());
  }

  @Test
  void filterByAnotherTimeIsNoticedAndWindowReadWhole() {
    fill(new Random(2), 2_000);
    scene.api.order(Order.AS_ADDED).pageSize(20);
    // As if the filter looked at another time than that of the records.
    scene.api.shiftFilter(86_400);

    ExtractionReport report = run(8);

    assertThat(report.tables().get(0).warnings()).containsExactly(PAGE_BY_PAGE);
    assertThat(scene.table("messages").column("id")).doesNotHaveDuplicates();
  }

  @Test
  void orderIsFoundOutBeforeOlderWindowsAreReadOn() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      String type = i % 2 == 0 ? "email" : "push";
      scene.api.message("m" + i, type, NOW - 1 - random.nextInt(86_400 * 700));
    }
    scene.api.order(Order.AS_ADDED).pageSize(20);

    scene.run(
        ExtractionConfig.builder()
            .messages(
                MessagesSelection.builder()
                    .addTypes("email", "push")
                    .since(Scene.NOW.minus(Duration.ofDays(701)))
                    .build())
            .maxRequestsInFlight(1));

    List<HttpUrl> first = scene.api.requests("messages").subList(0, 2);
    assertThat(first)
        .extracting(url -> url.queryParameter("type"))
        .containsExactlyInAnyOrder("email", "push");
    assertThat(first)
        .allSatisfy(
            url -> {
              assertThat(url.queryParameter("end_ts")).isEqualTo(String.valueOf(NOW));
              assertThat(url.queryParameter("start")).isNull();
            });
  }

  private void fill(Random random, int messages) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, messages).boxed().toList());
    Collections.shuffle(order, random);
    List<Long> bursts = List.of(500L, 86_401L, 86_400L * 9, 86_400L * 9 + 1);
    for (int i : order) {
      long ago =
          random.nextInt(20) == 0
              ? bursts.get(random.nextInt(bursts.size()))
              : 1 + random.nextInt((int) SPAN.toSeconds() - 2);
      String rest = random.nextInt(20) == 0 ? "\"late_" + random.nextInt(9) + "\":" + i : "";
      scene.api.message("m" + i, "email", NOW - ago, rest);
    }
  }

  private ExtractionReport run(int inFlight) {
    return scene.run(config(inFlight));
  }

  private static ExtractionConfig.Builder config(int inFlight) {
    return ExtractionConfig.builder()
        .stateUse(ExtractionConfig.StateUse.RESET)
        .messages(MessagesSelection.builder().since(Scene.NOW.minus(SPAN)).build())
        .maxRequestsInFlight(inFlight);
  }

  private void failAfter(int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    scene.api.trouble(
        request ->
            left.getAndDecrement() > 0
                ? Optional.empty()
                : Optional.of(new MockResponse.Builder().code(401).body("{}").build()));
  }
}
