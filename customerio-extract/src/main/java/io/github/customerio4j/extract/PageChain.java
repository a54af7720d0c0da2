package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.record.PageReader;
import io.github.customerio4j.extract.record.PageReader.PageSummary;
import io.github.customerio4j.extract.record.PageTimes;
import io.github.customerio4j.extract.record.SlicePart;
import java.io.IOException;
import java.util.Iterator;

/** One cursor chain, read a page at a time into a part. Used by one thread at a time. */
final class PageChain {
  private final Feed feed;
  private final SlicePart part;
  private final Iterator<DecodedPage<PageSummary>> pages;
  private long pagesRead;
  private int recordsOfLastPage;

  PageChain(Feed feed, CustomerIo client, PageRequest request, SlicePart part) {
    this.feed = feed;
    this.part = part;
    this.pages = client.pages(request, new PageReader(part)).iterator();
  }

  /** Fetches the next page and spools its rows; false if it was the last. */
  boolean read() throws IOException {
    DecodedPage<PageSummary> page = pages.next();
    part.commitPage();
    pagesRead++;
    recordsOfLastPage = page.content().records();
    feed.pageRead(recordsOfLastPage, page.content().bytes());
    return page.next().isPresent();
  }

  /** The times of the page read last. */
  PageTimes times() {
    return part.times();
  }

  long pagesRead() {
    return pagesRead;
  }

  /** The number of records on the page read last, repeated ones included. */
  int recordsOfLastPage() {
    return recordsOfLastPage;
  }

  SlicePart part() {
    return part;
  }
}
