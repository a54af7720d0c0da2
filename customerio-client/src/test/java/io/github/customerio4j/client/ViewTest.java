package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.client.error.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {
  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  /** Records the events it receives. */
  private static class Recorder implements TransferListener {
    final List<String> events = new ArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public void requestStarted(Transfer transfer) {
      events.add("start " + transfer.method() + " " + transfer.path() + " " + transfer.attempt());
    }

    @Override
    public void responseReceived(Transfer transfer, int status, long bytes, Duration elapsed) {
      events.add("status " + status + " " + bytes + " " + !elapsed.isNegative());
    }

    @Override
    public void retryScheduled(Transfer transfer, Duration delay, String reason) {
      events.add("retry " + transfer.attempt() + " " + reason.contains("answered 500"));
      waiting.countDown();
    }
  }

  @Test
  void viewReportsItsOwnTransfers() {
    Recorder recorder = new Recorder();
    api.enqueue(500, "oh").enqueue("{\"segments\":[]}").enqueue("{\"segments\":[]}");
    try (CustomerIo client = api.client()) {
      client.observedBy(recorder).segments().list();
      client.segments().list();
    }
    assertThat(recorder.events)
        .containsExactly(
            "start GET /v1/segments 1",
            "status 500 2 true",
            "retry 1 true",
            "start GET /v1/segments 2",
            "status 200 15 true");
  }

  @Test
  void viewOfAViewReportsToBoth() {
    Recorder outer = new Recorder();
    Recorder inner = new Recorder();
    api.enqueue(500, "oh").enqueue("{\"segments\":[]}").enqueue("{\"segments\":[]}");
    try (CustomerIo client = api.client()) {
      CustomerIo view = client.observedBy(outer);
      view.observedBy(inner).segments().list();
      assertThat(outer.events).hasSize(5).isEqualTo(inner.events);

      view.segments().list();
      assertThat(outer.events).hasSize(7);
      assertThat(inner.events).as("calls of the outer view itself").hasSize(5);
    }
  }

  /** Waits until the call has reached a certain point. */
  @FunctionalInterface
  private interface Moment {
    void await() throws InterruptedException;
  }

  private static Throwable closeDuring(CustomerIo view, Moment moment) throws InterruptedException {
    Throwable[] thrown = {new AssertionError("not finished")};
    boolean[] flag = new boolean[1];
    Thread caller =
        new Thread(
            () -> {
              thrown[0] = catchThrowable(() -> view.segments().list());
              flag[0] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    moment.await();
    view.close();
    caller.join(5000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(flag[0]).as("the caller's interrupt flag stays clear").isFalse();
    return thrown[0];
  }

  @Test
  void closingAViewCancelsOnlyItsOwnCalls() throws InterruptedException {
    Recorder recorder = new Recorder();
    api.enqueue(ApiServer.ok("{}").headersDelay(20, TimeUnit.SECONDS));
    api.enqueue("{\"segments\":[]}");
    try (CustomerIo client = api.client()) {
      CustomerIo view = client.observedBy(recorder);
      assertThat(closeDuring(view, api::take))
          .isInstanceOf(CancelledException.class)
          .hasMessageContaining("its client was closed");
      assertThatThrownBy(() -> view.segments().list()).isInstanceOf(CancelledException.class);
      assertThat(client.segments().list()).isEmpty();
    }
  }

  @Test
  void callsThatWaitForTheirTurnSayThatTheirClientWasClosed() throws InterruptedException {
    api.enqueue("{\"segments\":[]}");
    CustomerIo client = api.builder().rateLimit(RateLimit.perSecond(0.001)).build();
    client.segments().list(); // The next turn comes in a quarter of an hour.
    List<String> ends = new CopyOnWriteArrayList<>();
    List<Thread> callers =
        Stream.generate(
                () ->
                    new Thread(
                        () -> {
                          Throwable end = catchThrowable(() -> client.segments().list());
                          ends.add(end.getMessage() + Thread.currentThread().isInterrupted());
                        }))
            .limit(10)
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      while (caller.getState() != Thread.State.TIMED_WAITING
          && caller.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    client.close();
    for (Thread caller : callers) {
      caller.join(10_000);
    }
    assertThat(ends)
        .hasSize(10)
        .containsOnly("Cannot GET /v1/segments: its client was closed. Open another client.false");
  }

  @Test
  void closingAViewCancelsItsWaits() throws InterruptedException {
    Recorder recorder = new Recorder();
    api.enqueue(new MockResponse.Builder().code(500).addHeader("Retry-After", "15"));
    try (CustomerIo client = api.client()) {
      assertThat(closeDuring(client.observedBy(recorder), recorder.waiting::await))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void closingTheClientClosesItsViewsButNotTheCallersConnections() {
    OkHttpClient mine = new OkHttpClient();
    CustomerIo client =
        api.builder()
            .httpClient(mine)
            .connectTimeout(Duration.ofSeconds(3))
            .readTimeout(Duration.ofSeconds(3))
            .build();
    CustomerIo view = client.observedBy(new TransferListener() {});
    client.close();
    assertThatThrownBy(() -> view.segments().list()).isInstanceOf(CancelledException.class);
    assertThatThrownBy(() -> client.openExport(1)).isInstanceOf(CancelledException.class);
    assertThat(mine.dispatcher().executorService().isShutdown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.customer.io",
        "ftp://api.customer.io/",
        "http://api.customer.io/v1/",
        "https://api.customer.io/v1/?x=1",
        "https://api.customer.io/v1/#x",
        "https://user:pw@api.customer.io/v1/"
      })
  void invalidBaseUrlsAreRejected(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.builder().baseUrl(url))
        .withMessageContaining("Cannot use the base URL");
  }

  @Test
  void baseUrlKeepsItsPrefixAndNormalizesSlashes() {
    CustomerIoBuilder builder = CustomerIo.builder(AppApiKey.of("k"));
    assertThat(builder.build()).hasToString("CustomerIo(https://api.customer.io/v1/)");
    assertThat(builder.region(Region.EU).build())
        .hasToString("CustomerIo(https://api-eu.customer.io/v1/)");
    assertThat(builder.baseUrl("https://api.customer.io/v1/api").build())
        .hasToString("CustomerIo(https://api.customer.io/v1/api/)");
    assertThat(builder.baseUrl("http://localhost:1//v1//").build())
        .hasToString("CustomerIo(http://localhost:1/v1/)");
    assertThat(builder.baseUrl("http://[::1]:1").build())
        .hasToString("CustomerIo(http://[::1]:1/)");
  }

  @Test
  void optionsOutOfRangeAreRejected() {
    CustomerIoBuilder builder = api.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent("a\nb"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxResponseBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.readTimeout(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryOptions.builder().maxAttempts(0).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryOptions.builder().deadline(Duration.ofDays(2)).build())
        .withMessageContaining("deadline");
    assertThat(RetryOptions.defaults())
        .isEqualTo(
            RetryOptions.builder()
                .maxAttempts(6)
                .deadline(Duration.ofMinutes(2))
                .firstDelay(Duration.ofMillis(500))
                .maxDelay(Duration.ofSeconds(30))
                .build());
  }
}
