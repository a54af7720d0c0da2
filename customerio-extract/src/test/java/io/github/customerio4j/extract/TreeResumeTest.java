package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.state.MemoryStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted runs that read children of many parents, some of which share a spool file. */
class TreeResumeTest {
  private static final Pattern CONTENTS = Pattern.compile("/v1/newsletters/([0-9]+)/contents");
  private static final Pattern METRICS =
      Pattern.compile("/v1/newsletters/([0-9]+)/contents/([0-9]+)/metrics");
  private static final int NEWSLETTERS = 150;

  @TempDir Path folder;
  private Scene scene;
  private final List<Instant> resumed = new ArrayList<>();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger answered = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumed.add(startedAt);
          }
        });
    scene.api.trouble(request -> Optional.of(answer(request)));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static ExtractionConfig.Builder config() {
    return ExtractionConfig.builder()
        .addTables("newsletters", "newsletter_contents", "newsletter_content_metrics")
        .maxRequestsInFlight(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void interruptedRunsWriteSameTablesAsUninterruptedRun(long seed) {
    scene.run(config());
    Map<String, Table> expected = scene.sink.tables();
    int whole = answered.getAndSet(0);
    assertThat(expected.get("newsletter_contents")).isNotNull();
    scene.state(new MemoryStateStore()).api.delays(seed);
    Random random = new Random(seed);

    int interruptions = 0;
    boolean isDone = false;
    while (!isDone) {
      left.set(interruptions > 5 ? Integer.MAX_VALUE : 20 + random.nextInt(120));
      try {
        scene.run(config());
        isDone = true;
      } catch (AuthenticationException e) {
        interruptions++;
      }
    }

    assertThat(interruptions).isPositive();
    assertThat(resumed).isNotEmpty();
    for (Map.Entry<String, Table> table : expected.entrySet()) {
      assertThat(scene.table(table.getKey()).rows())
          .as(table.getKey())
          .isEqualTo(table.getValue().rows());
    }
    assertThat(answered)
        .as("fetched pages are not fetched again, except those in flight and missing parents")
        .hasValueLessThan(whole + interruptions * 40);
  }

  private MockResponse answer(RecordedRequest request) {
    if (left.getAndDecrement() <= 0) {
      return new MockResponse.Builder().code(401).build();
    }
    answered.incrementAndGet();
    HttpUrl url = request.getUrl();
    int start = Integer.parseInt(Optional.ofNullable(url.queryParameter("start")).orElse("0"));
    Matcher contents = CONTENTS.matcher(url.encodedPath());
    Matcher metrics = METRICS.matcher(url.encodedPath());
    if (metrics.matches()) {
      int of = Integer.parseInt(metrics.group(1)) + Integer.parseInt(metrics.group(2));
      return FakeWorkspace.json("{\"metric\":{\"series\":{\"sent\":[" + of + ",1]}}}");
    }
    if (contents.matches()) {
      int id = Integer.parseInt(contents.group(1));
      return id % 11 == 5
          ? new MockResponse.Builder().code(404).build()
          : page("contents", id % 4, start, 2);
    }
    return page("newsletters", NEWSLETTERS, start, 7);
  }

  /** Children of different parents have the same ids. */
  private static MockResponse page(String key, int count, int start, int size) {
    int end = Math.min(count, start + size);
    String records =
        IntStream.range(start, end)
            .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"n" + id + "\"}")
            .collect(Collectors.joining(","));
    String next = end < count ? String.valueOf(end) : "";
    return FakeWorkspace.json("{\"" + key + "\":[" + records + "],\"next\":\"" + next + "\"}");
  }
}
