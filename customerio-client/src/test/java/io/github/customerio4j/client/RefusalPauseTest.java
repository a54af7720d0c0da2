package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.RateLimitException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who waits after a 429. The other requests are sent when the refused one is about to wait. Time
 * passes for the limit only while a request waits, so that the machine's speed does not matter.
 */
class RefusalPauseTest {
  private static final int RETRY_AFTER = 1;

  /** Shorter than the pause: a request that would have to wait for it fails at once. */
  private static final Duration SHORT = Duration.ofMillis(900);

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<String> paths = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            paths.add(path);
            return refusals.getAndDecrement() > 0
                ? new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", String.valueOf(RETRY_AFTER))
                    .build()
                : ApiServer.ok(
                        "{\"segment\":{\"id\":" + path.replaceAll(".*/", "") + ",\"name\":\"x\"}}")
                    .build();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void otherRequestsGoOnWhileTheRefusedOneWaits() {
    refusals.set(1);
    List<Long> others = new ArrayList<>();
    AtomicLong waited = new AtomicLong();
    try (CustomerIo client = client(RateLimit.perSecond(10, time, time))) {
      CustomerIo view =
          whenRefused(
              client,
              () -> {
                long refused = time.now;
                others.add(client.segments().get(2).id());
                others.add(client.segments().get(3).id());
                waited.set(time.now - refused);
              });
      assertThat(view.segments().get(1).id()).isEqualTo(1);
    }
    assertThat(Duration.ofNanos(waited.get())).isLessThan(Duration.ofSeconds(RETRY_AFTER));
    assertThat(others).containsExactly(2L, 3L);
    assertThat(paths)
        .containsExactly("/v1/segments/1", "/v1/segments/2", "/v1/segments/3", "/v1/segments/1");
  }

  @Test
  void allWaitAfterASecondRefusalWithinThePause() {
    refusals.set(2);
    try (CustomerIo client = client(RateLimit.perSecond(10, time, time))) {
      CustomerIo impatient = impatient(client);
      CustomerIo second =
          whenRefused(
              client,
              () ->
                  assertThatThrownBy(() -> impatient.segments().get(3))
                      .isInstanceOf(RateLimitException.class)
                      .hasMessageContaining("all requests are paused"));
      CustomerIo first =
          whenRefused(client, () -> assertThat(second.segments().get(2).id()).isEqualTo(2));
      assertThat(first.segments().get(1).id()).isEqualTo(1);
    }
    assertThat(paths)
        .containsExactly("/v1/segments/1", "/v1/segments/2", "/v1/segments/2", "/v1/segments/1");
  }

  @Test
  void allWaitWithoutALimitOfTheirOwn() {
    refusals.set(1);
    try (CustomerIo client = client(RateLimit.unlimited(time, time))) {
      CustomerIo impatient = impatient(client);
      CustomerIo view =
          whenRefused(
              client,
              () ->
                  assertThatThrownBy(() -> impatient.segments().get(2))
                      .isInstanceOf(RateLimitException.class));
      assertThat(view.segments().get(1).id()).isEqualTo(1);
    }
    assertThat(paths).containsExactly("/v1/segments/1", "/v1/segments/1");
  }

  private static CustomerIo impatient(CustomerIo client) {
    return client.with(RequestOptions.builder().timeout(SHORT).build());
  }

  private static CustomerIo whenRefused(CustomerIo client, Runnable action) {
    return client.observedBy(
        new TransferListener() {
          @Override
          public void retryScheduled(Transfer transfer, Duration delay, String reason) {
            action.run();
          }
        });
  }

  private CustomerIo client(RateLimit limit) {
    return CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
        .baseUrl(server.url("/v1/").toString())
        .rateLimit(limit)
        .retry(ApiServer.fastRetry().build())
        .build();
  }
}
