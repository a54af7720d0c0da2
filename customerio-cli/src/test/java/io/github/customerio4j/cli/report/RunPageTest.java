package io.github.customerio4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class RunPageTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final String HOSTILE = "<script>alert('x')</script>&\"]]>\u0000\u001b\ud800";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.html");
  }

  private RunPage page(Clock clock) {
    RunFacts facts =
        new RunFacts(
            "Customer.io (EU)",
            "postgresql://crm:s3cret@db/crm?password=t0psecret",
            Map.of("Tables", "campaigns, segments"));
    return RunPage.into(file(), facts, clock);
  }

  private static RunPage begun(RunPage page) {
    page.listener()
        .started(new ExtractionStart(NOW, List.of("messages", "segments"), OptionalDouble.of(10)));
    page.listener().requestSent("messages", NOW);
    page.listener().responseReceived("messages", NOW, 429, Duration.ZERO);
    page.listener().retryScheduled("messages", Duration.ZERO, "429");
    page.listener().requestSent("messages", NOW.plusSeconds(1));
    page.listener().pageRead("messages", 1234, 5678);
    return page;
  }

  private static Clock fixed() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** A run of two tables in the sandbox. */
  private ExtractionReport run(RunPage page, Scope... missing) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().addMissingScopes(missing).start();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.perSecond(1000))
                .build()) {
      return Extractor.builder()
          .client(client)
          .sink(new ChangingSink(new SchemaChange("plan", "widened from bigint to text")))
          .listener(page.listener())
          .build()
          .run(
              ExtractionConfig.builder()
                  .addTables("campaigns", "segments")
                  .onTableFailure(OnTableFailure.SKIP)
                  .spoolDirectory(folder.resolve("spool"))
                  .build());
    }
  }

  @Test
  void aRunThatWasCommittedHasAllItsFigures() throws IOException {
    RunPage page = page(Clock.systemUTC());
    page.committed(run(page));

    PageText read = PageText.read(file());
    assertThat(read.texts("h1")).containsExactly("Customer.io (EU) \u2192 postgresql://db/crm");
    assertThat(read.texts("title")).first().asString().startsWith("Done: ");
    assertThat(read.texts("b")).startsWith("14", "2", "2");
    assertThat(read.rows("tables"))
        .hasSize(4)
        .anySatisfy(
            row ->
                assertThat(row).matches("campaigns\\|\\|8\\|41\\|1\\|0\\|\\d.\\d\\|4.3 kB\\|0\\|"))
        .anySatisfy(
            row ->
                assertThat(row).matches("2 tables\\|\\|14\\|51\\|2\\|0\\|\\d.\\d\\|8.6 kB\\|0\\|"));
    assertThat(read.rows("timeline"))
        .hasSize(3)
        .anySatisfy(row -> assertThat(row).matches("segments\\|\\|6\\|1\\|\\d.\\d"));
    assertThat(read.rows("schema"))
        .containsExactly(
            "Table|Column|Change",
            "campaigns|plan|widened from bigint to text",
            "segments|plan|widened from bigint to text");
    assertThat(read.texts("svg")).first().asString().contains("limit: 1,000 a second");
    assertThat(read.texts("dd")).containsExactly("campaigns, segments");
  }

  @Test
  void rowsThatWereReadAgainAreCounted() throws IOException {
    TableReport messages =
        TableReport.builder()
            .table("messages")
            .rows(6)
            .columns(2)
            .bytes(0)
            .location("main.messages")
            .requests(3)
            .retries(0)
            .windows(1)
            .duplicates(0)
            .duration(Duration.ofSeconds(1))
            .refreshed(Duration.ofDays(14))
            .rowChanges(new WrittenTable.RowChanges(71, 82, 0, 93_210))
            .build();
    RunPage page = begun(page(fixed()));
    page.committed(
        ExtractionReport.builder()
            .startedAt(NOW)
            .duration(Duration.ofSeconds(2))
            .addTables(messages)
            .spooledBytes(0)
            .build());

    assertThat(Files.readString(file()))
        .contains("<span class=\"refreshed\">refreshed 14d</span>")
        .contains(">New</th>", ">Changed</th>", ">Unchanged</th>")
        .contains(">71</td>", ">82</td>", ">93,210</td>");
  }

  @Test
  void tablesThatFailedAreNamedWithTheReason() throws IOException {
    RunPage page = page(Clock.systemUTC());
    page.committed(run(page, Scope.SEGMENTS));

    PageText read = PageText.read(file());
    assertThat(read.texts("title")).first().asString().startsWith("Some tables failed: ");
    assertThat(read.texts("h2")).contains("Tables that failed and were left as they were");
    assertThat(read.texts("dd")).first().asString().contains("/v1/segments", "scope");
    assertThat(read.rows("timeline")).anyMatch(row -> row.startsWith("segments|failed|0|1|"));
  }

  @Test
  void aRunThatFailedSaysWhatAndHowFarItCame() throws IOException {
    begun(page(fixed())).failed("Cannot GET /v1/messages: 401. Check the key.");

    PageText read = PageText.read(file());
    assertThat(read.texts("p")).contains("Failed", "Cannot GET /v1/messages: 401. Check the key.");
    assertThat(read.texts("b")).startsWith("1,234", "2", "2");
    assertThat(read.rows("timeline"))
        .contains("messages|not read to its end|1,234|2|1.0", "segments|not begun|0|0|");
    assertThat(read.source()).contains("1 repeated, 1 refused (429)");
    assertThat(read.elements("path"))
        .as("the second in which a request was refused")
        .anyMatch(path -> path.getAttribute("class").equals("refused"));
  }

  @Test
  void aRunThatFailedBeforeItAskedForAnythingHasAPageToo() throws IOException {
    page(fixed()).failed("Cannot start.");

    assertThat(PageText.read(file()).texts("p")).contains("No request was sent.", "Nothing was.");
  }

  @Test
  void noSecretOfTheDestinationIsToldAndNothingIsLoaded() throws IOException {
    begun(page(fixed())).failed("over");

    PageText read = PageText.read(file());
    assertThat(read.source()).doesNotContain("s3cret", "t0psecret", "crm:");
    assertThat(read.elements("script")).isEmpty();
    assertThat(read.elements("link")).isEmpty();
    assertThat(read.elements("img")).isEmpty();
    assertThat(read.source().replaceAll("xmlns=\"http://www.w3.org/[^\"]*\"", ""))
        .as("no address but names of languages")
        .doesNotContain("http:", "https:", "@import", "url(", "src=");
    assertThat(read.elements("a").stream().map(link -> link.getAttribute("href")))
        .allMatch(address -> address.startsWith("#"));
  }

  @Test
  void textsOfOthersStayTexts() throws IOException {
    RunPage page =
        RunPage.into(file(), new RunFacts(HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE)), fixed());
    page.listener().pageRead(HOSTILE, 1, 1);
    page.listener().warned(HOSTILE, HOSTILE);
    page.failed(HOSTILE);

    PageText read = PageText.read(file());
    assertThat(read.elements("script")).isEmpty();
    assertThat(read.texts("dt")).hasSize(2).allMatch(text -> text.contains("<script>alert('x')"));
    assertThat(read.source()).doesNotContain("<script", "\u0000", "\u001b");
    assertThat(read.elements("*").stream().map(Element::getTagName)).doesNotContain("alert");
  }

  @Test
  void warningsAreBounded() throws IOException {
    RunPage page = page(fixed());
    for (int i = 0; i < 1000; i++) {
      page.listener().warned("messages", "warning " + i);
    }
    page.listener().resumed(NOW, 17);
    page.failed("over");

    PageText read = PageText.read(file());
    assertThat(read.texts("dd")).contains("warning 499").doesNotContain("warning 500");
    assertThat(read.texts("p")).contains("And 501 more.");
  }

  @Test
  void aThreadThatWasInterruptedWritesThePageAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    page(fixed()).failed("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(PageText.read(file()).texts("p")).contains("interrupted");
  }

  @Test
  void aFormerPageIsReplacedAndNothingElseIsLeft() throws IOException {
    Files.writeString(file(), "former");
    page(fixed()).failed("over");

    assertThat(PageText.read(file()).source()).doesNotContain("former");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeTheRun() {
    assertThatThrownBy(() -> RunPage.check(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is a folder. Name a file");
    assertThatThrownBy(() -> RunPage.check(folder.resolve("none").resolve("run.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
  }
}
