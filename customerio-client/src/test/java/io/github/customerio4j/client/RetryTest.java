package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.error.ServerException;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final String GOOD = "{\"segments\":[{\"id\":7}]}";

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void succeedsAtTheSecondAttempt() {
    try (CustomerIo client = api.client()) {
      assertThat(client.segments().list()).singleElement().extracting("id").isEqualTo(7L);
    }
    assertThat(api.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 206})
  void successWithoutABodyIsRetriedAndNeverAnEmptyList(int status) {
    api.enqueue(status, "").enqueue(GOOD);
    succeedsAtTheSecondAttempt();
    for (int i = 0; i < 6; i++) {
      api.enqueue(status, "");
    }
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("answered " + status + ", but without a body (6 attempts).");
    }
  }

  @Test
  void noContentEndsAListOfRawPages() {
    api.enqueue(new MockResponse.Builder().code(204));
    try (CustomerIo client = api.client()) {
      PageRequest request = PageRequest.builder().addPath("messages").itemsKey("messages").build();
      List<RawPage> pages = new ArrayList<>();
      client.rawPages(request).forEach(pages::add);
      assertThat(pages)
          .singleElement()
          .satisfies(page -> assertThat(page.bytes().utf8()).isEqualTo("{}"));
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void onlyTheLastErrorGivesAdvice() {
    String limited = "{\"errors\":[{\"detail\":\"rate limited\",\"status\":\"429\"}]}";
    api.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "0").body(limited))
        .enqueue(503, "")
        .enqueue(429, limited)
        .enqueue("{\"segments\":")
        .enqueue(
            new MockResponse.Builder().code(429).addHeader("Retry-After", "3600").body(limited));
    List<String> reasons = new ArrayList<>();
    try (CustomerIo client = api.client()) {
      CustomerIo view =
          client.observedBy(
              new TransferListener() {
                @Override
                public void retryScheduled(Transfer transfer, Duration delay, String reason) {
                  reasons.add(reason);
                }
              });
      assertThatThrownBy(() -> view.segments().list())
          .isInstanceOf(RateLimitException.class)
          .hasMessageContaining("The API asks to wait 3600 s")
          .hasMessageContaining("raise the deadline");
    }
    assertThat(reasons)
        .containsExactly(
            "GET /v1/segments: the API answered 429 (rate limited)",
            "GET /v1/segments: the API answered 503",
            "GET /v1/segments: the API answered 429 (rate limited)",
            "GET /v1/segments: the API answered 200, but the body is malformed: it ends in the"
                + " middle of the JSON. It begins with: {\"segments\":");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
  void transientErrorIsRetried(int status) {
    api.enqueue(status, "").enqueue(GOOD);
    succeedsAtTheSecondAttempt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Bad gateway</body></html>",
        "",
        "{\"segments\":[{\"id\":7}",
        "{\"segments\":[{\"id\":7}]}x",
        "{\"segments\":[{\"id\":7}]}{}",
        "{\"segments\":[],\"segments\":[]}",
        "{\"automations\":[{\"id\":1}]}",
        "{\"error\":\"internal\"}",
        "{\"segments\":{\"id\":7",
        "{\"segments\":[{\"id\":\"x\"}]",
        "{\"segments\":[{\"id\":7,\"name\":\"a\u0000b\"}]}",
        "{\"segments\":[{\"id\":7,\"name\":\"a\nb\"}]}",
        "{\"segments\":[{\"id\":7,\"na\u001fme\":\"a\"}]}",
        "{\"segments\":[{\"id\":7,\"new\":{\"a\":[\"\t\"]}}]}",
        "{\"segments\":[{\"id\":7}],\"skipped\":{\"a\u0001\":1}}",
        "{\"segments\":[{\"id\":7}],\"skipped\":[\"a\u0001\"]}",
        "{\"segments\":[{\"id\":7}],\"next\":\"a\u0001\"}",
        "{\"segments\":[{\"id\":7}],\"skipped\":\"a\\q\"}",
        "{\"segments\":[{\"id\":7,\"name\":\"it\\'s\"}]}",
        "{\"segments\":[{\"id\":7}],\"skipped\":\"\\u12x4\"}",
        "{\"segments\":[{\"id\":7,\"name\":NULL}]}",
        "{\"segments\":[{\"id\":7,\"active\":True}]}",
        "{\"segments\":[{\"id\":7 \"name\":\"a\"}]}",
        "{\"segments\":[{\"id\":7},]}",
        "{\"segments\":[{\"id\":7,}]}",
        "{\"segments\":[{\"id\":07}]}",
        "{\"segments\":[{\"id\":7}]} // end",
        "{'segments':[{\"id\":7}]}",
        "{\"errors\":[{\"detail\":\"internal\"}]}",
        "{\"meta\":{\"error\":\"internal\"}}"
      })
  void malformedSuccessIsFetchedAgain(String body) {
    api.enqueue(body).enqueue(GOOD);
    succeedsAtTheSecondAttempt();
  }

  /** The body, and words of the error: the path where there is one. */
  static Stream<Arguments> bodiesOfAnotherShape() {
    return Stream.of(
        Arguments.of("[]", "BEGIN_ARRAY"),
        Arguments.of("null", "NULL"),
        Arguments.of("{\"segments\":{\"id\":7}}", "$.segments"),
        Arguments.of("{\"segments\":7}", "$.segments"),
        Arguments.of("{\"segments\":[{\"id\":7},{\"name\":\"no id\"}]}", "$.segments[1]: "),
        Arguments.of("{\"segments\":[{\"id\":\"x\"}]}", "was x at path $.segments[0].id"),
        Arguments.of("{\"segments\":[\"x\"]}", "$.segments[0]"),
        Arguments.of("{\"segments\":[{\"id\":7,\"progress\":[1]}]}", "$.segments[0].progress"),
        Arguments.of("{\"success\":false,\"message\":\"moved\"}", "success is false"),
        Arguments.of("{\"segments\":[],\"success\":false}", "success is false"));
  }

  @ParameterizedTest
  @MethodSource("bodiesOfAnotherShape")
  void jsonOfAnotherShapeFailsAtOnceAndNamesTheField(String body, String words) {
    api.enqueue(body);
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageStartingWith("Cannot GET /v1/segments: the API answered 200 with JSON that")
          .hasMessageContaining(words)
          .hasMessageContaining("It begins with: " + body.replaceAll("\"(x|no id)\"", "\"…\""));
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"segments\":[{\"id\":7,\"name\":\"Ada\",\"progress\":[\"ada@x.example\"]}]}",
        "{\"segments\":[{\"id\":7,,\"name\":\"Ada\"},{\"name\": \"A\\\"da",
      })
  void messageShowsNoTextOfRecords(String body) {
    for (int i = 0; i < 6; i++) {
      api.enqueue(body);
    }
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("It begins with: {\"segments\":[{\"id\":7,")
          .hasMessageContaining("\"name\":\"…\"")
          .hasMessageNotContainingAny("Ada", "ada@", "A\\");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"archived_message\":null}", "{\"archived_message\":\"x\"}", "[]"})
  void bodyOfTheArchiveThatDoesNotFitCostsOneRequest(String body) {
    api.enqueue(body);
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.messages().archived("a"))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("/v1/messages/a/archived_message");
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void objectWithoutEnvelopeThatReportsFailureIsAnError() {
    api.enqueue("{\"success\":false}");
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().usedBy(7))
          .hasMessageContaining("success is false");
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void deleteAndEscapedControlCharactersAreAllowed() {
    api.enqueue("{\"segments\":[{\"id\":7,\"name\":\"a\u007f\\u0000\\n\\/\"}]}\r\n\t ");
    try (CustomerIo client = api.client()) {
      assertThat(client.segments().list().get(0).name()).contains("a\u007f\0\n/");
    }
  }

  @Test
  void bodyCutShortIsFetchedAgain() {
    api.enqueue(
            ApiServer.ok(GOOD)
                .setHeader("Content-Length", 1000)
                .onResponseEnd(new SocketEffect.CloseSocket()))
        .enqueue(GOOD);
    succeedsAtTheSecondAttempt();
  }

  @Test
  void brokenConnectionIsRetried() {
    api.enqueue(ApiServer.ok(GOOD).onResponseStart(new SocketEffect.CloseSocket())).enqueue(GOOD);
    succeedsAtTheSecondAttempt();
  }

  @Test
  void absentListWithEmptyMetaIsAnEmptyList() {
    api.enqueue("{\"meta\":{},\"errors\":null}");
    try (CustomerIo client = api.client()) {
      assertThat(client.segments().list()).isEmpty();
    }
  }

  @Test
  void retryAfterZeroOnUnavailableCountsAsAnAttempt() {
    for (int i = 0; i < 6; i++) {
      api.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0"));
    }
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("after 6 attempts");
    }
    assertThat(api.requests()).isEqualTo(6);
  }

  @Test
  void givesUpAfterTheMaximumOfAttempts() {
    api.enqueue(500, "").enqueue(500, "").enqueue(500, "");
    try (CustomerIo client =
        api.builder().retry(ApiServer.fastRetry().maxAttempts(2).build()).build()) {
      ServerException error =
          catchThrowableOfType(ServerException.class, () -> client.segments().list());
      assertThat(error.attempts()).isEqualTo(2);
    }
    assertThat(api.requests()).isEqualTo(2);
  }

  @Test
  void permanentlyMalformedBodyNamesTheFaultAndItsStart() {
    for (int i = 0; i < 6; i++) {
      api.enqueue("<html><title>x</title><body>Maintenance</body></html>");
    }
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("Cannot GET /v1/segments: the API answered 200")
          .hasMessageContaining("(6 attempts)")
          .hasMessageContaining("Maintenance")
          .hasMessageContaining("base URL");
    }
  }

  @Test
  void badRequestIsNotRetried() {
    api.enqueue(422, "{\"errors\":[{\"detail\":\"no\",\"status\":422}]}");
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(InvalidRequestException.class);
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void retryAfterIsWaitedFor() {
    api.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "1")).enqueue(GOOD);
    long start = System.nanoTime();
    succeedsAtTheSecondAttempt();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void retryAfterAsADateIsReadByTheClock() {
    api.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", "Wed, 21 Oct 2026 07:38:00 GMT"));
    Clock clock = Clock.fixed(Instant.parse("2026-10-21T07:28:00Z"), ZoneOffset.UTC);
    try (CustomerIo client = api.builder().clock(clock).build()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(RateLimitException.class)
          .hasMessageContaining("asks to wait 600 s");
    }
  }

  @Test
  void retryAfterBeyondTheDeadlineFailsAtOnceForAllSharingTheLimit() {
    api.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "3600"));
    RateLimit shared = RateLimit.unlimited();
    try (CustomerIo first = api.builder().rateLimit(shared).build();
        CustomerIo second = api.builder().rateLimit(shared).build()) {
      RateLimitException error =
          catchThrowableOfType(RateLimitException.class, () -> first.segments().list());
      assertThat(error.isDailyQuota()).isFalse();
      assertThatThrownBy(() -> second.segments().list())
          .isInstanceOf(RateLimitException.class)
          .hasMessageContaining("all requests are paused");
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void tooManyRequestsWithoutRetryAfterIsADailyQuota() {
    for (int i = 0; i < 6; i++) {
      api.enqueue(429, "{\"errors\":[{\"detail\":\"quota\",\"status\":\"429\"}]}");
    }
    try (CustomerIo client = api.client()) {
      RateLimitException error =
          catchThrowableOfType(RateLimitException.class, () -> client.segments().list());
      assertThat(error).hasMessageContaining("daily quota");
      assertThat(error.isDailyQuota()).isTrue();
      assertThat(error.attempts()).isEqualTo(6);
    }
  }

  @Test
  void deadlineAppliesToAStalledBody() {
    api.enqueue(ApiServer.ok(GOOD).bodyDelay(30, TimeUnit.SECONDS));
    RetryOptions options = ApiServer.fastRetry().deadline(Duration.ofMillis(400)).build();
    long start = System.nanoTime();
    try (CustomerIo client = api.builder().retry(options).build()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no complete answer arrived within PT0.4S");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("without waiting for the body")
        .isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void unreachableHostIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (CustomerIo client = api.builder().baseUrl("http://127.0.0.1:" + port + "/v1/").build()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining("6 attempts");
    }
  }

  @Test
  void bodyBeyondTheBoundFailsAtOnce() {
    api.enqueue("{\"segments\":[],\"x\":\"" + "y".repeat(5000) + "\"}");
    try (CustomerIo client = api.builder().maxResponseBytes(1000).build()) {
      assertThatThrownBy(() -> client.segments().list())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("larger than 1000 bytes");
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void interruptedThreadGivesUpAndStaysInterrupted() {
    api.enqueue(GOOD);
    try (CustomerIo client = api.client()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> client.segments().list()).isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void interruptDuringARetryWaitGivesUp() throws InterruptedException {
    api.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "15"));
    try (CustomerIo client = api.client()) {
      Throwable[] thrown = new Throwable[1];
      boolean[] flag = new boolean[1];
      Thread caller =
          new Thread(
              () -> {
                CustomerIo view =
                    client.observedBy(
                        new TransferListener() {
                          @Override
                          public void retryScheduled(Transfer t, Duration delay, String reason) {
                            Thread.currentThread().interrupt();
                          }
                        });
                thrown[0] =
                    org.assertj.core.api.Assertions.catchThrowable(() -> view.segments().list());
                flag[0] = Thread.currentThread().isInterrupted();
              });
      caller.start();
      caller.join(5000);
      assertThat(thrown[0]).isInstanceOf(CancelledException.class);
      assertThat(flag[0]).isTrue();
    }
  }

  @Test
  void redirectIsAnErrorAndIsNotFollowed() throws IOException {
    try (ApiServer other = new ApiServer()) {
      api.enqueue(
          new MockResponse.Builder().code(302).addHeader("Location", other.url("/v1/segments")));
      try (CustomerIo client = api.client()) {
        assertThatThrownBy(() -> client.segments().list())
            .isExactlyInstanceOf(ApiException.class)
            .hasMessageContaining("302")
            .hasMessageContaining("does not follow redirects");
      }
      assertThat(other.requests()).isZero();
    }
  }
}
