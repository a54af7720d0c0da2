package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work of one table, or of tables that come from the same lists, which fail together. If failed
 * tables are skipped, a failure of this table cancels the rest of its work and nothing else.
 */
public final class TableScope {
  private final RunContext run;
  private final String table;
  private final List<CustomerIo> views = new CopyOnWriteArrayList<>();
  private final List<TableScope> dependents = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public TableScope(RunContext run, String table) {
    this.run = run;
    this.table = table;
  }

  /** Adds a table that cannot be read without this one. */
  public void addDependent(TableScope other) {
    dependents.add(other);
  }

  /** A view of the client whose transfers the meter counts, and which a failure cancels. */
  public CustomerIo client(SourceMeter meter) {
    CustomerIo view = run.client(meter);
    views.add(view);
    return view;
  }

  public void submit(Slice slice) {
    run.scheduler()
        .submit(
            new Slice() {
              @Override
              public boolean advance() throws Exception {
                boolean[] goesOn = {false};
                attempt(slice.name(), () -> goesOn[0] = slice.advance());
                return goesOn[0];
              }

              @Override
              public double remaining() {
                return slice.remaining();
              }
            });
  }

  /** Submits a single request. */
  public void submitOnce(SliceScheduler.Task task) {
    run.scheduler().submitOnce(() -> attempt(task));
  }

  /** Submits work that mostly waits for something other than a request; it gets its own thread. */
  public void submitAside(SliceScheduler.Task task) {
    run.scheduler().submitAside(() -> attempt(task));
  }

  /** How many slices may run concurrently. */
  public int inFlight() {
    return run.scheduler().inFlight();
  }

  /** How many more slices could run concurrently. */
  public int idle() {
    return run.scheduler().idle();
  }

  public boolean hasFailed() {
    return failure.get() != null;
  }

  /** The failure that cancelled the work of this table. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** The failure, for the report. */
  public Optional<TableFailure> tableFailure() {
    return failure().map(e -> new TableFailure(table, String.valueOf(e.getMessage())));
  }

  /** Cancels the work of this table because of a failure. */
  void fail(Exception e) {
    if (failure.compareAndSet(null, e)) {
      views.forEach(CustomerIo::close);
      LogContext former = LogContext.of(table);
      try (former) {
        run.listener().tableFailed(table, String.valueOf(e.getMessage()));
      }
      dependents.forEach(
          other ->
              other.fail(
                  new ExtractionException(
                      "Cannot read %s without %s, which failed: %s"
                          .formatted(other.table, table, e.getMessage()),
                      e)));
    }
  }

  /** Does a piece of the work on the caller's thread, unless the work was cancelled. */
  public void attempt(SliceScheduler.Task task) throws Exception {
    LogContext former = LogContext.of(table);
    try (former) {
      unlessFailed(task);
    }
  }

  private void attempt(String slice, SliceScheduler.Task task) throws Exception {
    LogContext former = LogContext.of(table, slice);
    try (former) {
      unlessFailed(task);
    }
  }

  private void unlessFailed(SliceScheduler.Task task) throws Exception {
    if (hasFailed()) {
      return;
    }
    try {
      task.run();
    } catch (Exception e) {
      if (hasFailed()) {
        // The work was cancelled meanwhile; this is how that looks here.
        return;
      }
      if (run.config().onTableFailure() == ExtractionConfig.OnTableFailure.FAIL || !isOwn(e)) {
        throw e;
      }
      fail(e);
    }
  }

  /** Whether the failure concerns this table only. */
  private static boolean isOwn(Exception e) {
    boolean isOfTheWorkspace =
        e instanceof AuthenticationException || e instanceof RateLimitException;
    return !isOfTheWorkspace
        && (e instanceof ApiException
            || e instanceof MalformedResponseException
            || e instanceof OutcomeUnknownException
            || e instanceof PagingException
            || e instanceof ExtractionException);
  }
}
