package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.junit.CustomerIoSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each program on the sandbox. */
@CustomerIoSandbox
class ProgramsTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static CustomerIo client(Sandbox sandbox) {
    return CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
        .baseUrl(sandbox.baseUrl())
        .rateLimit(RateLimit.unlimited())
        .build();
  }

  private static List<String> lines(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static PrintStream printTo(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Test
  void metricsOfEveryCampaignByDay(Sandbox sandbox) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CustomerIo client = client(sandbox)) {
      CampaignMetrics.print(client, printTo(out));
    }
    assertFalse(lines(out).isEmpty());
    assertTrue(lines(out).get(0).matches("\\d+ \\S+T\\d\\d:00:00Z \\w+ \\d+"), lines(out).get(0));
  }

  @Test
  void addressesOfThoseWhoClicked(Sandbox sandbox) {
    try (CustomerIo client = client(sandbox)) {
      assertFalse(WhoClicked.recipients(client).isEmpty());
    }
  }

  @Test
  void everyoneOfASegmentHasTheirAttributesRead(Sandbox sandbox) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CustomerIo client = client(sandbox)) {
      SearchAndAttributes.print(client, printTo(out));
      assertEquals(
          client.customers().search(AudienceFilter.segment(1)).stream().count(), lines(out).size());
    }
  }

  @Test
  void messagesOfYearsComeOnce(Sandbox sandbox) {
    try (CustomerIo client = client(sandbox)) {
      List<String> ids = TwoYears.since(client, LONG_AGO).map(Message::id).toList();
      assertEquals(ids.size(), ids.stream().distinct().count());
      assertTrue(ids.size() >= client.messages().list(allOfSixMonths()).stream().count());
    }
  }

  private static MessageQuery allOfSixMonths() {
    return MessageQuery.all();
  }

  @Test
  void exportIsCopied(Sandbox sandbox) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CustomerIo client = client(sandbox)) {
      CustomersExportRequest people =
          CustomersExportRequest.builder().filters(AudienceFilter.everybody()).build();
      ExportToStream.copy(client, people, out);
    }
    assertTrue(lines(out).size() > 40, "a header and forty people");
  }

  @Test
  void historyContinuesAfterACrash(Sandbox sandbox) throws IOException {
    MessageHistoryQuery query = MessageHistoryQuery.builder().since(LONG_AGO).limit(50).build();
    Path bookmark = folder.resolve("bookmark");
    List<String> read = new ArrayList<>();
    try (CustomerIo client = client(sandbox)) {
      for (int crashes = 0; crashes < 3; crashes++) {
        int pages = crashes;
        assertThrows(
            IllegalStateException.class,
            () -> ResumeAfterCrash.read(client, query, bookmark, crashAfter(pages, read)));
      }
      ResumeAfterCrash.read(client, query, bookmark, page -> add(page, read));
      assertEquals(client.messages().history(query).stream().map(Message::id).toList(), read);
    }
  }

  private static Consumer<List<Message>> crashAfter(int pages, List<String> read) {
    int[] left = {pages};
    return page -> {
      if (left[0]-- == 0) {
        throw new IllegalStateException("a crash");
      }
      add(page, read);
    };
  }

  private static void add(List<Message> page, List<String> to) {
    page.forEach(message -> to.add(message.id()));
  }

  @Test
  void tablesAreCollected(Sandbox sandbox) {
    try (CustomerIo client = client(sandbox)) {
      assertEquals(client.segments().list().size(), ListSink.segments(client).size());
    }
  }

  @Test
  void secondRunReadsOnlyWhatIsNew(Sandbox sandbox) {
    Path file = folder.resolve("crm.duckdb");
    try (CustomerIo client = client(sandbox)) {
      long first = DuckDbIncremental.update(client, file).tables().get(0).rows();
      long second = DuckDbIncremental.update(client, file).tables().get(0).rows();
      assertTrue(first > second, first + " rows, then " + second);
    }
  }

  @Test
  void twoWorkspacesRunSideBySide(Sandbox first) throws IOException {
    try (Sandbox second = Sandbox.builder().seed(7).start();
        CustomerIo one = client(first);
        CustomerIo two = client(second)) {
      assertEquals(2, TwoWorkspaces.extract(Map.of("one", one, "two", two), folder).size());
    }
    assertTrue(Files.size(folder.resolve("one").resolve("campaigns.csv")) > 0);
    assertTrue(Files.size(folder.resolve("two").resolve("campaigns.csv")) > 0);
  }

  @Test
  void runThatTakesTooLongIsCancelled() throws InterruptedException {
    try (Sandbox sandbox = Sandbox.builder().latency(Duration.ofSeconds(5)).start();
        CustomerIo client = client(sandbox)) {
      TableSink.Collecting tables = TableSink.collecting();
      Extractor extractor = Extractor.builder().client(client).sink(tables).build();
      ExtractionConfig config = ExtractionConfig.builder().addTables("campaigns").build();

      assertEquals(Optional.empty(), CancelAfter.run(extractor, config, Duration.ofMillis(100)));
      assertTrue(tables.tables().isEmpty());
    }
  }

  @Test
  void activitiesAreCounted(Sandbox sandbox) {
    try (CustomerIo client = client(sandbox)) {
      assertFalse(TypedActivities.eventsByName(client).isEmpty());
    }
  }

  @Test
  void clientIsOneLineOnTheSandbox(Sandbox sandbox) {
    try (CustomerIo client = client(sandbox)) {
      assertEquals(6, SegmentNames.of(client.segments()).size());
    }
  }
}
