package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.engine.run.ConcurrencyTarget;
import io.github.customerio4j.extract.engine.run.LogContext;
import io.github.customerio4j.extract.engine.run.RunThreads;
import io.github.customerio4j.extract.engine.run.SliceScheduler;
import io.github.customerio4j.extract.report.LoggingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The MDC entries of the lines that a run logs. */
class LogContextTest {
  private static final long NOW = Scene.NOW.getEpochSecond();

  private final Logger log = (Logger) LoggerFactory.getLogger(LogContextTest.class);

  /** Reads the MDC of each event on the thread that logs, because events read it lazily. */
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    lines.start();
    log.setLevel(Level.DEBUG);
    log.setAdditive(false);
    log.addAppender(lines);
    scene = new Scene(folder);
    scene.listener(new LoggingListener(log));
    MDC.clear();
  }

  @AfterEach
  void close() {
    MDC.clear();
    log.detachAppender(lines);
    scene.close();
  }

  /** Each page has a different number of records, which identifies it in the log. */
  @Test
  void pageIsLoggedWithItsTableSliceAndRequest() {
    members(7, 1);
    members(8, 2);
    members(9, 3);
    scene.api.pageSize(10).delays(1);
    messages("email", 4);
    messages("push", 5);
    scene.api.activity("a", "event", NOW - 9, "").activity("b", "event", NOW - 9, "");
    scene.api.list("segments", "{\"id\":7}", "{\"id\":8}", "{\"id\":9}");
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.segmentCustomers(SegmentCustomersSelection.builder().build());
    config.messages(MessagesSelection.builder().addTypes("email", "push").build());
    config.activities(ActivitiesSelection.builder().addTypes("event").build());

    scene.run(config);

    for (int size = 1; size <= 3; size++) {
      assertThat(page("segment_customers", size))
          .containsExactly(
              Map.of(
                  "table", "segment_customers",
                  "slice", "segment_id=" + (6 + size),
                  "request", "GET /v1/segments/" + (6 + size) + "/membership"));
    }
    assertThat(page("segments", 3))
        .containsExactly(Map.of("table", "segments", "request", "GET /v1/segments"));
    assertThat(page("activities", 2))
        .containsExactly(
            Map.of("table", "activity_event", "slice", "event", "request", "GET /v1/activities"));
    assertThat(page("messages", 4)).singleElement().satisfies(mdc -> isOf(mdc, "email"));
    assertThat(page("messages", 5)).singleElement().satisfies(mdc -> isOf(mdc, "push"));
  }

  @Test
  void writtenTableIsLoggedWithItsName() {
    scene.api.list("campaigns", "{\"id\":1}").list("segments", "{\"id\":2}");

    scene.run(ExtractionConfig.builder().addTables("campaigns", "segments"));

    assertThat(loggedWith("campaigns: 1 rows")).containsExactly(Map.of("table", "campaigns"));
    assertThat(loggedWith("segments: 1 rows")).containsExactly(Map.of("table", "segments"));
    assertThat(loggedWith("2 rows in 2 tables")).containsExactly(Map.of());
  }

  @Test
  void retryIsLoggedWithFailedAttempt() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    scene.api.list("segments", "{\"id\":2}");
    scene.api.trouble(
        request ->
            isFirst.getAndSet(false)
                ? Optional.of(new MockResponse.Builder().code(503).build())
                : Optional.empty());

    scene.run(ExtractionConfig.builder().addTables("segments"));

    assertThat(loggedWith("trying again"))
        .containsExactly(Map.of("table", "segments", "request", "GET /v1/segments"));
    assertThat(page("segments", 1))
        .containsExactly(Map.of("table", "segments", "request", "GET /v1/segments (attempt 2)"));
  }

  @Test
  void failedTableIsLoggedWithItsName() {
    scene.api.list("campaigns", "{\"id\":1}");
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/segments")
                ? Optional.of(new MockResponse.Builder().code(403).body("{}").build())
                : Optional.empty());
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns", "segments").onTableFailure(OnTableFailure.SKIP);
    config.segmentCustomers(SegmentCustomersSelection.builder().build());

    scene.run(config);

    assertThat(loggedWith("segments: skipped"))
        .containsExactly(Map.of("table", "segments", "request", "GET /v1/segments"));
    assertThat(loggedWith("segment_customers: skipped"))
        .containsExactly(Map.of("table", "segment_customers"));
  }

  @Test
  void callersContextIsInEveryLineAndIsRestored() {
    MDC.put("job", "nightly");
    MDC.put("table", "set by the caller");
    Map<String, String> before = MDC.getCopyOfContextMap();
    scene.api.list("campaigns", "{\"id\":1}");

    scene.run(ExtractionConfig.builder().addTables("campaigns"));

    assertThat(MDC.getCopyOfContextMap()).isEqualTo(before);
    assertThat(lines.list)
        .hasSizeGreaterThan(3)
        .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("job", "nightly"));
    assertThat(page("campaigns", 1).get(0)).containsEntry("table", "campaigns");
    assertThat(loggedWith("1 rows in 1 tables")).containsExactly(before);
  }

  @Test
  void finishedTaskLeavesOnlyCallersContextOnWorkerThread() throws Exception {
    MDC.put("job", "nightly");
    SliceScheduler scheduler =
        new SliceScheduler(
            new ConcurrencyTarget(() -> OptionalDouble.empty(), 1), () -> {}, RunThreads.daemons());
    List<Map<String, String>> after = new ArrayList<>();
    scheduler.submitOnce(
        () -> {
          LogContext context = LogContext.of("messages", "email");
          try (context) {
            LogContext.request(new Transfer("GET", "/v1/messages", 1));
            after.add(MDC.getCopyOfContextMap());
          }
        });
    scheduler.submitOnce(() -> after.add(MDC.getCopyOfContextMap()));

    scheduler.join();

    assertThat(after.get(0))
        .containsOnly(
            entry("job", "nightly"),
            entry("table", "messages"),
            entry("slice", "email"),
            entry("request", "GET /v1/messages"));
    assertThat(after.get(1)).containsOnly(entry("job", "nightly"));
  }

  @Test
  void nestedContextRestoresOuterContext() {
    LogContext outer = LogContext.of("campaigns", "id=1");
    try (outer) {
      LogContext.request(new Transfer("GET", "/v1/campaigns/1", 3));
      LogContext same = LogContext.of("campaigns");
      try (same) {
        assertThat(MDC.get("slice")).as("the slice of the same table").isEqualTo("id=1");
      }
      LogContext other = LogContext.of("campaign_actions");
      try (other) {
        assertThat(MDC.getCopyOfContextMap()).containsOnly(entry("table", "campaign_actions"));
      }
      assertThat(MDC.getCopyOfContextMap())
          .containsOnly(
              entry("table", "campaigns"),
              entry("slice", "id=1"),
              entry("request", "GET /v1/campaigns/1 (attempt 3)"));
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private static void isOf(Map<String, String> mdc, String type) {
    assertThat(mdc).containsEntry("table", "messages").containsEntry("request", "GET /v1/messages");
    assertThat(mdc.get("slice")).startsWith(type + " 20").endsWith("/" + Scene.NOW);
  }

  private void members(int segment, int count) {
    String[] people = new String[count];
    for (int i = 0; i < count; i++) {
      people[i] = "{\"cio_id\":\"" + segment + "-" + i + "\"}";
    }
    scene.api.list("segments/" + segment + "/membership", people);
  }

  private void messages(String type, int count) {
    for (int i = 0; i < count; i++) {
      scene.api.message(type + i, type, NOW - 10);
    }
  }

  private List<Map<String, String>> page(String source, int records) {
    return loggedWith(source + ": page of " + records + " records");
  }

  /** The MDC entries of the lines that contain a text. */
  private List<Map<String, String>> loggedWith(String text) {
    return lines.list.stream()
        .filter(line -> line.getFormattedMessage().contains(text))
        .map(ILoggingEvent::getMDCPropertyMap)
        .toList();
  }
}
