package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.NotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncTest {
  private static final String EMPTY = "{\"segments\":[]}";

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void callsRunSideBySideOnDaemonThreads() {
    api.enqueue(EMPTY).enqueue(EMPTY);
    CountDownLatch bothRun = new CountDownLatch(2);
    try (CustomerIo client = api.client()) {
      List<CompletableFuture<Boolean>> calls =
          List.of(askTogether(client, bothRun), askTogether(client, bothRun));

      assertThat(calls).allSatisfy(call -> assertThat(call.join()).isTrue());
    }
  }

  private static CompletableFuture<Boolean> askTogether(CustomerIo client, CountDownLatch both) {
    return client.async(
        io -> {
          both.countDown();
          try {
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return io.segments().list().isEmpty() && Thread.currentThread().isDaemon();
        });
  }

  @Test
  void failureOfTheCallIsTheCauseOfTheFuturesFailure() {
    api.enqueue(404, "{}");
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.async(io -> io.segments().get(7)).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void cancellingTheFutureEndsTheCall() throws InterruptedException {
    api.enqueue(ApiServer.ok(EMPTY).headersDelay(20, TimeUnit.SECONDS)).enqueue(EMPTY);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    CountDownLatch end = new CountDownLatch(1);
    try (CustomerIo client = api.client()) {
      CompletableFuture<Object> call =
          client.async(
              io -> {
                try {
                  return io.segments().list();
                } catch (CancelledException e) {
                  ended.set(e);
                  throw e;
                } finally {
                  end.countDown();
                }
              });
      api.take();
      call.cancel(true);

      assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(ended.get()).isInstanceOf(CancelledException.class);
      assertThat(client.segments().list()).as("other calls").isEmpty();
    }
  }

  @Test
  void timeoutOfTheFutureEndsTheCall() {
    api.enqueue(ApiServer.ok(EMPTY).headersDelay(20, TimeUnit.SECONDS));
    try (CustomerIo client = api.client()) {
      CompletableFuture<?> call =
          client.<Object>async(io -> io.segments().list()).orTimeout(100, TimeUnit.MILLISECONDS);

      assertThatThrownBy(call::join).hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void callsRunOnTheGivenExecutorWhichStaysOpen() {
    api.enqueue(EMPTY);
    ExecutorService own = Executors.newSingleThreadExecutor(work -> new Thread(work, "mine"));
    try {
      String name;
      try (CustomerIo client = api.builder().executor(own).build()) {
        name = client.async(io -> io.segments().list() + Thread.currentThread().getName()).join();
      }
      assertThat(name).isEqualTo("[]mine");
      assertThat(own.isShutdown()).isFalse();
    } finally {
      own.shutdown();
    }
  }

  @Test
  void callOnAClosedClientSaysSo() {
    CustomerIo client = api.client();
    client.close();

    assertThatThrownBy(() -> client.async(io -> io.segments().list()).join())
        .hasCauseInstanceOf(CancelledException.class)
        .hasMessageContaining("its client was closed");
  }
}
