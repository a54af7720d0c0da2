package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The extraction of one workspace, from its key to its end. The thread that does the work gives the
 * result; any thread may cancel.
 */
final class WorkspaceRun {
  private static final String CANCELLED =
      "Cannot continue the extraction: the fleet was cancelled.";

  private final Workspace workspace;
  private final FleetSetup setup;
  private final SharedClients clients;
  private final Executor threads;
  private @Nullable AppApiKey key;
  private @Nullable Thread preparing;
  private Extractor.@Nullable Extraction extraction;
  private boolean isCancelled;

  WorkspaceRun(Workspace workspace, FleetSetup setup, SharedClients clients, Executor threads) {
    this.threads = threads;
    this.workspace = workspace;
    this.setup = setup;
    this.clients = clients;
  }

  String name() {
    return workspace.name();
  }

  /** Gets and tries the key. Why there is none it returns as the result of the workspace. */
  Optional<WorkspaceResult> prepareKey() {
    long begun = System.nanoTime();
    if (!enter()) {
      return Optional.of(ended(Outcome.NOT_STARTED, Duration.ZERO));
    }
    try {
      AppApiKey accepted = new WorkspaceKey(workspace, clients).accepted();
      synchronized (this) {
        key = accepted;
      }
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(
          isCancelled() ? ended(Outcome.NOT_STARTED, Duration.ZERO) : failed(e, since(begun)));
    } finally {
      leave();
    }
  }

  /** Extracts. Never throws. */
  WorkspaceResult run() {
    long begun = System.nanoTime();
    if (!enter()) {
      return ended(Outcome.NOT_STARTED, Duration.ZERO);
    }
    try {
      ExtractionReport report = extract();
      Outcome outcome = report.failures().isEmpty() ? Outcome.DONE : Outcome.PARTIAL;
      return new WorkspaceResult(
          name(), outcome, Optional.of(report), Optional.empty(), since(begun));
    } catch (Throwable e) {
      return failed(e, since(begun));
    } finally {
      leave();
      synchronized (this) {
        key = null;
      }
    }
  }

  private ExtractionReport extract() throws IOException {
    AppApiKey own;
    synchronized (this) {
      own = Objects.requireNonNull(key);
    }
    try (CustomerIo client = clients.client(workspace, own);
        SpoolPlace spool = SpoolPlace.of(workspace)) {
      TableSink sink = workspace.sink().get();
      Closeable end = closing(sink);
      try (end) {
        return extract(client, sink, spool.config());
      }
    }
  }

  /** Ends a sink, if that means something to it. */
  static Closeable closing(TableSink sink) {
    return () -> {
      if (sink instanceof Closeable closeable) {
        closeable.close();
      }
    };
  }

  private ExtractionReport extract(CustomerIo client, TableSink sink, ExtractionConfig config) {
    Extractor.Builder extractor =
        Extractor.builder()
            .client(client)
            .sink(sink)
            .clock(setup.clock())
            .executor(threads)
            .listener(setup.listener().workspaceStarting(name()));
    workspace.stateStore().ifPresent(store -> extractor.stateStore(store.get()));
    Extractor.Extraction started = start(extractor.build(), config);
    return started.join();
  }

  /** Starts unless the fleet was cancelled; from here on the extraction itself is cancelled. */
  private synchronized Extractor.Extraction start(Extractor extractor, ExtractionConfig config) {
    if (isCancelled) {
      throw new ExtractionException.Cancelled(CANCELLED, null);
    }
    Extractor.Extraction started = extractor.start(config);
    extraction = started;
    preparing = null;
    return started;
  }

  /** Asks it to end. What waits for somebody else, as for a key, is interrupted. */
  synchronized void cancel() {
    isCancelled = true;
    if (extraction != null) {
      extraction.cancel();
    }
    if (preparing != null) {
      preparing.interrupt();
    }
  }

  private synchronized boolean isCancelled() {
    return isCancelled;
  }

  /** From here on a cancellation interrupts this thread. */
  private synchronized boolean enter() {
    if (isCancelled) {
      return false;
    }
    preparing = Thread.currentThread();
    return true;
  }

  private synchronized void leave() {
    preparing = null;
    // A pooled thread then does other work.
    Thread.interrupted();
  }

  /** The result of a workspace that was not extracted for no fault of its own. */
  WorkspaceResult ended(Outcome outcome, Duration duration) {
    return new WorkspaceResult(name(), outcome, Optional.empty(), Optional.empty(), duration);
  }

  /** The result of a workspace that failed, or that was cancelled. */
  WorkspaceResult failed(Throwable e, Duration duration) {
    boolean wasCancelled = e instanceof ExtractionException.Cancelled || isCancelled();
    RuntimeException failure =
        e instanceof ExtractionException || e instanceof IllegalArgumentException
            ? (RuntimeException) e
            : new ExtractionException(
                "Cannot extract the workspace: "
                    + (e.getMessage() == null || e instanceof Error
                        ? e.toString()
                        : e.getMessage()),
                e);
    return new WorkspaceResult(
        name(),
        wasCancelled ? Outcome.CANCELLED : Outcome.FAILED,
        Optional.empty(),
        Optional.of(failure),
        duration);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
