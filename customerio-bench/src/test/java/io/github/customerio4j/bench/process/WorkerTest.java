package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.bench.process.ExtractWork.Tables;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.ListOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the work of the child processes in this process. */
class WorkerTest {
  private final Sandbox sandbox =
      Sandbox.builder().bulk(BulkData.of(2_400, 250)).order(ListOrder.OLDEST_FIRST).start();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    sandbox.close();
  }

  private List<BenchFigures> work(WorkerArguments arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Worker.run(
        arguments
            .with("baseUrl", sandbox.baseUrl())
            .with("key", sandbox.appApiKey())
            .with("folder", folder),
        new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8).lines().map(BenchFigures::parse).toList();
  }

  @Test
  void extractionCountsTraffic() throws Exception {
    BenchFigures figures =
        work(ExtractWork.arguments(Tables.MESSAGES_AND_ACTIVITIES).with("inFlight", 4)).get(0);
    assertThat(figures.traffic().rows()).isEqualTo(2_650);
    assertThat(figures.traffic().requests()).isEqualTo(sandbox.requests().size());
    assertThat(figures.wallSeconds()).isPositive();
    assertThat(figures.megabytesPerSecond()).isPositive();
  }

  @Test
  void sendingCountsRequests() throws Exception {
    BenchFigures figures =
        work(WorkerArguments.none().with("work", SendWork.NAME).with("requests", 40)).get(0);
    assertThat(figures.traffic().requests()).isEqualTo(40);
    assertThat(sandbox.requests()).hasSize(40);
  }

  @Test
  void everythingIncludesPeople() throws Exception {
    assertThat(work(ExtractWork.arguments(Tables.EVERYTHING)).get(0).traffic().rows())
        .isGreaterThan(2_700);
  }

  @Test
  void skipFetchesSamePagesAsExtraction() throws Exception {
    BenchFigures extracted =
        work(ExtractWork.arguments(Tables.MESSAGES).with("types", "email").with("rate", 1000))
            .get(0);
    List<LoggedRequest> requests = sandbox.requests().stream().map(LoggedRequest::of).toList();
    Path log = folder.resolve("log");
    Files.write(log, requests.stream().map(LoggedRequest::toLine).toList());

    BenchFigures skipped =
        work(WorkerArguments.none()
                .with("work", SkipWork.NAME)
                .with("log", log)
                .with("inFlight", 4))
            .get(0);

    assertThat(skipped.traffic().bytes()).isEqualTo(extracted.traffic().bytes());
    assertThat(sandbox.requests().stream().skip(requests.size()).map(LoggedRequest::of))
        .containsExactlyInAnyOrderElementsOf(requests);
  }

  @Test
  void rowPathReportsEngineAndMoshi() throws Exception {
    List<BenchFigures> figures =
        work(WorkerArguments.none().with("work", RowPathWork.NAME).with("rounds", 1));
    assertThat(figures).hasSize(2);
    assertThat(figures.get(0).traffic().rows()).as("the last six months").isBetween(500L, 2_000L);
    assertThat(figures.get(1).traffic().bytes()).isEqualTo(figures.get(0).traffic().bytes());
  }

  @Test
  void unknownWorkIsRefused() {
    assertThatThrownBy(() -> work(WorkerArguments.none().with("work", "rest")))
        .hasMessageContaining("there is no work rest");
    assertThatThrownBy(() -> work(WorkerArguments.none())).hasMessageContaining("work is missing");
    assertThatThrownBy(() -> WorkerArguments.parse("work")).hasMessageContaining("not name=value");
    assertThatThrownBy(() -> BenchFigures.parse("[]")).hasMessageContaining("Cannot read");
    assertThatThrownBy(() -> BenchFigures.parse("{}")).hasMessageContaining("has no wallSeconds");
    assertThatThrownBy(() -> BenchFigures.parse("oh")).hasMessageContaining("Cannot read");
  }

  @Test
  void figuresRoundTripAsJson() throws Exception {
    BenchFigures figures =
        new BenchFigures(1.5, 2.25, 0.5, new BenchFigures.Traffic(1, 2, 3_000_000_000L), 4, 5);
    assertThat(BenchFigures.parse(figures.toJson())).isEqualTo(figures);
    assertThat(figures.megabytesPerSecond()).isEqualTo(2000);
  }

  @Test
  void setupRoundTripsAsArguments() {
    ServerSetup setup =
        ServerSetup.builder()
            .messages(5)
            .messageType("push")
            .activities(6)
            .texture(BulkData.Texture.TAME)
            .latency(Duration.ofMillis(7))
            .requestsPerSecond(8)
            .order(ListOrder.OLDEST_FIRST)
            .build();
    WorkerArguments arguments =
        WorkerArguments.parse(setup.arguments().asList().toArray(String[]::new));
    assertThat(ServerSetup.of(arguments)).isEqualTo(setup);
  }

  @Test
  void loggedRequestRoundTripsAsLine() {
    LoggedRequest request =
        new LoggedRequest(
            200, "GET", "segments/1 2/membership", Map.of("start", "a+/=&b", "limit", "10"));
    assertThat(LoggedRequest.parse(request.toLine())).isEqualTo(request);
    assertThat(request.chain()).doesNotContain("start").contains("limit");
    LoggedRequest plain = new LoggedRequest(404, "POST", "customers", Map.of());
    assertThat(LoggedRequest.parse(plain.toLine())).isEqualTo(plain);
    assertThat(plain.isSuccess()).isFalse();
  }

  @Test
  void serverAnswersEachLine() throws Exception {
    Path log = folder.resolve("server.log");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BenchServer.serve(
        ServerSetup.builder().messages(10).build(),
        new ByteArrayInputStream(("count\nlog " + log + "\nwhat\n").getBytes(UTF_8)),
        new PrintStream(out, true, UTF_8));
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines.get(0)).startsWith("http://127.0.0.1:").endsWith(" sandbox-app-api-key");
    assertThat(lines.subList(1, 4)).containsExactly("0", "written", "unknown command");
    assertThat(log).isEmptyFile();
  }
}
