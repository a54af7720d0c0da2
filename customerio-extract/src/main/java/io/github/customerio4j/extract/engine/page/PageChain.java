package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.engine.page.PageReader.PageSummary;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.StaleCursorException;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cursor chain, read a page at a time into a part. It continues where an interrupted run
 * stopped, if that run had started the chain. Used by one thread at a time.
 */
public final class PageChain implements Closeable {
  private final ProgressTracker progress;
  private final CustomerIo client;
  private final PageRequest request;
  private final SliceSpool part;
  private final Optional<ResponseReshaper.Rule> reshaping;
  private final boolean isAlone;
  private TimeOrder order = new TimeOrder();
  private @Nullable Iterator<DecodedPage<PageSummary>> pages;
  private int recordsOfLastPage;
  private PageRequest.Priority priority;

  /** A chain that shares its part with no other. */
  public PageChain(
      ProgressTracker progress, CustomerIo client, PageRequest request, SliceSpool part) {
    this(progress, client, request, part, Optional.empty(), true);
    progress.restored(part.records());
  }

  /**
   * One of the chains that share a part. If the API refuses its cursor, {@link #read} throws a
   * {@link StaleCursorException}, because the other chains have to be read again as well.
   *
   * @param reshaping empty if the responses are read as they come
   */
  public PageChain(
      ProgressTracker progress,
      CustomerIo client,
      PageRequest request,
      SliceSpool part,
      Optional<ResponseReshaper.Rule> reshaping) {
    this(progress, client, request, part, reshaping, false);
  }

  private PageChain(
      ProgressTracker progress,
      CustomerIo client,
      PageRequest request,
      SliceSpool part,
      Optional<ResponseReshaper.Rule> reshaping,
      boolean isAlone) {
    this.reshaping = reshaping;
    this.isAlone = isAlone;
    this.progress = progress;
    this.client = client;
    this.request = request;
    this.priority = request.priority();
    this.part = part;
    part.formerTimes().forEach(order::add);
  }

  /** Sets which of its requests go first from now on, when they wait for the rate limit. */
  public void prioritize(PageRequest.Priority newPriority) {
    if (newPriority != priority) {
      priority = newPriority;
      pages = null;
    }
  }

  /** Whether there is no page left to fetch. */
  public boolean isRead() {
    return part.pages() > 0 && part.next().isEmpty();
  }

  /**
   * Fetches the next page and spools its rows; false if it was the last. If the API no longer
   * accepts the cursor, the list is read again from its start, once, and its rows are replaced.
   *
   * @throws io.github.customerio4j.client.error.PagingException if the list would not end, or if
   *     the API refuses the cursor again
   */
  public boolean read() throws IOException {
    Optional<DecodedPage<PageSummary>> page;
    try {
      page = fetch();
    } catch (StaleCursorException e) {
      if (!isAlone) {
        throw e;
      }
      long forgotten = part.records();
      if (!part.restart()) {
        throw e.lasting();
      }
      progress.restarted(forgotten, 0);
      pages = null;
      order = new TimeOrder();
      page = fetch();
    }
    if (page.isEmpty()) {
      // A page that repeats the one before it ends a list whose pages are numbered.
      part.rollbackPage();
      part.commitPage();
      recordsOfLastPage = 0;
      return false;
    }
    PageSummary content = page.get().content();
    part.commitPage(content.records(), page.get().next());
    order.add(part.times());
    recordsOfLastPage = content.records();
    progress.pageRead(content.records(), content.bytes());
    return page.get().next().isPresent();
  }

  /** The next page; empty if the list has ended before it. */
  private Optional<DecodedPage<PageSummary>> fetch() {
    Iterator<DecodedPage<PageSummary>> walk = pages;
    if (walk == null) {
      PageRequest.Builder from = PageRequest.builder();
      from.from(request).startAt(part.next()).priority(priority);
      walk = client.pages(from.build(), decoder(), part.trail()).iterator();
      pages = walk;
    }
    Optional<Cursor> cursor = part.next();
    try {
      return walk.hasNext() ? Optional.of(walk.next()) : Optional.empty();
    } catch (InvalidRequestException | NotFoundException e) {
      if (cursor.isPresent()) {
        StaleCursorException stale = new StaleCursorException(e, cursor.get());
        if (!part.canRestart()) {
          throw stale.used();
        }
        throw stale;
      }
      throw e;
    }
  }

  private PageDecoder<PageSummary> decoder() {
    PageReader reader = new PageReader(part);
    return reshaping
        .<PageDecoder<PageSummary>>map(
            rule -> new ResponseReshaper(reader, rule.table(), this::position, rule.figures()))
        .orElse(reader);
  }

  /** How many records of the chain came before the page that is read. */
  private long position() {
    return part.next()
        .filter(cursor -> cursor.value().matches("[0-9]{1,18}"))
        .map(cursor -> Long.parseLong(cursor.value()))
        .orElse(part.trail().items());
  }

  /** The pages that an interrupted run had read, by their times. */
  List<PageTimes> formerTimes() {
    return part.formerTimes();
  }

  /** The times of the page read last. */
  public PageTimes times() {
    return part.times();
  }

  /** The order of time in which the pages come. */
  public TimeOrder order() {
    return order;
  }

  /** How often the list was read again from its start. */
  int restarts() {
    return part.restarts();
  }

  public long pagesRead() {
    return part.pages();
  }

  /** The number of records on the page read last, repeated ones included. */
  public int recordsOfLastPage() {
    return recordsOfLastPage;
  }

  public SliceSpool part() {
    return part;
  }

  /** Ends the reading. */
  @Override
  public void close() throws IOException {
    pages = null;
    part.close();
  }
}
