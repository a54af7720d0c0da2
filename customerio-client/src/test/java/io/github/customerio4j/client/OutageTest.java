package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.CustomerIoException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An API that fails four times in a row, or permanently, with one request or ten. */
class OutageTest {
  private static final String GOOD =
      "{\"segment\":{\"id\":7,\"name\":\"" + "x".repeat(3000) + "\"}}";
  private static final int THREADS = 10;

  private final MockWebServer server = new MockWebServer();
  private final Map<String, AtomicInteger> failuresLeft = new ConcurrentHashMap<>();

  /** The server may read a request that stalls after the client has given up on it. */
  private void assertRequests(int count) throws InterruptedException {
    for (int i = 1; i <= count; i++) {
      assertThat(server.takeRequest(10, TimeUnit.SECONDS)).as("request " + i).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(count);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("408", answer -> answer.code(408)),
        fault("429", answer -> answer.code(429)),
        fault(
            "429, date",
            a -> a.code(429).addHeader("Retry-After", "Thu, 01 Jan 2015 00:00:00 GMT")),
        fault("500", answer -> answer.code(500)),
        fault("502, HTML", answer -> answer.code(502).body("<html>Bad gateway</html>")),
        fault("503", answer -> answer.code(503)),
        fault("504", answer -> answer.code(504)),
        fault("522", answer -> answer.code(522)),
        fault("524", answer -> answer.code(524)),
        fault("200, HTML", answer -> answer.body("<html>Please wait</html>")),
        fault("200, control character", answer -> answer.body(GOOD.replace("{", "{\"\u0001\":1,"))),
        fault("200, trailing garbage", answer -> answer.body(GOOD + "}")),
        fault("corrupt gzip", a -> a.addHeader("Content-Encoding", "gzip").body("no gzip at all")),
        fault("reset before the headers", a -> a.onResponseStart(new SocketEffect.CloseSocket())),
        fault("cut body", a -> a.body(GOOD).onResponseBody(new SocketEffect.CloseSocket())),
        fault(
            "cut chunked body",
            a -> a.chunkedBody(GOOD, 100).onResponseBody(new SocketEffect.CloseSocket())),
        fault("stall in the headers", a -> a.onResponseStart(SocketEffect.Stall.INSTANCE)),
        fault("stall in the body", a -> a.body(GOOD).onResponseBody(SocketEffect.Stall.INSTANCE)),
        fault("trickle", a -> a.body(GOOD).throttleBody(50, 100, TimeUnit.MILLISECONDS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void fourFaultsInARowAreRetried(String name, UnaryOperator<MockResponse.Builder> fault)
      throws IOException, InterruptedException {
    serve(fault, 4);
    try (CustomerIo client = client(6)) {
      assertThat(client.segments().get(7).id()).isEqualTo(7);
    }
    assertRequests(5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void permanentFaultIsOneClearError(String name, UnaryOperator<MockResponse.Builder> fault)
      throws IOException, InterruptedException {
    serve(fault, Integer.MAX_VALUE);
    try (CustomerIo client = client(3)) {
      assertThatThrownBy(() -> client.segments().get(7))
          .isInstanceOf(CustomerIoException.class)
          .hasMessageStartingWith("Cannot GET /v1/segments/7: ");
    }
    assertRequests(3);
  }

  @Test
  void fifthAttemptWaitsForASlowAnswer() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            MockResponse.Builder answer = new MockResponse.Builder().body(GOOD);
            return asked.incrementAndGet() < 5
                ? answer.onResponseStart(SocketEffect.Stall.INSTANCE).build()
                : answer.throttleBody(600, 100, TimeUnit.MILLISECONDS).build();
          }
        });
    server.start();
    try (CustomerIo client = client(5)) {
      assertThat(client.segments().get(7).id()).isEqualTo(7);
    }
    assertThat(asked).hasValue(5);
  }

  @Test
  void tenThreadsDoNotEachRetryInFullWhenTheApiIsDown() throws Exception {
    serve(answer -> answer.code(503), Integer.MAX_VALUE);
    try (CustomerIo client = client(6)) {
      List<Future<Long>> results = askFromManyThreads(client, true);
      assertThat(results).hasSize(THREADS);
    }
    assertThat(server.getRequestCount())
        .as("the first attempts of each, and the retries of one")
        .isLessThanOrEqualTo(2 * THREADS + 6);
  }

  @Test
  void tenThreadsSurviveAnOutage() throws Exception {
    serve(answer -> answer.code(503), 4);
    try (CustomerIo client = client(6)) {
      for (Future<Long> result : askFromManyThreads(client, false)) {
        assertThat(result.get()).isBetween(0L, (long) THREADS);
      }
    }
  }

  @Test
  void requestsThatWaitForTheEndOfAnOutageLeaveTheirTurnsToTheOneThatTests() throws Exception {
    serve(answer -> answer.code(503), 1);
    try (CustomerIo client = builder(6).rateLimit(RateLimit.perSecond(4)).build()) {
      for (Future<Long> result : askFromManyThreads(client, false)) {
        assertThat(result.get()).isBetween(0L, (long) THREADS);
      }
    }
  }

  @Test
  void requestGivesUpAtItsDeadlineDuringAnOutage() throws Exception {
    serve(answer -> answer.onResponseStart(SocketEffect.Stall.INSTANCE), Integer.MAX_VALUE);
    try (CustomerIo client =
        builder(100).readTimeout(Duration.ofMillis(50)).retry(retry(100, 1)).build()) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> client.segments().get(7)).isInstanceOf(ConnectionException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }
  }

  /** Each thread requests its own path; if all fail, the first failure cancels the others. */
  private List<Future<Long>> askFromManyThreads(CustomerIo client, boolean closesOnFailure)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long id = i;
      tasks.add(
          () -> {
            try {
              return client.segments().get(id).id();
            } catch (CustomerIoException e) {
              if (closesOnFailure) {
                client.close();
              }
              throw e;
            }
          });
    }
    try {
      return threads.invokeAll(tasks);
    } finally {
      threads.shutdownNow();
    }
  }

  private CustomerIo client(int attempts) {
    return builder(attempts).build();
  }

  private CustomerIoBuilder builder(int attempts) {
    return CustomerIo.builder(AppApiKey.of("test-key-0123456789"))
        .baseUrl(server.url("/v1/").toString())
        .rateLimit(RateLimit.unlimited())
        .readTimeout(Duration.ofMillis(150))
        .retry(retry(attempts, 20));
  }

  private static RetryOptions retry(int attempts, int seconds) {
    return RetryOptions.builder()
        .maxAttempts(attempts)
        .firstDelay(Duration.ofMillis(2))
        .maxDelay(Duration.ofMillis(4))
        .deadline(Duration.ofSeconds(seconds))
        .build();
  }

  /** Each path fails this many times, then answers. */
  private void serve(UnaryOperator<MockResponse.Builder> fault, int failures) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            boolean fails =
                failuresLeft
                        .computeIfAbsent(path, any -> new AtomicInteger(failures))
                        .getAndDecrement()
                    > 0;
            String id = path.substring(path.lastIndexOf('/') + 1);
            MockResponse.Builder answer = new MockResponse.Builder();
            return fails
                ? fault.apply(answer).build()
                : answer.body(GOOD.replace("\"id\":7", "\"id\":" + id)).build();
          }
        });
    server.start();
  }

  private static Arguments fault(String name, UnaryOperator<MockResponse.Builder> fault) {
    return Arguments.of(name, fault);
  }
}
