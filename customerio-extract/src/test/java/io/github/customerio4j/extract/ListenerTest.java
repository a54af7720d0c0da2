package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that a listener receives, and their order. */
class ListenerTest {
  @TempDir Path folder;
  private Scene scene;
  private final RecordingListener listener = new RecordingListener();

  /** Records each call as a line, and the progress of each source. */
  private static final class RecordingListener implements ExtractionListener {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<SourceProgress>> progress = new LinkedHashMap<>();

    @Override
    public void started(ExtractionStart start) {
      calls.add("started " + start.sources() + " " + start.requestsPerSecond().isPresent());
    }

    @Override
    public void requestSent(String source, Instant at) {
      calls.add(source + " request at " + at);
    }

    @Override
    public void responseReceived(String source, Instant at, int status, Duration latency) {
      calls.add(source + " response " + status);
    }

    @Override
    public synchronized void sourceAdvanced(String source, SourceProgress now) {
      progress.computeIfAbsent(source, any -> new ArrayList<>()).add(now);
      calls.add(source + " advanced");
    }

    @Override
    public void pageRead(String source, int records, long bytes) {
      calls.add(source + " page " + records);
    }

    @Override
    public void sourceFinished(String source, long records) {
      calls.add(source + " finished " + records);
    }

    @Override
    public void tableWritten(String table, long rows, int columns) {
      calls.add(table + " written " + rows);
    }

    @Override
    public void committed(ExtractionReport report) {
      calls.add("committed " + report.rows());
    }

    synchronized List<SourceProgress> of(String source) {
      return List.copyOf(progress.getOrDefault(source, List.of()));
    }

    List<String> about(String source) {
      return calls.stream().filter(call -> call.startsWith(source + " ")).toList();
    }
  }

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder).listener(listener);
    scene.api.list("segments", "{\"id\":7}", "{\"id\":8}", "{\"id\":9}");
    for (int segment = 7; segment <= 9; segment++) {
      scene.api.list("segments/" + segment + "/membership", "{\"cio_id\":\"a\",\"id\":\"1\"}");
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static ExtractionConfig.Builder tables(String... names) {
    return ExtractionConfig.builder().addTables(names);
  }

  @Test
  void startIsFirstWithAllSourcesAndCommitIsLast() {
    scene.run(tables("segments").segmentCustomers(SegmentCustomersSelection.builder().build()));

    assertThat(listener.calls).first().isEqualTo("started [segments, segment_customers] false");
    assertThat(listener.calls).last().isEqualTo("committed 6");
    assertThat(listener.calls.subList(listener.calls.size() - 3, listener.calls.size() - 1))
        .as("tables are written after all sources are read")
        .containsExactly("segments written 3", "segment_customers written 3");
  }

  @Test
  void callsForOneSourceAreInOrderOfItsWork() {
    scene.run(tables("segments"));

    assertThat(listener.about("segments"))
        .containsExactly(
            "segments advanced",
            "segments request at " + Scene.NOW,
            "segments response 200",
            "segments page 3",
            "segments advanced",
            "segments finished 3",
            "segments written 3");
  }

  @Test
  void listReadOnlyForChildrenIsReportedAsSource() {
    scene.run(
        ExtractionConfig.builder().segmentCustomers(SegmentCustomersSelection.builder().build()));

    assertThat(listener.calls).first().asString().contains("[segments, segment_customers]");
    assertThat(listener.calls).contains("segments finished 3", "segment_customers finished 3");
  }

  @Test
  void fractionIsKnownOnceAllParentsAreRead() {
    scene.run(tables("segments").segmentCustomers(SegmentCustomersSelection.builder().build()));

    List<SourceProgress> progress = listener.of("segment_customers");
    assertThat(progress.get(0).fraction()).as("while the parents are read").isEmpty();
    assertThat(progress.get(progress.size() - 1).chainsRead()).isEqualTo(3);
    assertThat(progress.get(progress.size() - 1).fraction()).hasValue(1);
    assertThat(progress).extracting(SourceProgress::chainsRead).as("never decreases").isSorted();
  }

  @Test
  void fractionOfMessagesFollowsTimeThatIsRead() {
    long now = Scene.NOW.getEpochSecond();
    for (int i = 0; i < 30; i++) {
      scene.api.message("m" + i, "email", now - 1000 - i * 4000L);
    }
    MessagesSelection since =
        MessagesSelection.builder().since(Scene.NOW.minus(Duration.ofHours(34))).build();
    scene.run(ExtractionConfig.builder().messages(since).maxRequestsInFlight(1));

    List<Double> fractions =
        listener.of("messages").stream()
            .filter(one -> one.chainsRead() < one.chains() && one.fraction().isPresent())
            .map(one -> one.fraction().getAsDouble())
            .toList();
    assertThat(fractions).hasSizeGreaterThan(5);
    assertThat(fractions.get(1)).as("after the first page").isBetween(0.01, 0.3);
    assertThat(fractions.get(fractions.size() - 1)).as("near the end").isBetween(0.8, 1.0);
  }

  @Test
  void fractionOfActivitiesIsUnknownUntilEnd() {
    for (int i = 0; i < 10; i++) {
      scene.api.activity("a" + i, "page", Scene.NOW.getEpochSecond() - i, "");
    }
    scene.run(ExtractionConfig.builder().activities(ActivitiesSelection.builder().build()));

    List<SourceProgress> progress = listener.of("activities");
    assertThat(progress.get(0)).satisfies(first -> assertThat(first.fraction()).isEmpty());
    assertThat(progress.get(progress.size() - 1).fraction()).hasValue(1);
  }

  @Test
  void repeatedRequestIsReportedTwice() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    scene.api.trouble(
        request ->
            isFirst.getAndSet(false)
                ? Optional.of(FakeWorkspace.json("{}").newBuilder().code(503).build())
                : Optional.empty());
    scene.run(tables("segments"));

    assertThat(listener.about("segments"))
        .filteredOn(call -> call.contains("re"))
        .filteredOn(call -> call.contains("request") || call.contains("response"))
        .containsExactly(
            "segments request at " + Scene.NOW,
            "segments response 503",
            "segments request at " + Scene.NOW,
            "segments response 200");
  }

  @Test
  void allListenersReceiveSameCalls() {
    RecordingListener second = new RecordingListener();
    scene.listener(ExtractionListener.all(listener, second));
    scene.run(tables("segments"));

    assertThat(second.calls).isEqualTo(listener.calls).isNotEmpty();
  }
}
