package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink and a state store are called on one thread, however the run ends. */
@Timeout(60)
class SinkThreadTest {
  @TempDir Path folder;
  private Scene scene;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Set<String> calls = new ConcurrentSkipListSet<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("campaigns", "{\"id\":1}", "{\"id\":2}");
    scene.api.list("segments", "{\"id\":7}");
    scene.api.list("segments/7/membership", "{\"cio_id\":\"a\"}");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void runThatSucceeds() {
    extractor().run(config());

    assertThatOneThreadMade("begin", "check", "open", "write", "complete", "commit", "stateSaved");
    assertThat(calls).contains("close", "lock", "load", "save").doesNotContain("failed");
  }

  @Test
  void runThatIsStarted() {
    extractor().start(config()).join();

    assertThatOneThreadMade("begin", "check", "open", "write", "complete", "commit", "stateSaved");
  }

  @Test
  void runThatFails() {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/membership")
                ? Optional.of(new MockResponse.Builder().code(403).build())
                : Optional.empty());

    assertThatThrownBy(() -> extractor().run(config())).isInstanceOf(ExtractionException.class);

    assertThatOneThreadMade("begin", "check", "close", "failed");
    assertThat(calls).doesNotContain("open", "commit");
  }

  @Test
  void runWhoseCommitFails() {
    scene.sink.failAtCommit(new IOException("the disk is full"));

    assertThatThrownBy(() -> extractor().run(config()))
        .isInstanceOf(ExtractionException.class)
        .hasCauseInstanceOf(IOException.class);

    assertThatOneThreadMade("begin", "open", "write", "commit", "close", "failed");
    assertThat(calls).doesNotContain("save", "stateSaved");
  }

  @Test
  void runThatIsCancelled() throws Exception {
    CountDownLatch isWaiting = new CountDownLatch(1);
    scene.api.trouble(
        request -> {
          if (request.getUrl().encodedPath().endsWith("/membership")) {
            isWaiting.countDown();
            return Optional.of(
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
          }
          return Optional.empty();
        });
    Extractor.Extraction extraction = extractor().start(config());
    isWaiting.await();

    extraction.cancel();

    assertThatThrownBy(extraction::join).isInstanceOf(ExtractionException.Cancelled.class);
    assertThatOneThreadMade("begin", "close", "failed");
    assertThat(calls).doesNotContain("open", "commit");
  }

  private void assertThatOneThreadMade(String... expected) {
    assertThat(calls).contains(expected);
    assertThat(threads).hasSizeGreaterThan(expected.length);
    assertThat(new TreeSet<>(threads.stream().map(Thread::getName).toList())).hasSize(1);
    assertThat(threads).allMatch(thread -> thread == threads.get(0));
    assertThat(threads.get(0)).isNotSameAs(Thread.currentThread());
    assertThat(threads.get(0).getName()).startsWith("customerio-run-");
  }

  private Extractor extractor() {
    return scene
        .extractor()
        .sink(recorded(TableSink.class, scene.sink))
        .stateStore(recorded(StateStore.class, new MemoryStateStore()))
        .build();
  }

  private ExtractionConfig config() {
    return ExtractionConfig.builder()
        .addTables("campaigns", "segments")
        .segmentCustomers(SegmentCustomersSelection.builder().build())
        .spoolDirectory(folder.resolve("spool"))
        .build();
  }

  /** The same object, with a note of each call's thread; what it returns is watched, too. */
  private <T> T recorded(Class<T> type, Object delegate) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              threads.add(Thread.currentThread());
              try {
                Object result = method.invoke(delegate, arguments);
                return result instanceof SinkTransaction
                    ? recorded(SinkTransaction.class, result)
                    : result instanceof TableWriter
                        ? recorded(TableWriter.class, result)
                        : result instanceof Closeable ? recorded(Closeable.class, result) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
