package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.ResumableRun;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.engine.run.Sleeper;
import io.github.customerio4j.extract.engine.run.Uninterrupted;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Extracts a workspace into tables. Immutable and thread-safe; each call of {@link #run} is a run
 * of its own.
 *
 * <pre>{@code
 * Extractor extractor = Extractor.builder()
 *     .client(client)
 *     .sink(FileSink.builder(Path.of("out"), CsvFormat.standard()).build())
 *     .stateStore(new FileStateStore(Path.of("state.json")))
 *     .build();
 * ExtractionReport report = extractor.run(ExtractionConfig.everything().build());
 * }</pre>
 *
 * <p>A run holds one page a request in flight and one row, never a table. Its tables become visible
 * all together when every one of them is whole; a run that fails leaves the former tables and
 * state.
 */
public final class Extractor {
  private final RunServices services;

  private Extractor(RunServices services) {
    this.services = services;
  }

  /** Starts an extractor; a client and a sink are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Extracts what the configuration selects, commits it, and saves the state.
   *
   * @param config what to extract
   * @return what was done
   * @throws io.github.customerio4j.client.error.CustomerIoException if the API failed for good
   * @throws IllegalArgumentException if messages are wanted since a time after the run's start, or
   *     deleted rows are to be marked where the destination cannot
   * @throws ExtractionException if the run cannot be done for another reason
   * @throws io.github.customerio4j.extract.state.StateException if the state cannot be used
   * @throws UncheckedIOException if the sink, the state or the spool folder failed
   */
  public ExtractionReport run(ExtractionConfig config) {
    checkDeletedRows(config);
    try {
      Closeable stateLock = services.stateStore().lock();
      try (stateLock) {
        SinkTransaction transaction = services.sink().begin();
        Closeable ending = Uninterrupted.closing(transaction);
        try (ending) {
          return run(config, transaction);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot extract: " + reason(e), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ExtractionException("Cannot extract: " + e.getMessage(), e);
    }
  }

  /**
   * Counts the requests that a run would take. Reads the lists that other tables hang on, fetches
   * no records of those, writes nothing and leaves the state as it is.
   *
   * @param config what would be extracted
   * @return the requests and the time that they take
   * @throws io.github.customerio4j.client.error.CustomerIoException if the API failed for good
   * @throws io.github.customerio4j.extract.state.StateException if the state cannot be used
   * @throws UncheckedIOException if the spool folder failed
   */
  public ExtractionPlan plan(ExtractionConfig config) {
    try {
      ExtractionState state =
          config.stateUse() == ExtractionConfig.StateUse.RESET
              ? ExtractionState.empty()
              : services.stateStore().load();
      return ResumableRun.plan(services, config, state);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan: " + reason(e), e);
    }
  }

  private void checkDeletedRows(ExtractionConfig config) {
    if (config.deletedRows() == ExtractionConfig.DeletedRows.MARK
        && !services.sink().canMarkDeletedRows()) {
      throw new IllegalArgumentException(
          "Cannot mark deleted rows: this destination holds only what a run brings. Write into a"
              + " database, or leave deletedRows as KEEP.");
    }
  }

  private ExtractionReport run(ExtractionConfig config, SinkTransaction transaction)
      throws Exception {
    saveUnsaved(transaction);
    ExtractionState state =
        config.stateUse() == ExtractionConfig.StateUse.RESET
            ? ExtractionState.empty()
            : services.stateStore().load();
    services.stateStore().check();
    return new ResumableRun(services, config, state, transaction).run();
  }

  /** Of a run that died when its tables were in place, the state is still to be put beside them. */
  private void saveUnsaved(SinkTransaction transaction) throws IOException {
    Optional<String> unsaved = transaction.unsavedState();
    if (unsaved.isPresent()) {
      services.stateStore().save(ExtractionState.parse(unsaved.get()));
      transaction.stateSaved();
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Collects an extractor's parts. Not thread-safe. */
  public static final class Builder {
    private @Nullable CustomerIo client;
    private @Nullable TableSink sink;
    private StateStore stateStore = new MemoryStateStore();
    private ExtractionListener listener = new ExtractionListener() {};
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.REAL;

    private Builder() {}

    /** The workspace's client. It stays open. */
    public Builder client(CustomerIo newClient) {
      client = Objects.requireNonNull(newClient, "client is null");
      return this;
    }

    /** Where the tables go. */
    public Builder sink(TableSink newSink) {
      sink = Objects.requireNonNull(newSink, "sink is null");
      return this;
    }

    /** What keeps the state between runs; by default the memory of this extractor. */
    public Builder stateStore(StateStore newStateStore) {
      stateStore = Objects.requireNonNull(newStateStore, "stateStore is null");
      return this;
    }

    /** Is told how runs go on; nobody by default. */
    public Builder listener(ExtractionListener newListener) {
      listener = Objects.requireNonNull(newListener, "listener is null");
      return this;
    }

    /** Tells a run's start, at which its windows end; the system's clock by default. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock is null");
      return this;
    }

    /** How the run waits between looks at an export; for tests. */
    Builder sleeper(Sleeper newSleeper) {
      sleeper = newSleeper;
      return this;
    }

    /**
     * Makes the extractor.
     *
     * @throws IllegalStateException if the client or the sink is missing
     */
    public Extractor build() {
      CustomerIo givenClient = client;
      TableSink givenSink = sink;
      if (givenClient == null || givenSink == null) {
        throw new IllegalStateException(
            "Cannot build an extractor: it has no "
                + (givenClient == null ? "client" : "sink")
                + ". Set it on the builder.");
      }
      return new Extractor(
          new RunServices(givenClient, givenSink, stateStore, listener, clock, sleeper));
    }
  }
}
