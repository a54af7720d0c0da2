package io.github.customerio4j.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.PathPrefix;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.Scope;
import io.github.customerio4j.sandbox.http.Latency;
import io.github.customerio4j.sandbox.http.RequestRate;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxAccessTest {

  @Test
  void keyIsDemanded() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      URI campaigns = URI.create(sandbox.baseUrl() + "campaigns");
      HttpResponse<String> none = browser.send(HttpRequest.newBuilder(campaigns).build());
      HttpResponse<String> wrong =
          browser.send(
              HttpRequest.newBuilder(campaigns).header("Authorization", "Bearer wrong").build());

      assertThat(List.of(none.statusCode(), wrong.statusCode())).containsOnly(401);
      assertThat(none.body()).contains("\"errors\":[{\"detail\":\"unauthorized (reference ");
      assertThat(sandbox.requests())
          .extracting(RecordedRequest::hadAuthorization)
          .containsExactly(false, true);
    }
  }

  @Test
  void jitterOfTheLatencyIsMostlySmallAndRepeatable() {
    List<Duration> waits = waits(7);

    assertThat(waits).allMatch(wait -> !wait.minusMillis(300).isNegative());
    assertThat(waits).filteredOn(wait -> wait.toMillis() >= 310).hasSizeBetween(1, 20);
    assertThat(waits).allMatch(wait -> wait.toMillis() <= 400);
    assertThat(waits(7)).isEqualTo(waits);
    assertThat(waits(8)).isNotEqualTo(waits);
  }

  @Test
  void latencyWithoutJitterIsConstant() {
    Latency latency = new Latency(Duration.ofMillis(300), Duration.ZERO, 7);

    assertThat(latency.next()).isEqualTo(Duration.ofMillis(300)).isEqualTo(latency.next());
  }

  private static List<Duration> waits(long seed) {
    Latency latency = new Latency(Duration.ofMillis(300), Duration.ofMillis(10), seed);
    return Stream.generate(latency::next).limit(1_000).toList();
  }

  @Test
  void missingScopeIsForbidden() {
    try (Sandbox sandbox = Sandbox.builder().addMissingScopes(Scope.SEGMENTS).start()) {
      Browser browser = new Browser(sandbox);
      assertThat(browser.get("segments").statusCode()).isEqualTo(403);
      assertThat(browser.get("segments").body())
          .isEqualTo("{\"meta\":{\"error\":\"Account is not authorized\"}}");
      assertThat(browser.get("campaigns").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersWithoutContentAndOfAnotherRegionCanBePlanned() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      sandbox.failNext(path -> true, Fault.noContent(), 1);
      HttpResponse<String> none = browser.get("campaigns");
      assertThat(none.statusCode()).isEqualTo(204);
      assertThat(none.body()).isEmpty();

      sandbox.failNext(path -> true, Fault.wrongRegion(), 1);
      HttpResponse<String> wrong = browser.get("campaigns");
      assertThat(wrong.statusCode()).isEqualTo(301);
      assertThat(wrong.body())
          .isEqualTo("{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}");
      assertThat(wrong.headers().firstValue("Location")).contains("https://api-eu.customer.io/v1/");

      sandbox.failNext(path -> true, Fault.movedTo("https://api.customer.io/v1/"), 1);
      HttpResponse<String> moved = browser.get("campaigns");
      assertThat(moved.statusCode()).isEqualTo(301);
      assertThat(moved.body()).startsWith("<html>");
      assertThat(moved.headers().firstValue("Location")).contains("https://api.customer.io/v1/");
    }
  }

  @Test
  void unknownPathsMethodsAndIdsAreRefused() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      assertThat(browser.get("nonsense").statusCode()).isEqualTo(404);
      assertThat(browser.get("campaigns/99").statusCode()).isEqualTo(404);
      assertThat(browser.get("campaigns/1/actions/99").statusCode()).isEqualTo(404);
      assertThat(browser.get("segments/99/membership").statusCode()).isEqualTo(404);
      assertThat(browser.get("messages/none").statusCode()).isEqualTo(404);
      assertThat(browser.get("customers/none/segments").statusCode()).isEqualTo(404);
      assertThat(browser.get("exports/1").statusCode()).isEqualTo(404);
      assertThat(browser.post("campaigns", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void unknownAndMalformedParametersAreRefused() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      for (String query :
          List.of(
              "messages?limit=1001",
              "messages?limit=0",
              "messages?limit=many",
              "messages?page=2",
              "messages?type=pigeon",
              "messages?metric=liked",
              "messages?drafts=yes",
              "messages?start_ts=2&end_ts=1",
              "messages?start=nonsense",
              "messages?type=email&type=push",
              "messages?type=%ff%",
              "activities?limit=101",
              "activities?id_type=email",
              "activities?customer_id=1&id_type=phone",
              "segments/1/membership?limit=30001",
              "customers")) {
        String escaped = query.replace("%ff%", "%25zz");
        assertThat(browser.get(escaped).statusCode()).as(query).isEqualTo(400);
      }
      assertThat(browser.get("activities?limit=100").statusCode()).isEqualTo(200);
      assertThat(browser.get("messages?limit=1000").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void legacyPrefixIsServedWhenAskedFor() {
    try (Sandbox both = Sandbox.builder().start();
        Sandbox current = Sandbox.builder().pathPrefix(PathPrefix.CURRENT).start()) {
      assertThat(new Browser(both).get("api/campaigns").statusCode()).isEqualTo(200);
      assertThat(new Browser(current).get("api/campaigns").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void requestsOverTheRateMeet429WithRetryAfter() {
    try (Sandbox sandbox = Sandbox.builder().requestsPerSecond(3).start()) {
      Browser browser = new Browser(sandbox);
      browser.get("exports");
      List<HttpResponse<String>> responses = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        responses.add(browser.get("exports"));
      }
      HttpResponse<String> refused =
          responses.stream().filter(r -> r.statusCode() == 429).findFirst().orElseThrow();
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body())
          .contains("rate limited to 3 requests per 1s (reference ", "\"status\":\"429\"");
    }
  }

  @Test
  void rateIsCountedOverASlidingSecond() {
    long[] now = {0};
    RequestRate rate = new RequestRate(2, () -> now[0]);
    assertThat(rate.allows()).isTrue();
    now[0] = 600_000_000L;
    assertThat(rate.allows()).isTrue();
    now[0] = 999_999_999L;
    assertThat(rate.allows()).as("third within a second").isFalse();
    now[0] = 1_000_000_000L;
    assertThat(rate.allows()).as("the first is a second old").isTrue();
    assertThat(rate.allows()).isFalse();
  }

  @Test
  void faultsHitTheNextMatchingRequestsOnly() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      sandbox.failNext(path -> path.endsWith("/segments"), Fault.html(502), 2);
      sandbox.failNext(path -> path.endsWith("/segments"), Fault.statusWithRetryAfter(429, 2), 1);
      sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.body("<oops"), 1);

      assertThat(browser.get("campaigns").body()).isEqualTo("<oops");
      assertThat(browser.get("segments").body()).startsWith("<html>");
      assertThat(browser.get("segments").statusCode()).isEqualTo(502);
      assertThat(browser.get("segments").headers().firstValue("Retry-After")).hasValue("2");
      assertThat(browser.get("segments").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void testOfAPathDoesNotHoldUpOtherRequests() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      CompletableFuture<Boolean> isBusy = new CompletableFuture<>();
      CompletableFuture<Boolean> goOn = new CompletableFuture<>();
      sandbox.failNext(
          path -> path.endsWith("/segments") && isBusy.complete(true) && goOn.join(),
          Fault.status(500),
          1);

      CompletableFuture<HttpResponse<String>> segments =
          CompletableFuture.supplyAsync(() -> browser.get("segments"));
      isBusy.join();
      assertThat(browser.get("campaigns").statusCode()).isEqualTo(200);
      goOn.complete(true);

      assertThat(segments.join().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void expiredCursorWaitsForARequestWithACursor() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      sandbox.failNext(path -> path.endsWith("/activities"), Fault.expiredCursor(), 1);

      String cursor = Browser.cursor(browser.json("activities?limit=20"));
      HttpResponse<String> refused =
          browser.get("activities?limit=20&start=" + Browser.encoded(cursor));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .startsWith("{\"errors\":[{\"detail\":\"invalid start cursor (reference ");
      assertThat(sandbox.requests())
          .extracting(RecordedRequest::origin)
          .containsExactly(RecordedRequest.Origin.OPERATION, RecordedRequest.Origin.FAULT);
      assertThat(browser.pages("activities?limit=20")).hasSizeGreaterThan(1);
    }
  }

  @Test
  void repeatedCursorIsThatOfTheRequest() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      sandbox.failEvery(1, path -> true, Fault.repeatedCursor());

      String cursor = Browser.cursor(browser.json("activities?limit=20"));
      String again = "activities?limit=20&start=" + Browser.encoded(cursor);
      assertThat(Browser.cursor(browser.json(again))).isEqualTo(cursor);
      assertThat(browser.get(again).body()).isEqualTo(browser.get(again).body());

      String errors = "campaigns/1/triggers/1/errors?limit=50";
      assertThat(browser.get(errors).body()).endsWith(",\"next\":50}");
      assertThat(browser.get(errors + "&start=50").body()).endsWith(",\"next\":50}");
      assertThat(browser.get(errors + "&start=100").body()).endsWith(",\"next\":100}");
    }
  }

  @Test
  void repeatedPageOfANumberedListIsThePageBefore() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      String first = browser.get("assets?page=1&limit=5").body();
      String offset = browser.get("esp/suppression/bounces?offset=0&limit=2").body();
      assertThat(browser.get("assets?page=2&limit=5").body()).isNotEqualTo(first);
      assertThat(browser.get("esp/suppression/bounces?offset=2&limit=2").body())
          .isNotEqualTo(offset);
      sandbox.failEvery(1, path -> true, Fault.repeatedCursor());

      assertThat(browser.get("assets?page=1&limit=5").body()).isEqualTo(first);
      assertThat(browser.get("assets?page=2&limit=5").body()).isEqualTo(first);
      assertThat(browser.get("esp/suppression/bounces?offset=2&limit=2").body()).isEqualTo(offset);
    }
  }

  @Test
  void controlCharacterIsInTheFirstText() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      String whole = browser.get("segments").body();
      sandbox.failNext(path -> true, Fault.controlCharacter(), 1);

      String damaged = browser.get("segments").body();

      assertThat(damaged).containsOnlyOnce(":\"\u0001").doesNotContain("\\u0001");
      assertThat(damaged.replace("\u0001", "")).isEqualTo(whole);
      assertThat(browser.get("segments").body()).isEqualTo(whole);
    }
  }

  @Test
  void dateIsThatOfTheSandboxNotOfTheMachine() {
    Clock clock = Clock.fixed(Instant.parse("2026-02-03T10:00:00Z"), ZoneOffset.UTC);
    try (Sandbox sandbox = Sandbox.builder().clock(clock).start()) {
      Browser browser = new Browser(sandbox);
      assertThat(browser.get("campaigns").headers().allValues("Date"))
          .containsExactly("Tue, 03 Feb 2026 10:00:00 GMT");

      sandbox.advance(Duration.ofHours(2));
      assertThat(browser.get("none").headers().allValues("Date"))
          .containsExactly("Tue, 03 Feb 2026 12:00:00 GMT");
      sandbox.advance(Duration.ofHours(-5));
      sandbox.failNext(path -> true, Fault.status(503), 1);
      assertThat(browser.get("campaigns").headers().allValues("Date"))
          .containsExactly("Tue, 03 Feb 2026 07:00:00 GMT");
    }
  }

  @Test
  void bodyWhoseLengthIsNotKnownBeforeIsRead() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      HttpRequest.BodyPublisher chunked =
          HttpRequest.BodyPublishers.ofInputStream(
              () -> new ByteArrayInputStream(exportOfAll().getBytes(UTF_8)));
      for (boolean isExpected : List.of(false, true)) {
        HttpRequest request =
            browser.request("exports/customers").expectContinue(isExpected).POST(chunked).build();
        assertThat(browser.send(request).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void bodiesCanBeCutAndConnectionsDropped() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Browser browser = new Browser(sandbox);
      sandbox.failNext(path -> true, Fault.cutBody(), 1);
      assertThatThrownBy(() -> browser.get("campaigns"))
          .as("half a body")
          .isInstanceOf(UncheckedIOException.class);
      sandbox.failNext(path -> true, Fault.noAnswer(), 1);
      assertThatThrownBy(() -> browser.post("exports/customers", exportOfAll()))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(Browser.items(browser.json("exports"), "exports"))
          .as("the export was made though its answer was lost")
          .isNotEmpty();
      sandbox.failNext(path -> true, Fault.slow(Duration.ofMillis(1)), 1);
      sandbox.failNext(path -> true, Fault.status(500), 1);
      assertThat(browser.get("exports").statusCode()).isEqualTo(200);
      assertThat(browser.get("exports").statusCode()).isEqualTo(500);
    }
  }

  private static String exportOfAll() {
    return "{\"filters\":{\"attribute\":{\"field\":\"cio_id\",\"operator\":\"exists\"}}}";
  }
}
