package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.github.customerio4j.extract.engine.run.ApiClock;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunThreads;
import io.github.customerio4j.extract.engine.run.Sleeper;
import io.github.customerio4j.extract.engine.run.SourceServices;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.rows.TableRows;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query. Its own threads read pages, from the first {@link #next} on, and wait until
 * the caller has used them.
 */
public final class RowReading implements TableRows {
  private final SourceServices services;
  private final RowRequest request;
  private final RowColumns columns;
  private final Failures failures;
  private final AtomicLong requests;
  private final PageExchange exchange = new PageExchange();
  private final Cancellation cancellation = new Cancellation();
  private final FixedRow row;
  private @Nullable Thread reader;
  private volatile @Nullable Throwable failure;
  private PageExchange.@Nullable Page page;
  private Iterator<TableSpool> routes = Collections.emptyIterator();
  private long toSkip;
  private boolean hasRow;
  private boolean isClosed;

  /** Gives a failure the type that callers know. */
  @FunctionalInterface
  public interface Failures {
    RuntimeException of(Exception failure, Cancellation cancellation);
  }

  private RowReading(
      SourceServices services, RowRequest request, Failures failures, AtomicLong requests) {
    this.services = services;
    this.request = request;
    this.columns = request.columns();
    this.failures = failures;
    this.requests = requests;
    this.row = new FixedRow(columns);
  }

  /**
   * The rows of a query; reads nothing yet.
   *
   * @throws IllegalArgumentException if the query cannot be used
   */
  public static RowReading of(CustomerIo client, RowQuery query, Failures failures) {
    RowRequest request = RowRequest.of(query);
    AtomicLong requests = new AtomicLong();
    return new RowReading(services(client, requests), request, failures, requests);
  }

  /** What sources work with if there is nobody to tell. */
  static SourceServices services(CustomerIo client, AtomicLong requests) {
    CustomerIo counted =
        client.observedBy(
            new TransferListener() {
              @Override
              public void requestStarted(Transfer transfer) {
                requests.incrementAndGet();
              }
            });
    return new SourceServices(
        counted,
        new ExtractionListener() {},
        Clock.systemUTC(),
        SourceServices.Time.MACHINE,
        Sleeper.REAL,
        RunThreads.daemons(),
        new SourceServices.Rows(true, false));
  }

  /** The columns of a table. */
  public static TableSchema schema(String table) {
    return RowRequest.of(RowQuery.of(table).build()).columns().schema();
  }

  @Override
  public TableSchema schema() {
    return columns.schema();
  }

  @Override
  public boolean next() {
    if (isClosed) {
      throw new IllegalStateException("Cannot read rows: they were closed.");
    }
    hasRow = false;
    try {
      if (reader == null) {
        begin();
      }
      while (!nextOfPage()) {
        if (!nextPage()) {
          return false;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read rows: " + e.getMessage(), e);
    }
    hasRow = true;
    return true;
  }

  private void begin() {
    Thread thread = services.threads().of("rows").newThread(this::read);
    reader = thread;
    thread.start();
  }

  private boolean nextOfPage() throws IOException {
    while (true) {
      while (row.next()) {
        if (toSkip == 0) {
          return true;
        }
        toSkip--;
      }
      if (!routes.hasNext()) {
        return false;
      }
      PageExchange.Page current = page;
      row.open(routes.next(), current == null ? Set.of() : current.others());
    }
  }

  private boolean nextPage() throws IOException {
    PageExchange.Page last = page;
    if (last != null) {
      row.close();
      page = null;
      exchange.used(last);
    }
    PageExchange.Page next;
    try {
      next = exchange.next();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ExtractionException.Cancelled(
          "Cannot read on: the thread that reads the rows was interrupted.", e);
    }
    if (next == null) {
      throwFailure();
      return false;
    }
    page = next;
    toSkip = next.skipped();
    routes = next.part().routes().iterator();
    return true;
  }

  private void throwFailure() {
    Throwable reason = failure;
    if (reason instanceof Error error) {
      throw error;
    }
    if (reason instanceof Exception exception) {
      throw failures.of(exception, cancellation);
    }
  }

  /** Reads all pages, on the thread of the reading. */
  private void read() {
    try {
      RowSources sources = new RowSources(request, exchange, cancellation);
      try {
        sources.read(services);
      } catch (ApiClock.OffException e) {
        if (exchange.isUsed()) {
          throw e;
        }
        sources.read(services.withApiTime(e.offset()));
      }
    } catch (Throwable e) {
      failure = e;
    } finally {
      exchange.end();
    }
  }

  @Override
  public Row row() {
    if (!hasRow) {
      throw new IllegalStateException("Cannot show a row: next() has given none.");
    }
    return row;
  }

  @Override
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    hasRow = false;
    exchange.close();
    cancellation.request("The rows were closed before their end.");
    Thread thread = reader;
    boolean isInterrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
