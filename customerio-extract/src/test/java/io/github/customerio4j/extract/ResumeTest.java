package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.FakeWorkspace.Bound;
import io.github.customerio4j.extract.FakeWorkspace.Order;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.Resume;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted runs, and the runs that resume them or restart. */
class ResumeTest {
  private static final long NOW = Scene.NOW.getEpochSecond();

  @TempDir Path folder;
  private Scene scene;
  private Path spool;
  private final List<String> resumptions = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    spool = folder.resolve("spool");
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumptions.add("resumed " + startedAt);
          }
        });
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void repeatedlyInterruptedRunWritesSameTablesAsUninterruptedRun(long seed) {
    Random random = new Random(seed);
    fill(random);
    scene.api.order(random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST).pageSize(4);
    scene.api.bounds(bound(random), bound(random));
    ExtractionReport whole = scene.run(everything());
    Map<String, Table> expected = scene.sink.tables();
    int wholeRequests = scene.api.requestCount();
    scene.api.delays(seed);
    scene.api.forgetRequests();

    int interruptions = 0;
    ExtractionReport report = null;
    while (report == null) {
      failAfter(interruptions > 6 ? 100_000 : 5 + random.nextInt(40), url -> true);
      try {
        report = scene.at(scene.now().plusSeconds(60)).run(everything());
      } catch (AuthenticationException e) {
        interruptions++;
      }
    }

    assertThat(interruptions).isPositive();
    assertThat(resumptions).isNotEmpty().containsOnly("resumed " + Scene.NOW.plusSeconds(60));
    assertThat(scene.sink.tables().keySet()).containsExactlyElementsOf(expected.keySet());
    for (Map.Entry<String, Table> table : expected.entrySet()) {
      assertThat(scene.table(table.getKey()).rows()).isEqualTo(table.getValue().rows());
      assertThat(scene.table(table.getKey()).schema()).isEqualTo(table.getValue().schema());
    }
    assertThat(report.rows()).isEqualTo(whole.rows());
    assertThat(report.startedAt()).isEqualTo(Scene.NOW.plusSeconds(60));
    assertThat(scene.api.requestCount())
        .as("fetched pages are not fetched again, except those in flight")
        .isLessThan(wholeRequests + (interruptions + 1) * 25);
  }

  @Test
  void stateIsAsOfStartOfInterruptedRun() {
    fill(new Random(1));
    interruptAfter(30);

    scene.at(Scene.NOW.plusSeconds(3600)).run(everything());

    assertThat(scene.stateOf("activities").watermarks().get("*")).isEqualTo(Scene.NOW);
  }

  @Test
  void changedConfigurationRestartsWithWarning() {
    fill(new Random(1));
    interruptAfter(30);

    ExtractionReport report = scene.run(everything().columnLimit(1999));

    assertThat(resumptions).isEmpty();
    assertThat(report.warnings())
        .containsExactly(
            "The run of "
                + Scene.NOW
                + " was interrupted, but with another configuration, key, state or time zone."
                + " This run starts from the beginning.");
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void spoolWithoutNullsIsNotResumedForSinkThatKeepsNulls() {
    fill(new Random(1));
    interruptAfter(30);
    scene.sink.keepNulls();

    ExtractionReport report = scene.run(everything());

    assertThat(resumptions).isEmpty();
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .endsWith("This run starts from the beginning.");
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void changedConcurrencyAndSpoolLimitStillResume() {
    fill(new Random(1));
    interruptAfter(30);

    scene.run(everything().maxRequestsInFlight(3).maxSpoolBytes(1_000_000));

    assertThat(resumptions).hasSize(1);
  }

  @Test
  void tooOldInterruptedRunIsDeletedWithWarning() {
    fill(new Random(1));
    interruptAfter(30);

    ExtractionReport report = scene.at(Scene.NOW.plus(Duration.ofHours(25))).run(everything());

    assertThat(resumptions).isEmpty();
    assertThat(report.warnings())
        .containsExactly(
            "The run of "
                + Scene.NOW
                + " was interrupted, but too long ago to be resumed. This run starts from the beginning.");
  }

  @Test
  void resumeNeverKeepsNoSpoolAndResumesNothing() {
    fill(new Random(1));
    failAfter(30, url -> true);
    assertThatThrownBy(() -> scene.run(everything().resume(Resume.NEVER)))
        .isInstanceOf(AuthenticationException.class);
    assertThat(spool).isEmptyDirectory();
    interruptAfter(30);

    scene.run(everything().resume(Resume.NEVER));

    assertThat(resumptions).isEmpty();
    assertThat(spool).as("the spool of the interrupted run is deleted").isEmptyDirectory();
  }

  @Test
  void interruptedRunOfAnotherJobIsLeftUnchanged() throws IOException {
    fill(new Random(1));
    interruptAfter(30);
    Path other = folder.resolve("other");
    Files.createDirectories(other);
    try (Scene second = new Scene(other)) {
      second.api.list("campaigns", "{\"id\":1}");
      second
          .extractor()
          .sink(second.sink)
          .build()
          .run(ExtractionConfig.builder().addTables("campaigns").spoolDirectory(spool).build());
    }
    assertThat(spool).isNotEmptyDirectory();

    scene.run(everything());

    assertThat(resumptions).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void damagedSpoolDoesNotChangeTables(long seed) throws IOException {
    Random random = new Random(seed);
    fill(random);
    scene.run(everything());
    Map<String, Table> expected = scene.sink.tables();
    interruptAfter(60);
    List<Path> files = spooled();
    Path file =
        random.nextInt(3) == 0
            ? files.get(random.nextInt(files.size()))
            : files.stream().filter(path -> path.endsWith("journal")).findFirst().orElseThrow();
    damage(file, random);

    scene.run(everything());

    for (Map.Entry<String, Table> table : expected.entrySet()) {
      assertThat(scene.table(table.getKey()).rows()).isEqualTo(table.getValue().rows());
    }
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void damagedJournalRestartsWithWarning() throws IOException {
    fill(new Random(1));
    interruptAfter(60);
    Path journal = spooled().stream().filter(path -> path.endsWith("journal")).findFirst().get();
    try (RandomAccessFile bytes = new RandomAccessFile(journal.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      bytes.write(new byte[64]);
    }

    ExtractionReport report = scene.run(everything());

    assertThat(resumptions).isEmpty();
    assertThat(report.warnings()).hasSize(1);
    assertThat(report.warnings().get(0))
        .startsWith("Cannot resume an interrupted run: its journal in ")
        .endsWith("This run starts from the beginning.");
  }

  @Test
  void changedSpooledRowsRestartWithWarning() throws IOException {
    fill(new Random(1));
    interruptAfter(60);
    Path rows =
        spooled().stream()
            .filter(path -> String.valueOf(path.getFileName()).startsWith("rows-"))
            .findFirst()
            .get();
    try (RandomAccessFile bytes = new RandomAccessFile(rows.toFile(), "rw")) {
      bytes.seek(10);
      bytes.write(new byte[4]);
    }

    ExtractionReport report = scene.run(everything());

    assertThat(report.warnings()).hasSize(1);
    assertThat(report.warnings().get(0)).contains("its spool is damaged: rows in rows-");
  }

  @Test
  void cursorUnknownToApiRestartsItsListWithWarning() {
    fill(new Random(1));
    scene.api.pageSize(4);
    scene.run(everything());
    List<Map<String, String>> expected = scene.table("messages").rows();
    interruptAfter(30);
    AtomicInteger refused = new AtomicInteger();
    scene.api.trouble(
        request ->
            request.getUrl().queryParameter("start") != null && refused.getAndIncrement() == 0
                ? Optional.of(new MockResponse.Builder().code(400).build())
                : Optional.empty());

    ExtractionReport report = scene.run(everything());

    assertThat(report.tables())
        .flatExtracting(TableReport::warnings)
        .anyMatch(text -> text.contains("a list was read again from the start"));
    assertThat(scene.table("messages").rows()).isEqualTo(expected);
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void resumedRunDoesNotCreateExportAgain() {
    scene.api.exports().files("cio_id,id\na,1\nb,2\n").total(2);
    failAfter(0, url -> url.encodedPath().endsWith("/download"));
    ExtractionConfig.Builder customers =
        ExtractionConfig.builder()
            .addTables("campaigns")
            .customers(CustomersSelection.builder().build());
    scene.api.list("campaigns", "{\"id\":1}");
    assertThatThrownBy(() -> scene.run(customers)).isInstanceOf(AuthenticationException.class);
    scene.api.trouble(request -> Optional.empty());

    scene.run(customers);

    assertThat(scene.api.exports().created()).hasSize(1);
    assertThat(scene.table("customers").column("cio_id")).containsExactly("a", "b");
  }

  @Test
  void windowThatWasReadToItsEndIsNotReadAgain() {
    for (int i = 0; i < 5_000; i++) {
      scene.api.message("m" + i, "email", NOW - 60 - i);
    }
    scene.api.message("old", "email", NOW - Duration.ofDays(40).toSeconds()).pageSize(1_000);
    ExtractionConfig.Builder config =
        ExtractionConfig.builder()
            .messages(
                MessagesSelection.builder().since(Scene.NOW.minus(Duration.ofDays(50))).build())
            .maxRequestsInFlight(1);
    failAfter(0, url -> !isOfNewestWindow(url));
    assertThatThrownBy(() -> scene.run(config)).isInstanceOf(AuthenticationException.class);
    assertThat(scene.api.requests("messages")).as("the newest window was read").hasSize(6);
    scene.api.trouble(request -> Optional.empty());
    scene.api.forgetRequests();

    scene.run(config);

    assertThat(scene.api.requests("messages")).noneMatch(ResumeTest::isOfNewestWindow);
    assertThat(scene.table("messages").column("id")).hasSize(5_001).doesNotHaveDuplicates();
  }

  private static boolean isOfNewestWindow(HttpUrl url) {
    return String.valueOf(NOW).equals(url.queryParameter("end_ts"));
  }

  private void interruptAfter(int requests) {
    failAfter(requests, url -> true);
    assertThatThrownBy(() -> scene.run(everything())).isInstanceOf(AuthenticationException.class);
    scene.api.trouble(request -> Optional.empty());
  }

  private void failAfter(int requests, Predicate<HttpUrl> which) {
    AtomicInteger left = new AtomicInteger(requests);
    scene.api.trouble(
        (RecordedRequest request) ->
            which.test(request.getUrl()) && left.decrementAndGet() < 0
                ? Optional.of(new MockResponse.Builder().code(401).build())
                : Optional.empty());
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> paths = Files.walk(spool)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.endsWith("run.lock"))
          .sorted()
          .toList();
    }
  }

  private static void damage(Path file, Random random) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      if (random.nextInt(3) == 0) {
        bytes.setLength(random.nextInt((int) bytes.length()));
      } else {
        long position = random.nextInt((int) bytes.length());
        bytes.seek(position);
        int previous = bytes.read();
        bytes.seek(position);
        bytes.write(previous ^ (1 << random.nextInt(8)));
      }
    }
  }

  private void fill(Random random) {
    for (int i = 0; i < 250; i++) {
      String rest = random.nextInt(20) == 0 ? "\"late_" + random.nextInt(9) + "\":" + i : "";
      String type = random.nextBoolean() ? "email" : "push";
      scene.api.message("m" + i, type, NOW - 1 - random.nextInt(7000), rest);
    }
    for (int i = 0; i < 60; i++) {
      String type = random.nextInt(3) == 0 ? "page" : "event";
      scene.api.activity("a" + i, type, NOW - 10 - i, i == 40 ? "\"extra\":{\"x\":1}" : "");
    }
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2,\"tags\":[\"x\"]}");
    scene.api.list("segments", "{\"id\":7}", "{\"id\":3}");
    scene.api.list(
        "segments/7/membership", "{\"cio_id\":\"a\",\"id\":\"1\"}", "{\"cio_id\":\"b\"}");
    scene.api.list("segments/3/membership", "{\"cio_id\":\"b\"}");
  }

  private static Bound bound(Random random) {
    return random.nextBoolean() ? Bound.INCLUSIVE : Bound.EXCLUSIVE;
  }

  private static ExtractionConfig.Builder everything() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .stateUse(StateUse.RESET)
        .addTables("campaigns", "segments")
        .segmentCustomers(SegmentCustomersSelection.allSegments())
        .messages(
            MessagesSelection.builder()
                .addTypes("email", "push")
                .since(Scene.NOW.minus(Duration.ofHours(2)))
                .build())
        .activities(ActivitiesSelection.builder().history(History.SINCE_LAST_RUN).build());
    return config;
  }
}
