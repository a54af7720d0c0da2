package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.FakeWorkspace.Bound;
import io.github.customerio4j.extract.FakeWorkspace.Order;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The rows do not depend on how windows are split and lists are paged. */
class SplitPropertiesTest {
  private static final long NOW = Scene.NOW.getEpochSecond();
  private static final Duration SPAN = Duration.ofHours(2);

  @Property(seed = "20261130")
  void windowsCoverEachSecondAndShareOnlyTheirBorders(
      @ForAll @LongRange(min = 1_000_000_000, max = 4_000_000_000L) long from,
      @ForAll @LongRange(min = 0, max = 700_000_000) long length) {
    long to = from + length;
    List<TimeWindow> windows = TimeWindow.covering(from, to);

    assertThat(windows.get(0).start()).isEqualTo(from);
    assertThat(windows.get(windows.size() - 1).end()).isEqualTo(to);
    for (int i = 0; i < windows.size(); i++) {
      TimeWindow window = windows.get(i);
      assertThat(window.end() - window.start())
          .as("at most six months; empty only for a range of one second")
          .isBetween(length == 0 ? 0L : 1L, Duration.ofDays(181).toSeconds());
      if (i > 0) {
        assertThat(window.start()).isEqualTo(windows.get(i - 1).end());
        assertThat(window.index()).isEqualTo(windows.get(i - 1).index() + 1);
      }
    }
  }

  @Property(seed = "20261130")
  void windowOfSecondDoesNotDependOnRequestedRange(
      @ForAll @LongRange(min = 1_400_000_000, max = 2_000_000_000) long second,
      @ForAll @LongRange(min = 1, max = 60_000_000) long before,
      @ForAll @LongRange(min = 1, max = 60_000_000) long after) {
    assertThat(indexOf(second, TimeWindow.covering(second - before, second + after)))
        .isEqualTo(indexOf(second, TimeWindow.covering(second, second + 1)));
  }

  @Property(seed = "20261130", tries = 40)
  void anySplitOfWindowGivesSameRowsAsOneChain(
      @ForAll("ages") List<Integer> ages,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(min = 2, max = 16) int inFlight,
      @ForAll Order order,
      @ForAll Bound start,
      @ForAll Bound end,
      @ForAll long delays)
      throws IOException {
    Path folder = Files.createTempDirectory("split");
    try (Scene scene = new Scene(folder)) {
      fill(scene, ages);
      scene.api.order(order).bounds(start, end).pageSize(pageSize);
      run(scene, 1);
      Table oneChain = scene.table("messages");
      assertThat(oneChain.column("id"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, ages.size()).mapToObj(i -> "m" + i).toList());

      scene.api.delays(delays);
      run(scene, inFlight);
      assertThat(scene.table("messages").rows()).isEqualTo(oneChain.rows());
    } finally {
      Files.deleteIfExists(folder.resolve("spool"));
      Files.delete(folder);
    }
  }

  @Property(seed = "20261130", tries = 25)
  void anyPageSizeGivesSameRows(
      @ForAll("ages") List<Integer> ages,
      @ForAll @IntRange(min = 1, max = 40) int pageSize,
      @ForAll @IntRange(min = 1, max = 16) int inFlight)
      throws IOException {
    Path folder = Files.createTempDirectory("paging");
    try (Scene scene = new Scene(folder)) {
      fill(scene, ages);
      scene.api.pageSize(1000);
      run(scene, 1);
      Table onePage = scene.table("messages");

      scene.api.pageSize(pageSize);
      run(scene, inFlight);
      assertThat(scene.table("messages").rows()).isEqualTo(onePage.rows());
      assertThat(scene.table("messages").schema()).isEqualTo(onePage.schema());
    } finally {
      Files.deleteIfExists(folder.resolve("spool"));
      Files.delete(folder);
    }
  }

  /** Ages of messages in seconds; many are equal, as after a campaign. */
  @Provide
  Arbitrary<List<Integer>> ages() {
    int oldest = (int) SPAN.toSeconds() - 2;
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, oldest), Arbitraries.of(1, 2, 600, 601, oldest))
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  private static void fill(Scene scene, List<Integer> ages) {
    for (int i = 0; i < ages.size(); i++) {
      String rest = i % 17 == 3 ? "\"late_" + i % 5 + "\":" + i : "";
      scene.api.message("m" + i, "email", NOW - ages.get(i), rest);
    }
  }

  private static void run(Scene scene, int inFlight) {
    scene.run(
        ExtractionConfig.builder()
            .stateUse(ExtractionConfig.StateUse.RESET)
            .messages(MessagesSelection.builder().since(Scene.NOW.minus(SPAN)).build())
            .maxRequestsInFlight(inFlight));
  }

  private static long indexOf(long second, List<TimeWindow> windows) {
    return windows.stream()
        .filter(window -> window.start() <= second && second < window.end())
        .findFirst()
        .orElseThrow()
        .index();
  }
}
