package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.rows.RowParts;
import io.github.customerio4j.extract.engine.rows.RowReading;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.engine.run.RunThreads;
import io.github.customerio4j.extract.engine.run.Sleeper;
import io.github.customerio4j.extract.engine.run.SourceServices;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.rows.TableRows;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Extracts a workspace into tables. Immutable and thread-safe: each call of {@link #run} is an
 * independent run.
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
 * <p>A run holds in memory one page per request in flight and one row per slice, never a table. All
 * tables become visible together, when each of them is complete. A run that fails leaves the
 * previous tables and state unchanged.
 */
public final class Extractor {
  private final RunServices services;

  private Extractor(RunServices services) {
    this.services = services;
  }

  /** Starts a builder. A client and a sink are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Extracts the selected tables, commits them, and saves the state. Blocks until the run has
   * ended, and until no thread of it is left. An interruption of the calling thread cancels the
   * run: this method then waits until the run has ended, throws {@link
   * ExtractionException.Cancelled} and leaves the thread interrupted; a run whose commit has begun
   * completes.
   *
   * @param config what to extract
   * @return the result of the run
   * @throws ExtractionException if the run fails; its subtype or its cause says why
   * @throws IllegalArgumentException if the configuration cannot be used: the history of messages
   *     starts after the run's start, or deleted rows are to be marked and the destination cannot
   *     mark rows, or a table of somebody else has the name of one of the run's tables, or a column
   *     to be excluded or hashed is none of a table's, or previous runs used another hash key
   */
  public ExtractionReport run(ExtractionConfig config) {
    return begin(config).joinThread();
  }

  /**
   * Starts a run and returns at once. The run has a thread of its own, a daemon unless a {@link
   * Builder#threadFactory} is given: wait for the run before the program ends.
   *
   * @param config what to extract
   * @return the run, to wait for it or to cancel it
   * @throws IllegalArgumentException if deleted rows are to be marked and the destination cannot
   *     mark rows; what else {@link #run} throws, the run throws to those who wait for it
   */
  public Extraction start(ExtractionConfig config) {
    return begin(config);
  }

  private RunningExtraction begin(ExtractionConfig config) {
    Objects.requireNonNull(config, "config");
    RunPreview.checkDeletedRows(services.sink(), config);
    return RunningExtraction.start(
        services.threads(),
        cancellation -> new ExtractionRun(services, config, cancellation).run());
  }

  /**
   * Checks whether the key may read what the configuration selects, with at most one small request
   * for each table. Creates no export, writes nothing, and reads no state. Takes about two seconds,
   * and a tenth of one for each request, if the client has a short deadline ({@code RetryOptions}).
   *
   * @param config what would be extracted
   * @return a result for the key, and one for each table; failures are results, not exceptions
   */
  public AccessReport check(ExtractionConfig config) {
    Objects.requireNonNull(config, "config");
    return RunPreview.check(services, config);
  }

  /**
   * Counts the requests that a run would take. Reads the lists of parents, but none of their
   * children. Writes nothing, and leaves the state and any interrupted run unchanged.
   *
   * @param config what would be extracted
   * @return the number of requests per table, and an estimate of the time that they take
   * @throws ExtractionException if a request failed, or the state or the spool folder cannot be
   *     used
   */
  public ExtractionPlan plan(ExtractionConfig config) {
    Objects.requireNonNull(config, "config");
    return RunPreview.plan(services, config);
  }

  /**
   * Checks what {@link #check(ExtractionConfig)} does, without a destination.
   *
   * @param client the client of the workspace
   * @param config what would be extracted
   */
  public static AccessReport check(CustomerIo client, ExtractionConfig config) {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(config, "config");
    return RunPreview.check(client, config);
  }

  /**
   * Checks whether the API accepts the key of a client, with one small request. Takes about two
   * seconds at most, if the client has a short deadline ({@code RetryOptions}).
   *
   * @param client the client of the workspace
   * @param config what would be extracted; its first table is what is asked for
   * @return {@link AccessReport.Outcome#OK} also if the key may not read that table
   */
  public static AccessReport.Result checkKey(CustomerIo client, ExtractionConfig config) {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(config, "config");
    return RunPreview.checkKey(client, config);
  }

  /**
   * Checks, without a request, that a run could write its tables: the destination takes them, and
   * none of them has the name of somebody else's. A run does the same before its first request.
   *
   * @param sink the destination
   * @param stateStore where the state is kept between runs
   * @param config what would be extracted
   * @return the tables that the state knows and that are no longer at the destination; a run reads
   *     them in full
   * @throws IllegalArgumentException if a table of somebody else has the name of one of the tables
   * @throws IOException if a run cannot write there; the message says what to do
   */
  public static Set<String> checkDestination(
      TableSink sink, StateStore stateStore, ExtractionConfig config) throws IOException {
    Objects.requireNonNull(sink, "sink");
    Objects.requireNonNull(stateStore, "stateStore");
    Objects.requireNonNull(config, "config");
    return RunPreview.missingTables(sink, stateStore, config);
  }

  /**
   * The types of existing columns that a run would change, if all their values fit, because the API
   * documents other types than the columns have. Makes no request and changes nothing.
   *
   * @param sink the destination, which writes the state too if the state store is its own
   * @param stateStore the state of previous runs
   * @param config the tables of the run; with {@link ExtractionConfig.Types#KEEP} nothing changes
   * @return by the tables' names, without those of which nothing changes
   * @throws IOException if the destination cannot be read
   */
  public static Map<String, List<SchemaChange>> typeChanges(
      TableSink sink, StateStore stateStore, ExtractionConfig config) throws IOException {
    Objects.requireNonNull(sink, "sink");
    Objects.requireNonNull(stateStore, "stateStore");
    Objects.requireNonNull(config, "config");
    return RunPreview.typeChanges(sink, stateStore, config);
  }

  /**
   * Reads the rows of one table while they are used, without a destination and a state.
   *
   * @param client the client of the workspace; stays open
   * @param query which rows
   * @return the rows, to be closed; they come in no certain order, and each record once
   * @throws IllegalArgumentException if the query cannot be used: it names no table of the catalog,
   *     or options that the table does not take
   */
  public static TableRows rows(CustomerIo client, RowQuery query) {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(query, "query");
    return RowReading.of(client, query, ExtractionFailure::ofRows);
  }

  /**
   * Divides a query into pieces that can be read at the same time, in any process. Makes a few
   * requests to learn how much there is.
   *
   * @param client the client of the workspace; stays open
   * @param query which rows
   * @param atMost the most pieces
   * @return at least one piece, unless there is certainly nothing to read
   */
  public static List<RowPart> parts(CustomerIo client, RowQuery query, int atMost) {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(query, "query");
    return RowParts.of(client, query, atMost, ExtractionFailure::ofRows);
  }

  /** The columns of the rows of a table, without a request. */
  public static TableSchema rowSchema(String table) {
    Objects.requireNonNull(table, "table");
    return RowReading.schema(table);
  }

  /**
   * A run that was started. Thread-safe.
   *
   * <pre>{@code
   * Extractor.Extraction extraction = extractor.start(config);
   * if (extraction.await(Duration.ofMinutes(30)).isEmpty()) {
   *   extraction.cancel();
   * }
   * }</pre>
   */
  public interface Extraction {
    /**
     * Asks the run to end, and returns at once. Requests in flight are cancelled, and those who
     * wait for the run get an {@link ExtractionException.Cancelled} when it has ended. The previous
     * tables and state stay, and a run of the same configuration resumes this one. Has no effect
     * when the commit has begun or the run has ended.
     */
    void cancel();

    /** Whether the run has ended, in whatever way. */
    boolean isDone();

    /**
     * Waits for a time. The run continues if it takes longer, or if the waiting thread is
     * interrupted.
     *
     * @param timeout how long to wait at most
     * @return the report; empty if the run has not ended in that time
     * @throws ExtractionException if the run failed or was cancelled
     * @throws IllegalArgumentException if its configuration cannot be used; see {@link
     *     Extractor#run}
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Optional<ExtractionReport> await(Duration timeout) throws InterruptedException;

    /**
     * Waits until the run has ended. An interruption of the waiting thread cancels the run, as in
     * {@link Extractor#run}.
     *
     * @return the report
     * @throws ExtractionException if the run failed or was cancelled
     * @throws IllegalArgumentException if its configuration cannot be used; see {@link
     *     Extractor#run}
     */
    ExtractionReport join();

    /**
     * The run as a new future, which ends when the run has ended, with its report or with what
     * {@link #join} throws. Cancelling the future cancels the run, the requests in flight included;
     * {@link #isDone} then tells when the run has ended. What is chained to the future without an
     * executor of its own runs on the run's thread.
     */
    CompletableFuture<ExtractionReport> toCompletableFuture();
  }

  /** Collects an extractor's parts. Not thread-safe. */
  public static final class Builder {
    private @Nullable CustomerIo client;
    private @Nullable TableSink sink;
    private @Nullable StateStore stateStore;
    private ExtractionListener listener = new ExtractionListener() {};
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.REAL;
    private RunThreads threads = RunThreads.daemons();

    private Builder() {}

    /** The client of the workspace; required. The extractor does not close it. */
    public Builder client(CustomerIo newClient) {
      client = Objects.requireNonNull(newClient, "newClient");
      return this;
    }

    /** The destination of the tables; required. */
    public Builder sink(TableSink newSink) {
      sink = Objects.requireNonNull(newSink, "newSink");
      return this;
    }

    /**
     * Where the state is kept between runs; by default where the sink keeps its own state ({@link
     * StateStore.Provider}, as a database does), else in the memory of the extractor.
     */
    public Builder stateStore(StateStore newStateStore) {
      stateStore = Objects.requireNonNull(newStateStore, "newStateStore");
      return this;
    }

    /** Receives the progress of runs; by default no listener. */
    public Builder listener(ExtractionListener newListener) {
      listener = Objects.requireNonNull(newListener, "newListener");
      return this;
    }

    /** Gives a run's start, at which its windows end; by default the system clock in UTC. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /**
     * Makes all threads of runs and of {@link Extractor#check}: one for each run, and one for each
     * request in flight. By default they are daemons named {@code customerio-run-1}, {@code
     * customerio-slice-1} and so on. They end with their run.
     */
    public Builder threadFactory(ThreadFactory newThreadFactory) {
      threads = RunThreads.of(Objects.requireNonNull(newThreadFactory, "newThreadFactory"));
      return this;
    }

    /**
     * Threads for all work of runs, instead of those of a factory: for extractors that share them.
     * Threads of an executor are used again, and none is left to a run when it has ended.
     *
     * @param newExecutor must give each task a thread at once, as {@code newCachedThreadPool} does;
     *     one that lets tasks wait for each other makes runs wait forever
     */
    public Builder executor(Executor newExecutor) {
      threads = RunThreads.on(Objects.requireNonNull(newExecutor, "newExecutor"));
      return this;
    }

    /** How the run waits between two polls of an export; for tests. */
    Builder sleeper(Sleeper newSleeper) {
      sleeper = newSleeper;
      return this;
    }

    /**
     * Builds the extractor.
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
          new RunServices(
              givenClient,
              givenSink,
              stateStore(givenSink),
              listener,
              clock,
              SourceServices.Time.MACHINE,
              sleeper,
              threads));
    }

    private StateStore stateStore(TableSink of) {
      StateStore given = stateStore;
      if (given != null) {
        return given;
      }
      return of instanceof StateStore.Provider owner ? owner.stateStore() : new MemoryStateStore();
    }
  }
}
