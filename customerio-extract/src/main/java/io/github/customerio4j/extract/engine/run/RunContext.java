package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ResponseShape;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.engine.row.KeyDictionary;
import io.github.customerio4j.extract.engine.row.Protection;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.PartStore;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the sources of one run share. */
public final class RunContext implements Closeable {
  /** The id and the last change of a record. */
  private static final ColumnPath VERSION = ColumnPath.of("deduplicate_id");

  /** The last change of a record, in tables that do not declare theirs. */
  private static final List<ColumnPath> CHANGED =
      List.of(ColumnPath.of("updated"), ColumnPath.of("updated_at"));

  private final SourceServices services;
  private final Cancellation cancellation;
  private final ExtractionConfig config;
  private final ExtractionState state;
  private final PartStore store;
  private final Optional<Instant> givenStart;
  private final Instant begunAt;
  private final Instant startedAt;
  private final ConcurrencyTarget inFlight;
  private final SliceScheduler scheduler;
  private final ApiClock apiClock;
  private final Optional<Protection> protection;
  private final List<CustomerIo> views = new CopyOnWriteArrayList<>();
  private final Queue<SliceSpool> parts = new ConcurrentLinkedQueue<>();

  /**
   * @param store gives the parts that are read into
   * @param givenStart the start of the run if it is not now, such as that of the interrupted run
   */
  public RunContext(
      SourceServices services,
      ExtractionConfig config,
      ExtractionState state,
      PartStore store,
      Optional<Instant> givenStart,
      Cancellation cancellation) {
    this.services = services;
    this.cancellation = cancellation;
    this.config = config;
    this.state = state;
    this.store = store;
    this.givenStart = givenStart;
    this.inFlight =
        new ConcurrencyTarget(
            services.client().rateLimit()::requestsPerSecond, config.maxRequestsInFlight());
    this.scheduler = new SliceScheduler(inFlight, this::cancelCalls, services.threads());
    cancellation.onRequest(scheduler::fail);
    this.apiClock = new ApiClock(services.clock(), this::clockDiffers);
    this.protection = RunProtection.of(config);
    this.begunAt = now(services.clock());
    this.startedAt = givenStart.orElse(begunAt);
  }

  /** Restarts the run with the time of the API, unless its windows have that time already. */
  private void clockDiffers(ApiClock.Difference difference) {
    if (services.time() == SourceServices.Time.API) {
      // Not all servers of the API have the same time. The first one counts.
      return;
    }
    if (givenStart.isPresent()) {
      // The interrupted run has compared the clocks, and its windows end at its own start.
      listener().warned("", difference.text("The run keeps the start of the run that it resumes."));
    } else {
      scheduler.fail(new ApiClock.OffException(difference));
    }
  }

  /** The current time in whole seconds, as the start of a run. */
  public static Instant now(Clock clock) {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }

  public ExtractionConfig config() {
    return config;
  }

  /** The state of previous runs; empty for a first run and after a reset. */
  public ExtractionState state() {
    return state;
  }

  /** The start of the run in whole seconds. No window reaches beyond it. */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * The start of this process's part of the run; later than the run's start if the run was resumed.
   */
  public Instant begunAt() {
    return begunAt;
  }

  public Clock clock() {
    return services.clock();
  }

  public ExtractionListener listener() {
    return services.listener();
  }

  public SourceServices services() {
    return services;
  }

  /** A meter for requests whose latency tells how many to send. */
  public SourceMeter meter(String source) {
    return new SourceMeter(source, clock(), listener(), inFlight::observe, apiClock);
  }

  /** A meter for downloads, whose time is not the latency of the API. */
  public SourceMeter meterOfDownloads(String source) {
    return new SourceMeter(source, clock(), listener(), latency -> {}, apiClock);
  }

  /** A view of the client whose transfers the meter counts, and which a failure cancels. */
  CustomerIo client(SourceMeter meter) {
    CustomerIo view = services.client().observedBy(meter);
    views.add(view);
    return view;
  }

  /**
   * The part for a slot, with everything that an interrupted run had read for it.
   *
   * @param slot names what is read: the same in every run of the same configuration
   */
  public SliceSpool part(String slot, RecordShape shape) {
    if (shape.hidesFields()) {
      // A later run could not read the fields back.
      return scratchPart(shape);
    }
    try {
      return known(store.part(slot, shape));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot spool rows: " + e.getMessage(), e);
    }
  }

  /** An empty part that replaces everything read for that slot so far. */
  public SliceSpool newPart(String slot, RecordShape shape) {
    try {
      return known(store.newPart(slot, shape));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot spool rows: " + e.getMessage(), e);
    }
  }

  /** A part for records that are only looked at, never committed. */
  public SliceSpool scratchPart(RecordShape shape) {
    return known(store.scratchPart(shape));
  }

  private SliceSpool known(SliceSpool part) {
    parts.add(part);
    return part;
  }

  /** Remembers a fact for a run that resumes this one. */
  public void note(String key, String value) {
    try {
      store.note(key, value);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot spool rows: " + e.getMessage(), e);
    }
  }

  /** The latest fact of that name, from this run or the interrupted run that it resumes. */
  public Optional<String> noted(String key) {
    return store.noted(key);
  }

  /** Tells whether the run is to end. */
  public Cancellation cancellation() {
    return cancellation;
  }

  public SliceScheduler scheduler() {
    return scheduler;
  }

  /** A request for the first page of a table's list. The caller adds its filters. */
  public static PageRequest.Builder request(TableSpec table) {
    PageRequest.Builder request = PageRequest.builder();
    request.addAllPath(table.path()).itemsKey(table.itemsKey());
    table.pageSize().ifPresent(size -> request.putQuery("limit", String.valueOf(size)));
    return request;
  }

  /** The shape of a table's records; the caller adds what differs by slice. */
  public RecordShape.Builder shape(TableSpec table) {
    RecordShape.Builder shape = RecordShape.builder();
    shape
        .table(table.name())
        .protection(protection)
        .itemsKey(table.itemsKey())
        .keepsNulls(services.rows().keepsNulls())
        .hasWorkspace(services.rows().hasWorkspace())
        .identity(table.identity())
        .version(table.identity().map(any -> VERSION))
        .created(table.timeField())
        .verbatim(table.verbatim());
    if (table.identity().isPresent()) {
      shape.addAllChanged(table.changedAt().map(List::of).orElse(CHANGED));
    }
    if (table.shape() == ResponseShape.VALUE) {
      shape.addAlwaysJson(ColumnPath.of(table.valueKey()));
    }
    if (config.extractedAt() == ExtractionConfig.ExtractedAt.ADDED) {
      shape.putConstants(KeyDictionary.EXTRACTED_AT, String.valueOf(startedAt.getEpochSecond()));
    }
    return shape;
  }

  /** What happens to values before they reach the disk; empty if they stay as they are. */
  public Optional<Protection> protection() {
    return protection;
  }

  /** The ids of the parents that the configuration names; empty for all parents. */
  public List<String> namedParents(TableSpec table) {
    List<String> selected = config.selectedParents(table.name());
    return selected.isEmpty() ? table.parent().map(this::namedIds).orElse(List.of()) : selected;
  }

  /** The ids of the records that the configuration names; empty for all records. */
  public List<String> namedIds(String table) {
    return List.copyOf(config.ids().getOrDefault(table, Set.of()));
  }

  /**
   * The start of the run that read a table last, so that unchanged records are not read again;
   * empty if everything must be read.
   *
   * @param memory the name of the table's watermark
   */
  public Optional<Instant> lastRun(TableSpec table, String memory) {
    TableState known = state.tables().get(table.name());
    boolean continues =
        config.loadType() == LoadType.INCREMENTAL_UPDATE
            && config.unchangedParents() == ExtractionConfig.UnchangedParents.SKIP;
    return continues && known != null && !table.isFormerKey(known.primaryKey())
        ? Optional.ofNullable(known.watermarks().get(memory))
        : Optional.empty();
  }

  /**
   * When the tiers of a chain were read, and which are due.
   *
   * @param known what previous runs remember of its table
   * @param chain its name in the state
   */
  public RefreshMemory refresh(Optional<TableState> known, String chain, RefreshSchedule schedule) {
    return new RefreshMemory(
        schedule,
        startedAt,
        known.map(TableState::refreshed).map(times -> times.get(chain)).orElse(Map.of()));
  }

  public long spooledBytes() {
    return store.bytes();
  }

  /** Cancels the calls in flight. */
  private void cancelCalls() {
    views.forEach(CustomerIo::close);
  }

  /** Closes the files of all parts; after a failure some are still open. */
  @Override
  public void close() throws IOException {
    for (SliceSpool part : parts) {
      part.close();
    }
  }
}
