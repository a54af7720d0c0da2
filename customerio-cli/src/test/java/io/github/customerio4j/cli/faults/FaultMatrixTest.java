package io.github.customerio4j.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableFailure;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault, passing and lasting, and what comes of a whole run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
  private static final int PASSING = 4;

  private final Sandbox sandbox =
      Sandbox.builder()
          .clock(Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC))
          .exportPolls(1)
          .start();
  private final FaultProxy proxy;
  private Map<String, String> truth = Map.of();

  FaultMatrixTest() throws IOException {
    proxy = new FaultProxy(sandbox);
  }

  @BeforeAll
  void extractWithoutFaults(@TempDir Path folder) throws IOException {
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    truth = run.output();
    assertThat(truth).containsKeys("state.json", "messages.csv", "customers.csv.manifest");
  }

  @AfterAll
  void stop() throws IOException {
    proxy.close();
    sandbox.close();
  }

  /** Every request meets the fault, up to four times in a row; the slow ones every seventh. */
  @ParameterizedTest
  @EnumSource
  void whatPassesLeavesNoTrace(WireFault fault, @TempDir Path folder) throws IOException {
    int share = fault.isSlow() ? 7 : 1;
    proxy.on(
        request -> {
          int lot = Math.floorMod((request.identity() + fault).hashCode(), 1000);
          boolean isMet = lot % share == 0 && !(isDownload(request) && isUnseenInCsv(fault));
          int times = 1 + lot / 7 % PASSING;
          return isMet && request.faultsInARow() < times ? Optional.of(fault) : Optional.empty();
        });
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);

    ExtractionReport report = run.run(ProxiedRun.everything());

    assertThat(run.output()).isEqualTo(truth);
    assertThat(report.tables().stream().mapToLong(table -> table.retries()).sum())
        .as("the fault was met")
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void whatLastsIsOneErrorAndNoStorm(WireFault fault, @TempDir Path folder) throws IOException {
    proxy.on(request -> Optional.of(fault));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder).within(Duration.ofSeconds(5));

    assertThatThrownBy(() -> run.run(ProxiedRun.everything().maxRequestsInFlight(10)))
        .isInstanceOf(CustomerIoException.class)
        .hasMessageMatching("(?s)Cannot (GET|POST) /v1/.*");

    assertThat(run.output()).as("nothing is committed").isEmpty();
    // Each of ten slices and the export has asked once or twice before it is clear; then one does.
    assertThat(proxy.requests()).extracting(ProxiedRequest::target).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void aCursorThatRepeatsEndsTheRunAndIsNamed(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().equals("/v1/activities")
                ? Optional.of(ProxyFault.changed(answer -> withNext(answer, "again")))
                : Optional.empty());
    proxy.rewriting(target -> target.replaceAll("[?&]start=again", ""));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("again");
    proxy.rewriting(UnaryOperator.identity());
    assertThat(run.output()).isEmpty();
  }

  /** Each page of activities comes twice before the list goes on. */
  @Test
  void pagesThatRepeatAreWrittenOnce(@TempDir Path folder) throws IOException {
    Map<String, String> seen = new ConcurrentHashMap<>();
    proxy.on(
        request -> {
          if (!request.path().equals("/v1/activities") || !request.target().contains("start=")) {
            return Optional.empty();
          }
          // The answer to "X" points at "X.twice", whose answer is the same page and the way on.
          boolean isSecond = request.target().contains(".twice");
          return Optional.of(
              (ProxyFault)
                  (socket, upstream, where) -> {
                    ProxyResponse answer = upstream.answer();
                    String cursor = request.target().replaceAll(".*[?&]start=([^&]*).*", "$1");
                    seen.put(cursor, "");
                    ProxyFault.send(
                        socket,
                        isSecond || !answer.text().contains("\"next\":\"")
                            ? answer
                            : withNext(answer, cursor + ".twice"));
                  });
        });
    proxy.rewriting(target -> target.replace(".twice", ""));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    proxy.rewriting(UnaryOperator.identity());

    assertThat(run.output()).isEqualTo(truth);
    assertThat(seen.keySet()).as("pages came twice").anyMatch(cursor -> cursor.contains(".twice"));
  }

  /** Before each page of activities an empty one comes, with a cursor that is good. */
  @Test
  void emptyPagesWithALiveCursorAreFollowed(@TempDir Path folder) throws IOException {
    AtomicInteger empty = new AtomicInteger();
    proxy.on(
        request -> {
          if (!request.path().equals("/v1/activities")
              || !request.target().contains("start=")
              || request.target().contains(".live")) {
            return Optional.empty();
          }
          empty.incrementAndGet();
          String cursor = request.target().replaceAll(".*[?&]start=([^&]*).*", "$1");
          String next = URLDecoder.decode(cursor, StandardCharsets.UTF_8);
          return Optional.of(
              ProxyFault.instead(
                  ProxyResponse.json(200, "{\"activities\":[],\"next\":\"" + next + ".live\"}")));
        });
    proxy.rewriting(target -> target.replace(".live", ""));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    proxy.rewriting(UnaryOperator.identity());

    assertThat(run.output()).isEqualTo(truth);
    assertThat(empty).hasPositiveValue();
  }

  @Test
  void aKeyThatIsRevokedMidwayEndsTheRunAtOnce(@TempDir Path folder) throws IOException {
    int good = 25;
    proxy.on(
        request ->
            request.number() < good
                ? Optional.empty()
                : Optional.of(
                    ProxyFault.instead(
                        ProxyResponse.json(401, "{\"errors\":[{\"detail\":\"unauthorized\"}]}"))));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything().onTableFailure(OnTableFailure.SKIP)))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("401");
    assertThat(run.output()).isEmpty();
    assertThat(proxy.requests())
        .as("what was under way, nothing more")
        .hasSizeLessThanOrEqualTo(good + 32);
  }

  @Test
  void aScopeThatOneTableLacksFailsItAlone(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().equals("/v1/activities")
                ? Optional.of(
                    ProxyFault.instead(ProxyResponse.json(403, "{\"errors\":[{\"detail\":\"forbidden\"}]}")))
                : Optional.empty());
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(CustomerIoException.class)
        .hasMessageContaining("/v1/activities");
    assertThat(run.output()).isEmpty();

    ExtractionReport report = run.run(ProxiedRun.everything().onTableFailure(OnTableFailure.SKIP));
    assertThat(report.failures()).extracting(TableFailure::table).containsExactly("activities");
    assertThat(run.output().keySet())
        .contains("messages.csv", "customers.csv")
        .noneMatch(name -> name.startsWith("activity_"));
    assertThat(truth).containsAllEntriesOf(without(run.output(), "state.json"));
  }

  @Test
  void anExportThatDisappearsIsToldAsSuch(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().matches("/v1/exports/\\d+")
                ? Optional.of(
                    ProxyFault.instead(ProxyResponse.json(404, "{\"errors\":[\"export not found\"]}")))
                : Optional.empty());
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    Throwable failure = catchThrowable(() -> run.run(ProxiedRun.everything()));
    assertThat(failure).isInstanceOf(CustomerIoException.class).hasMessageContaining("404");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void anExportThatFailsIsToldAsSuch(@TempDir Path folder) throws IOException {
    proxy.on(request -> Optional.empty());
    sandbox.failNextExport();
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("failed. Run again");
    assertThat(run.output()).isEmpty();
  }

  /** Cut in the middle, and the store has other bytes under the same name by then. */
  @Test
  void aDownloadThatChangesWhileItIsCutIsReadFromTheFront(@TempDir Path folder) throws IOException {
    AtomicInteger downloads = new AtomicInteger();
    proxy.on(
        request -> {
          if (!isDownload(request)) {
            return Optional.empty();
          }
          int download = downloads.getAndIncrement();
          return switch (download) {
            case 0, 2 ->
                Optional.of(
                    (ProxyFault)
                        (socket, upstream, where) ->
                            WireFault.CUT_WITH_LENGTH.answer(
                                socket,
                                () -> upstream.answer().with("ETag", "\"v" + download + "\""),
                                // Past the middle.
                                upstream.answer().body().length * 2 / 3));
            case 1 ->
                Optional.of(
                    ProxyFault.instead(
                        ProxyResponse.of(200, "text/csv", "id,cio_id\n9,changed\n")
                            .with("ETag", "\"v1\"")));
            default -> Optional.empty();
          };
        });
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    assertThat(run.output()).isEqualTo(truth);
    assertThat(downloads.get()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void everyFaultOfTheWireIsInTheMatrix() {
    assertThat(EnumSet.allOf(WireFault.class)).hasSize(23);
  }

  private static ProxyResponse withNext(ProxyResponse answer, String cursor) {
    String decoded = URLDecoder.decode(cursor, StandardCharsets.UTF_8);
    String text = answer.text().replaceAll(",\"next\":(\"[^\"]*\"|null)", "");
    return answer.withBody(
        text.substring(0, text.lastIndexOf('}')) + ",\"next\":\"" + decoded + "\"}");
  }

  private static boolean isDownload(ProxiedRequest request) {
    return request.path().startsWith("/customerio-exports/");
  }

  /** A line too many at the end of a file of lines that says itself how long it is. */
  private static boolean isUnseenInCsv(WireFault fault) {
    return fault == WireFault.TRAILING_GARBAGE;
  }

  private static Map<String, String> without(Map<String, String> files, String name) {
    Map<String, String> rest = new TreeMap<>(files);
    rest.remove(name);
    return rest;
  }
}
