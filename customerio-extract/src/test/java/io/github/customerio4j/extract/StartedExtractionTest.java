package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are started, waited for and cancelled through their handle. */
@Timeout(60)
class StartedExtractionTest {
  /** Longer than any test may take. */
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Scene scene;
  private final CountDownLatch isWaiting = new CountDownLatch(1);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}");
    scene.api.list("segments", "{\"id\":7}", "{\"id\":8}");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void reportIsThatOfRun() throws Exception {
    Extractor.Extraction extraction = extractor().start(config());

    Optional<ExtractionReport> report = extraction.await(LONG);

    assertThat(report).map(ExtractionReport::rows).contains(4L);
    assertThat(extraction.isDone()).isTrue();
    assertThat(extraction.join()).isSameAs(report.orElseThrow());
    assertThat(extraction.toCompletableFuture()).isCompletedWithValue(report.orElseThrow());
    assertThat(scene.table("campaigns").column("id")).containsExactly("1", "2");
  }

  @Test
  void awaitReturnsNothingWhileRunGoesOn() throws Exception {
    stallOn("/v1/segments");
    Extractor.Extraction extraction = extractor().start(config());
    isWaiting.await();

    assertThat(extraction.await(Duration.ofMillis(1))).isEmpty();
    assertThat(extraction.await(Duration.ZERO)).isEmpty();
    assertThat(extraction.isDone()).isFalse();

    extraction.cancel();
    assertThatThrownBy(extraction::join).isInstanceOf(ExtractionException.Cancelled.class);
  }

  @Test
  void cancelledRunLeavesOutputAndStateAndIsResumed() throws Exception {
    scene.run(tables());
    List<Instant> resumed = new ArrayList<>();
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumed.add(startedAt);
          }
        });
    scene.api.list("campaigns", "{\"id\":3}");
    String before = scene.store().load().toJson();
    stallOn("/v1/segments");
    CountDownLatch campaignsRead = new CountDownLatch(1);
    Extractor.Extraction extraction =
        scene
            .listener(
                new ExtractionListener() {
                  @Override
                  public void sourceFinished(String source, long records) {
                    campaignsRead.countDown();
                  }
                })
            .extractor()
            .sink(scene.sink)
            .build()
            .start(config());
    isWaiting.await();
    campaignsRead.await();

    extraction.cancel();
    extraction.cancel();

    assertThatThrownBy(() -> extraction.await(LONG))
        .isInstanceOfSatisfying(
            ExtractionException.Cancelled.class,
            e -> {
              assertThat(e.problem())
                  .isEqualTo("Cannot continue the extraction: it was cancelled.");
              assertThat(e.spoolFolder().orElseThrow()).hasParent(spool()).isDirectory();
              assertThat(e).hasMessageContaining(e.spoolFolder().orElseThrow().toString());
            });
    assertThat(scene.table("campaigns").column("id")).containsExactly("1", "2");
    assertThat(scene.store().load().toJson()).isEqualTo(before);
    scene.api.trouble(request -> Optional.empty());
    scene.api.forgetRequests();
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumed.add(startedAt);
          }
        });
    scene.run(tables());
    assertThat(resumed).containsExactly(Scene.NOW);
    assertThat(scene.api.requestCount()).as("only the segments are missing").isEqualTo(1);
    assertThat(scene.table("campaigns").column("id")).containsExactly("3");
  }

  @Test
  void cancellationOfFutureCancelsRequestInFlight() throws Exception {
    stallOn("/v1/campaigns", "/v1/segments");
    Extractor.Extraction extraction = extractor().start(config());
    CompletableFuture<ExtractionReport> future = extraction.toCompletableFuture();
    CompletableFuture<ExtractionReport> other = extraction.toCompletableFuture();
    isWaiting.await();

    assertThat(future.cancel(true)).isTrue();

    assertThat(future).isCancelled();
    assertThat(other)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ExtractionException.Cancelled.class);
    assertThat(extraction.isDone()).isTrue();
    assertNoThreadIsLeft();
  }

  @Test
  void cancellationBetweenRowsRollsBack() throws Exception {
    Extractor.Extraction[] extraction = new Extractor.Extraction[1];
    CountDownLatch isStarted = new CountDownLatch(1);
    scene.listener(
        new ExtractionListener() {
          @Override
          public void tableWritten(String table, long rows, int columns) {
            await(isStarted);
            extraction[0].cancel();
          }
        });
    extraction[0] = extractor().start(config());
    isStarted.countDown();

    assertThatThrownBy(() -> extraction[0].join())
        .isInstanceOf(ExtractionException.Cancelled.class);
    assertThat(scene.sink.tables()).isEmpty();
  }

  @Test
  void cancellationAfterCommitHasNoEffect() {
    Extractor.Extraction[] extraction = new Extractor.Extraction[1];
    CountDownLatch isStarted = new CountDownLatch(1);
    scene.listener(
        new ExtractionListener() {
          @Override
          public void committed(ExtractionReport report) {
            await(isStarted);
            extraction[0].cancel();
          }
        });
    extraction[0] = extractor().start(config());
    isStarted.countDown();

    assertThat(extraction[0].join().rows()).isEqualTo(4);
    assertThat(scene.sink.tables()).containsOnlyKeys("campaigns", "segments");
  }

  @Test
  void waitingOnRunsOwnThreadIsRefused() {
    Extractor.Extraction[] extraction = new Extractor.Extraction[1];
    CountDownLatch isStarted = new CountDownLatch(1);
    List<Throwable> refused = new CopyOnWriteArrayList<>();
    scene.listener(
        new ExtractionListener() {
          @Override
          public void committed(ExtractionReport report) {
            await(isStarted);
            try {
              extraction[0].join();
            } catch (IllegalStateException e) {
              refused.add(e);
            }
          }
        });
    extraction[0] = extractor().start(config());
    isStarted.countDown();

    extraction[0].join();
    assertThat(refused).singleElement().asString().contains("on its own thread");
  }

  @Test
  void interruptedWaitEndsAndRunGoesOn() throws Exception {
    stallOn("/v1/segments");
    Extractor.Extraction extraction = extractor().start(config());
    isWaiting.await();

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> extraction.await(LONG)).isInstanceOf(InterruptedException.class);
    assertThat(extraction.isDone()).isFalse();
    extraction.cancel();
    assertThatThrownBy(extraction::join).isInstanceOf(ExtractionException.Cancelled.class);
  }

  @Test
  void interruptedRunIsCancelledAndThreadStaysInterrupted() throws Exception {
    stallOn("/v1/segments");
    ExecutorService callers = Executors.newSingleThreadExecutor();
    try {
      Thread[] caller = new Thread[1];
      Future<Boolean> stayed =
          callers.submit(
              () -> {
                caller[0] = Thread.currentThread();
                assertThatThrownBy(() -> extractor().run(config()))
                    .isInstanceOfSatisfying(
                        ExtractionException.Cancelled.class,
                        e ->
                            assertThat(e.problem())
                                .isEqualTo(
                                    "Cannot continue the extraction: the run was interrupted."));
                return Thread.interrupted();
              });
      isWaiting.await();
      caller[0].interrupt();
      assertThat(stayed.get(30, TimeUnit.SECONDS)).isTrue();
      assertNoThreadIsLeft();
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void failureIsThrownToAllWhoWait() {
    scene.api.trouble(request -> Optional.of(new MockResponse.Builder().code(401).build()));
    Extractor.Extraction extraction = extractor().start(config());

    assertThatThrownBy(extraction::join).isInstanceOf(ExtractionException.RequestFailed.class);
    assertThatThrownBy(() -> extraction.await(LONG))
        .isInstanceOf(ExtractionException.RequestFailed.class);
    assertThat(extraction.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void givenFactoryMakesAllThreadsAndTheyEnd() throws Exception {
    for (int segment = 7; segment <= 8; segment++) {
      scene.api.list("segments/" + segment + "/membership", "{\"cio_id\":\"a\"}");
    }
    Extractor extractor = extractor();
    Extractor.Extraction first = extractor.start(config());
    first.join();
    extractor.run(config());
    extractor.check(config());

    assertThat(threads).hasSizeGreaterThan(3);
    assertNoThreadIsLeft();
  }

  @Test
  void ownThreadsAreNamedDaemonsAndNoneIsLeftAfterRunsSideBySide() throws Exception {
    List<Thread> seen = new CopyOnWriteArrayList<>();
    scene.listener(
        new ExtractionListener() {
          @Override
          public void requestSent(String source, Instant at) {
            seen.add(Thread.currentThread());
          }

          @Override
          public void tableWritten(String table, long rows, int columns) {
            seen.add(Thread.currentThread());
          }
        });
    Extractor one = scene.extractor().sink(new RecordingSink()).build();
    Extractor two = scene.extractor().sink(new RecordingSink()).build();
    Extractor.Extraction first = one.start(config("one"));
    Extractor.Extraction second = two.start(config("two"));
    first.join();
    second.join();

    assertThat(seen)
        .hasSizeGreaterThan(4)
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getName().matches("customerio-(run|slice|aside)-[0-9]+"));
    for (Thread thread : seen) {
      thread.join(5000);
      assertThat(thread.isAlive()).as("%s is left", thread.getName()).isFalse();
    }
  }

  private void assertNoThreadIsLeft() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(5000);
      assertThat(thread.isAlive()).as("%s is left", thread.getName()).isFalse();
    }
  }

  /** Leaves requests to these paths without an answer. */
  private void stallOn(String... paths) {
    scene.api.trouble(
        request -> {
          if (List.of(paths).contains(request.getUrl().encodedPath())) {
            isWaiting.countDown();
            return Optional.of(
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
          }
          return Optional.empty();
        });
  }

  private Extractor extractor() {
    return scene
        .extractor()
        .sink(scene.sink)
        .threadFactory(
            task -> {
              Thread thread = new Thread(task, "given");
              threads.add(thread);
              return thread;
            })
        .build();
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  private static ExtractionConfig.Builder tables() {
    return ExtractionConfig.builder().addTables("campaigns", "segments");
  }

  private ExtractionConfig config() {
    return tables().spoolDirectory(spool()).build();
  }

  private ExtractionConfig config(String own) {
    return tables().spoolDirectory(folder.resolve(own)).build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
