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
import io.github.customerio4j.extract.report.TableFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work of one table, or of tables that come from the same lists: it fails as one. Where failed
 * tables are skipped, a failure of its own calls off the rest of its work and nothing else.
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

  /** Says that another table cannot be read without this one. */
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

  /** For a request on its own. */
  public void submitOnce(SliceScheduler.Task task) {
    run.scheduler().submitOnce(() -> attempt(task));
  }

  /** For work that mostly waits for something else than a request. */
  public void submitAside(SliceScheduler.Task task) {
    run.scheduler().submitAside(() -> attempt(task));
  }

  /** How many more slices could be advanced at a time than there are. */
  public int idle() {
    return run.scheduler().idle();
  }

  public boolean hasFailed() {
    return failure.get() != null;
  }

  /** The failure that called this lane's work off. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** What to tell of the failure. */
  public Optional<TableFailure> tableFailure() {
    return failure().map(e -> new TableFailure(table, String.valueOf(e.getMessage())));
  }

  /** Calls the work off, because it cannot be done. */
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

  /** Does a piece of the work, on the caller's thread; not any more once it has been called off. */
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
        // Called off meanwhile: this is what its end looks like from here.
        return;
      }
      if (run.config().onTableFailure() == ExtractionConfig.OnTableFailure.FAIL || !isOwn(e)) {
        throw e;
      }
      fail(e);
    }
  }

  /** Whether the failure is one of this table and says nothing of the others. */
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
