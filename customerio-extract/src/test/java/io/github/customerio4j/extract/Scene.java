package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a run needs: a workspace, a client, a sink, a state and a clock. */
final class Scene implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T12:34:56Z");

  final FakeWorkspace api;
  final RecordingSink sink = new RecordingSink();
  final List<Duration> pauses = new ArrayList<>();
  private final CustomerIo client;
  private final Path spool;
  private MemoryStateStore store = new MemoryStateStore();
  private ExtractionListener listener = new ExtractionListener() {};
  private Instant now = NOW;
  private int slowness = 1;

  Scene(Path folder) throws IOException {
    api = new FakeWorkspace();
    client = api.client();
    spool = folder.resolve("spool");
  }

  MemoryStateStore store() {
    return store;
  }

  Scene state(MemoryStateStore newStore) {
    store = newStore;
    return this;
  }

  /** The state of a table or of a source. */
  TableState stateOf(String name) {
    return Optional.ofNullable(store.load().tables().get(name))
        .orElseThrow(() -> new AssertionError("The state has no table " + name));
  }

  Scene listener(ExtractionListener newListener) {
    listener = newListener;
    return this;
  }

  Scene at(Instant newNow) {
    now = newNow;
    return this;
  }

  /** Makes each wait take the given number of times as long as requested. */
  Scene slowness(int factor) {
    slowness = factor;
    return this;
  }

  Instant now() {
    return now;
  }

  /**
   * Runs, and checks that neither spooled rows nor threads are left. For a failed request it throws
   * the client's exception.
   */
  ExtractionReport run(ExtractionConfig.Builder config) {
    try {
      ExtractionReport report =
          extractor().sink(sink).build().run(config.spoolDirectory(spool).build());
      assertThat(spool).as("no spooled rows are left").isEmptyDirectory();
      return report;
    } catch (ExtractionException.RequestFailed e) {
      throw e.failure();
    } finally {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("customerio-slice-"))
          .forEach(Scene::assertThatItEnds);
    }
  }

  Extractor.Builder extractor() {
    return Extractor.builder()
        .client(client)
        .stateStore(store)
        .listener(listener)
        .clock(clock())
        .sleeper(this::pause);
  }

  RecordingSink.Table table(String name) {
    return sink.table(name);
  }

  /** Waits a moment for the thread to end; a thread that still works would take longer. */
  static void assertThatItEnds(Thread thread) {
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.isAlive()).as("%s is left", thread.getName()).isFalse();
  }

  /** Advances the clock instead of waiting. */
  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration.multipliedBy(slowness));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @Override
  public void close() {
    client.close();
    api.close();
  }
}
