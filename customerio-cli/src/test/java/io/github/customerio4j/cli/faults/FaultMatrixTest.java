package io.github.customerio4j.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.error.WrongRegionException;
import io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complete runs under each fault, both transient and lasting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
  private static final int MAX_REPEATS = 4;
  private static final ProxyResponse WRONG_REGION =
      ProxyResponse.json(
          301, "{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}");

  private static final Pattern START = Pattern.compile("[?&]start=([^&]*)");

  private final Sandbox sandbox =
      Sandbox.builder()
          .clock(Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC))
          .exportPolls(1)
          .start();
  private final FaultProxy proxy;
  private Map<String, String> expected = Map.of();

  FaultMatrixTest() throws IOException {
    proxy = new FaultProxy(sandbox);
  }

  @BeforeAll
  void extractWithoutFaults(@TempDir Path folder) throws IOException {
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    expected = run.output();
    assertThat(expected).containsKeys("state.json", "messages.csv", "customers.csv.manifest");
  }

  @AfterAll
  void stop() throws IOException {
    proxy.close();
    sandbox.close();
  }

  /** Every request meets the fault up to four times in a row; slow faults meet every seventh. */
  @ParameterizedTest
  @EnumSource
  void transientFaultLeavesOutputUnchanged(WireFault fault, @TempDir Path folder)
      throws IOException {
    int share = fault.isSlow() ? 7 : 1;
    proxy.on(
        request -> {
          int lot = Math.floorMod((request.identity() + fault).hashCode(), 1000);
          boolean isFaulty = lot % share == 0 && !(isDownload(request) && fault.isUnseenInCsv());
          int times = 1 + lot / 7 % MAX_REPEATS;
          return isFaulty && request.faultsInARow() < times ? Optional.of(fault) : Optional.empty();
        });
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);

    ExtractionReport report = run.run(ProxiedRun.everything());

    assertThat(run.output()).isEqualTo(expected);
    assertThat(report.tables().stream().mapToLong(table -> table.retries()).sum())
        .as("the fault was met")
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void lastingFaultEndsRunAfterFewRequests(WireFault fault, @TempDir Path folder)
      throws IOException {
    proxy.on(request -> Optional.of(fault));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder).within(Duration.ofSeconds(5));

    assertThatThrownBy(() -> run.run(ProxiedRun.everything().maxRequestsInFlight(10)))
        .isInstanceOf(CustomerIoException.class)
        .hasMessageMatching("(?s)Cannot (GET|POST) /v1/.*");

    assertThat(run.output()).as("nothing is committed").isEmpty();
    // Ten slices and the export send one or two requests each; then only one request probes.
    assertThat(proxy.requests()).extracting(ProxiedRequest::target).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void repeatedCursorEndsRunAndIsNamed(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().equals("/v1/activities")
                ? Optional.of(ProxyFault.changed(response -> withNext(response, "again")))
                : Optional.empty());
    proxy.rewriting(target -> target.replaceAll("[?&]start=again", ""));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("again");
    proxy.rewriting(UnaryOperator.identity());
    assertThat(run.output()).isEmpty();
  }

  /** Each page of activities comes twice before the next one. */
  @Test
  void repeatedPagesAreWrittenOnce(@TempDir Path folder) throws IOException {
    Map<String, String> seen = new ConcurrentHashMap<>();
    proxy.on(
        request -> {
          if (!request.path().equals("/v1/activities") || !request.target().contains("start=")) {
            return Optional.empty();
          }
          // The response to "X" points at "X.twice", whose response is the same page with the next
          // cursor.
          boolean isSecond = request.target().contains(".twice");
          return Optional.of(
              (ProxyFault)
                  (socket, upstream, where) -> {
                    ProxyResponse response = upstream.response();
                    String cursor = request.target().replaceAll(".*[?&]start=([^&]*).*", "$1");
                    seen.put(cursor, "");
                    ProxyFault.send(
                        socket,
                        isSecond || !response.text().contains("\"next\":\"")
                            ? response
                            : withNext(response, cursor + ".twice"));
                  });
        });
    proxy.rewriting(target -> target.replace(".twice", ""));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    run.run(ProxiedRun.everything());
    proxy.rewriting(UnaryOperator.identity());

    assertThat(run.output()).isEqualTo(expected);
    assertThat(seen.keySet()).as("pages came twice").anyMatch(cursor -> cursor.contains(".twice"));
  }

  /** An empty page with a valid cursor precedes each page of activities. */
  @Test
  void emptyPageWithCursorIsFollowed(@TempDir Path folder) throws IOException {
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

    assertThat(run.output()).isEqualTo(expected);
    assertThat(empty).hasPositiveValue();
  }

  /** One page after the first has its own cursor as the next one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void cursorThatComesAgainEndsRunAtEachPage(int page, @TempDir Path folder) throws IOException {
    Set<String> cursors = ConcurrentHashMap.newKeySet();
    Map<String, String> faulty = new ConcurrentHashMap<>();
    proxy.on(
        request -> {
          String cursor = cursor(request);
          if (cursor.isEmpty() || !cursors.add(cursor) || cursors.size() != page) {
            return Optional.empty();
          }
          faulty.put(cursor, request.target());
          return Optional.of(ProxyFault.changed(response -> withNext(response, cursor)));
        });
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);

    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("a second time");

    assertThat(run.output()).isEmpty();
    assertThat(proxy.requests())
        .as("the page is requested once")
        .filteredOn(request -> faulty.containsValue(request.target()))
        .hasSize(1);
  }

  /** The API forgets a cursor once; the list is read again and its rows are replaced. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void expiredCursorLeavesOutputUnchangedAtEachPage(int page, @TempDir Path folder)
      throws IOException {
    ProxyResponse expired =
        ProxyResponse.json(
            400, "{\"errors\":[{\"detail\":\"invalid start cursor\",\"status\":\"400\"}]}");
    Set<String> cursors = ConcurrentHashMap.newKeySet();
    AtomicInteger faults = new AtomicInteger();
    proxy.on(
        request -> {
          String cursor = cursor(request);
          boolean isFaulty = !cursor.isEmpty() && cursors.add(cursor) && cursors.size() == page;
          if (isFaulty) {
            faults.incrementAndGet();
          }
          return isFaulty ? Optional.of(ProxyFault.instead(expired)) : Optional.empty();
        });
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);

    run.run(ProxiedRun.everything());

    assertThat(run.output()).isEqualTo(expected);
    assertThat(faults).hasValue(1);
  }

  @Test
  void matrixHasAllRequests(@TempDir Path folder) {
    proxy.on(request -> Optional.empty());
    new ProxiedRun(sandbox, proxy, folder).run(ProxiedRun.everything());
    assertThat(proxy.requests().stream().filter(request -> !cursor(request).isEmpty()))
        .as("the pages of the two tests above")
        .hasSize(3);
    assertThat(proxy.requests().stream().map(FaultMatrixTest::kind).distinct())
        .as("the requests of the test below, and the file of the export")
        .containsExactlyInAnyOrder(
            "GET /v1/activities",
            "GET /v1/campaigns",
            "GET /v1/exports",
            "GET /v1/exports/*",
            "GET /v1/exports/*/download",
            "GET /v1/messages",
            "GET /v1/segments",
            "GET /v1/segments/*/membership",
            "POST /v1/exports/customers",
            "GET /customerio-exports/*.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/activities",
        "GET /v1/campaigns",
        "GET /v1/exports",
        "GET /v1/exports/*",
        "GET /v1/exports/*/download",
        "GET /v1/messages",
        "GET /v1/segments",
        "GET /v1/segments/*/membership",
        "POST /v1/exports/customers"
      })
  void wrongRegionEndsRunAtEachRequest(String kind, @TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            kind(request).equals(kind)
                ? Optional.of(ProxyFault.instead(WRONG_REGION))
                : Optional.empty());
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);

    assertThatThrownBy(() -> run.run(ProxiedRun.everything().onTableFailure(OnTableFailure.SKIP)))
        .isInstanceOf(WrongRegionException.class)
        .hasMessageContaining("region");

    assertThat(run.output()).isEmpty();
  }

  @Test
  void workspaceInAnotherRegionEndsRunAtOnce(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.number() < 25
                ? Optional.empty()
                : Optional.of(ProxyFault.instead(WRONG_REGION)));
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything().onTableFailure(OnTableFailure.SKIP)))
        .isInstanceOf(WrongRegionException.class);
    assertThat(run.output()).isEmpty();
    assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void revokedKeyEndsRunAtOnce(@TempDir Path folder) throws IOException {
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
        .as("only the requests in flight follow")
        .hasSizeLessThanOrEqualTo(good + 32);
  }

  @Test
  void missingScopeFailsOnlyItsTable(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().equals("/v1/activities")
                ? Optional.of(
                    ProxyFault.instead(
                        ProxyResponse.json(403, "{\"errors\":[{\"detail\":\"forbidden\"}]}")))
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
    assertThat(expected).containsAllEntriesOf(without(run.output(), "state.json"));
  }

  @Test
  void deletedExportEndsRunWithItsStatus(@TempDir Path folder) throws IOException {
    proxy.on(
        request ->
            request.path().matches("/v1/exports/\\d+")
                ? Optional.of(
                    ProxyFault.instead(
                        ProxyResponse.json(404, "{\"errors\":[\"export not found\"]}")))
                : Optional.empty());
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    Throwable failure = catchThrowable(() -> run.run(ProxiedRun.everything()));
    assertThat(failure).isInstanceOf(CustomerIoException.class).hasMessageContaining("404");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void failedExportEndsRunWithRemedy(@TempDir Path folder) throws IOException {
    proxy.on(request -> Optional.empty());
    sandbox.failNextExport();
    ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
    assertThatThrownBy(() -> run.run(ProxiedRun.everything()))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("failed. Run again");
    assertThat(run.output()).isEmpty();
  }

  /** The download is cut, and then the store has other bytes under the same name. */
  @Test
  void changedDownloadIsReadFromTheStart(@TempDir Path folder) throws IOException {
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
                            WireFault.CUT_WITH_LENGTH.respond(
                                socket,
                                () -> upstream.response().with("ETag", "\"v" + download + "\""),
                                // After the middle.
                                upstream.response().body().length * 2 / 3));
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
    assertThat(run.output()).isEqualTo(expected);
    assertThat(downloads.get()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void matrixHasAllWireFaults() {
    assertThat(EnumSet.allOf(WireFault.class)).hasSize(26);
  }

  private static ProxyResponse withNext(ProxyResponse response, String cursor) {
    String decoded = URLDecoder.decode(cursor, StandardCharsets.UTF_8);
    String text = response.text().replaceAll(",\"next\":(\"[^\"]*\"|null)", "");
    return response.withBody(
        text.substring(0, text.lastIndexOf('}')) + ",\"next\":\"" + decoded + "\"}");
  }

  /** The cursor of a request, still encoded; empty if it has none. */
  private static String cursor(ProxiedRequest request) {
    Matcher start = START.matcher(request.target());
    return start.find() ? start.group(1) : "";
  }

  /** The method and the path of a request, without ids. */
  private static String kind(ProxiedRequest request) {
    return request.method() + " " + request.path().replaceAll("/\\d+", "/*");
  }

  private static boolean isDownload(ProxiedRequest request) {
    return request.path().startsWith("/customerio-exports/");
  }

  private static Map<String, String> without(Map<String, String> files, String name) {
    Map<String, String> rest = new TreeMap<>(files);
    rest.remove(name);
    return rest;
  }
}
