package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
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
  private final TimeOrder order = new TimeOrder();
  private @Nullable Iterator<DecodedPage<PageSummary>> pages;
  private boolean isResumed;
  private int recordsOfLastPage;

  /** A chain that shares its part with no other. */
  public PageChain(
      ProgressTracker progress, CustomerIo client, PageRequest request, SliceSpool part) {
    this(progress, client, request, part, Optional.empty());
    progress.restored(part.records());
  }

  /**
   * One of the chains that share a part.
   *
   * @param reshaping empty if the responses are read as they come
   */
  public PageChain(
      ProgressTracker progress,
      CustomerIo client,
      PageRequest request,
      SliceSpool part,
      Optional<ResponseReshaper.Rule> reshaping) {
    this.reshaping = reshaping;
    this.progress = progress;
    this.client = client;
    this.request = request;
    this.part = part;
    this.isResumed = part.next().isPresent();
    part.formerTimes().forEach(order::add);
  }

  /** Whether there is no page left to fetch. */
  public boolean isRead() {
    return part.pages() > 0 && part.next().isEmpty();
  }

  /** Fetches the next page and spools its rows; false if it was the last. */
  public boolean read() throws IOException {
    DecodedPage<PageSummary> page = fetch();
    isResumed = false;
    PageSummary content = page.content();
    part.commitPage(content.records(), page.next());
    order.add(part.times());
    recordsOfLastPage = content.records();
    progress.pageRead(content.records(), content.bytes());
    return page.next().isPresent();
  }

  private DecodedPage<PageSummary> fetch() {
    Iterator<DecodedPage<PageSummary>> walk = pages;
    if (walk == null || reshaping.isPresent()) {
      PageRequest.Builder from = PageRequest.builder();
      from.from(request).startAt(part.next());
      PageReader reader = new PageReader(part);
      PageDecoder<PageSummary> decoder =
          reshaping
              .<PageDecoder<PageSummary>>map(
                  how -> new ResponseReshaper(reader, how.table(), part.next(), how.figures()))
              .orElse(reader);
      walk = client.pages(from.build(), decoder).iterator();
      pages = walk;
    }
    try {
      return walk.next();
    } catch (InvalidRequestException | NotFoundException e) {
      if (isResumed) {
        throw new StaleCursorException(e);
      }
      throw e;
    }
  }

  /** The pages that an interrupted run had read, by their times. */
  List<PageTimes> formerTimes() {
    return part.formerTimes();
  }

  /** The times of the page read last. */
  PageTimes times() {
    return part.times();
  }

  /** The order of time in which the pages come. */
  public TimeOrder order() {
    return order;
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
