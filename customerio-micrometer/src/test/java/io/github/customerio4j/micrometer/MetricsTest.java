package io.github.customerio4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs extractions against a server and checks the meters of the registry. */
class MetricsTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger segmentRequests = new AtomicInteger();

  @TempDir Path folder;

  /** Campaigns succeed, segments succeed at the third attempt, newsletters are forbidden. */
  @BeforeEach
  void open() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request.getUrl().encodedPath());
          }
        });
    server.start();
  }

  private MockResponse answer(String path) {
    if (path.equals("/v1/campaigns")) {
      return body(200, "{\"campaigns\":[{\"id\":1},{\"id\":2}]}");
    }
    if (path.equals("/v1/segments")) {
      int attempt = segmentRequests.incrementAndGet();
      return attempt > 2
          ? body(200, "{\"segments\":[{\"id\":7}]}")
          : body(attempt == 1 ? 503 : 429, "{}");
    }
    return body(403, "{}");
  }

  private static MockResponse body(int status, String json) {
    return new MockResponse.Builder().code(status).body(json).build();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void run(RateLimit limit, Tags tags) {
    RetryOptions retry = RetryOptions.builder().firstDelay(Duration.ofMillis(1)).build();
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of("key-of-the-tests"))
            .baseUrl(server.url("/v1/").toString())
            .rateLimit(limit)
            .retry(retry)
            .build()) {
      ExtractionConfig.Builder config = ExtractionConfig.builder();
      config.addTables("campaigns", "segments", "newsletters");
      config.onTableFailure(OnTableFailure.SKIP).spoolDirectory(folder.resolve("spool"));
      Extractor.builder()
          .client(client.observedBy(new ClientMetrics(registry, limit, tags)))
          .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
          .listener(new ExtractionMetrics(registry, tags))
          .build()
          .run(config.build());
    }
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private long timed(String name, String... tags) {
    return registry.get(name).tags(tags).timer().count();
  }

  @Test
  void runIsCountedByTable() {
    run(RateLimit.unlimited(), Tags.empty());

    assertThat(count("customerio.extraction.pages", "table", "campaigns")).isEqualTo(1);
    assertThat(count("customerio.extraction.records", "table", "campaigns")).isEqualTo(2);
    assertThat(count("customerio.extraction.bytes", "table", "campaigns")).isEqualTo(33);
    assertThat(count("customerio.extraction.rows", "table", "campaigns")).isEqualTo(2);
    assertThat(count("customerio.extraction.requests", "table", "campaigns")).isEqualTo(1);
    assertThat(count("customerio.extraction.requests", "table", "segments")).isEqualTo(3);
    assertThat(count("customerio.extraction.retries", "table", "segments")).isEqualTo(2);
    assertThat(count("customerio.extraction.failures", "table", "newsletters")).isEqualTo(1);
    assertThat(timed("customerio.extraction.tables", "table", "segments")).isEqualTo(1);
    assertThat(timed("customerio.extraction.runs")).isEqualTo(1);
  }

  @Test
  void requestsAreCountedByOutcome() {
    run(RateLimit.unlimited(), Tags.empty());

    assertThat(timed("customerio.client.requests", "outcome", "success")).isEqualTo(2);
    assertThat(timed("customerio.client.requests", "outcome", "refused")).isEqualTo(1);
    assertThat(timed("customerio.client.requests", "outcome", "server_error")).isEqualTo(1);
    assertThat(timed("customerio.client.requests", "outcome", "client_error")).isEqualTo(1);
    assertThat(
            registry
                .get("customerio.client.requests")
                .tags("outcome", "success")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .as("time of the requests")
        .isPositive();
    assertThat(count("customerio.client.started")).isEqualTo(5);
    assertThat(count("customerio.client.retries")).isEqualTo(2);
    assertThat(registry.get("customerio.client.response.size").summary().count()).isEqualTo(5);
  }

  @Test
  void utilizationIsShareOfLimit() {
    run(RateLimit.perSecond(10), Tags.empty());
    clock.add(Duration.ofSeconds(1));

    double limit = registry.get("customerio.client.limit").gauge().value();
    assertThat(limit).as("rate limit").isBetween(9.7, 10.0);
    assertThat(registry.get("customerio.client.limit.utilization").gauge().value())
        .as("five requests in ten seconds")
        .isCloseTo(0.5 / limit, within(1e-9));
  }

  @Test
  void unlimitedClientHasNoLimitMeters() {
    run(RateLimit.unlimited(), Tags.empty());

    assertThat(registry.find("customerio.client.limit").gauge()).isNull();
    assertThat(registry.find("customerio.client.limit.utilization").gauge()).isNull();
  }

  @Test
  void lastCommitUsesClockOfRegistry() {
    ExtractionMetrics metrics = new ExtractionMetrics(registry);
    assertThat(lastCommit()).as("before the first run").isZero();
    metrics.resumed(Instant.EPOCH, 4);
    clock.add(Duration.ofDays(20_000));

    run(RateLimit.unlimited(), Tags.of("workspace", "crm"));

    assertThat(
            registry
                .get("customerio.extraction.last.commit")
                .tag("workspace", "crm")
                .timeGauge()
                .value(TimeUnit.SECONDS))
        .isEqualTo((double) TimeUnit.DAYS.toSeconds(20_000));
    assertThat(lastCommit()).as("of another listener").isZero();
    assertThat(count("customerio.extraction.resumed")).isEqualTo(1);
  }

  private double lastCommit() {
    return registry.get("customerio.extraction.last.commit").timeGauges().stream()
        .filter(gauge -> gauge.getId().getTags().isEmpty())
        .findFirst()
        .orElseThrow()
        .value(TimeUnit.SECONDS);
  }

  @Test
  void additionalTagsAreOnEveryMeter() {
    run(RateLimit.perSecond(1000), Tags.of("workspace", "crm"));

    assertThat(registry.getMeters())
        .hasSizeGreaterThan(12)
        .allSatisfy(meter -> assertThat(meter.getId().getTag("workspace")).isEqualTo("crm"));
  }

  /** Fails for a meter without documentation, and for a documented meter that does not exist. */
  @Test
  void everyMeterIsDocumentedWithItsTags() throws IOException {
    run(RateLimit.perSecond(1000), Tags.empty());
    new ExtractionMetrics(registry, Tags.of("workspace", "crm")).warned("", "odd");

    Set<String> documented = new TreeSet<>();
    String page = Files.readString(Path.of("..").resolve("docs/observability.md"));
    Matcher row =
        Pattern.compile("(?m)^\\| `(customerio\\.[a-z.]+)` \\| [a-z ]+ \\| (.*?) \\|")
            .matcher(page);
    while (row.find()) {
      documented.add(row.group(1) + " " + row.group(2).replace("`", "").replace("–", "").strip());
    }
    Set<String> registered =
        registry.getMeters().stream()
            .map(Meter::getId)
            .map(id -> id.getName() + " " + tagKeys(id))
            .map(String::strip)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented.stream().map(String::strip)).containsExactlyElementsOf(registered);
  }

  private static String tagKeys(Meter.Id id) {
    return id.getTags().stream()
        .map(tag -> tag.getKey())
        .filter(key -> !key.equals("workspace"))
        .collect(Collectors.joining(", "));
  }
}
