package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.source.window.WindowChains;
import io.github.customerio4j.extract.engine.source.window.WindowEstimate;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.util.Optional;

/** The requests for messages, and those that find out how many there are. */
public final class MessageRequests {
  private final RunContext run;
  private final TableSpec table = TableCatalog.messages();

  public MessageRequests(RunContext run) {
    this.run = run;
  }

  /** A page that was read without keeping its records, and the number of requests it took. */
  public record Glance(int requests, WindowChains.FirstPage page, PageTimes times) {
    /** What the page tells of its window. */
    public WindowEstimate.Sample sample(TimeWindow window) {
      if (page.records() == 0) {
        return new WindowEstimate.Sample(requests, 0, 0, 0, true);
      }
      boolean isOldestFirst = times.isOldestFirst() && !times.isNewestFirst();
      long left = isOldestFirst ? window.end() - times.newest() : times.oldest() - window.start();
      long seconds = times.newest() - times.oldest();
      return new WindowEstimate.Sample(requests, page.records(), seconds, left, page.isLast());
    }
  }

  /** The first page of the messages of a window. */
  public PageRequest page(Optional<String> type, Drafts drafts, TimeWindow window) {
    PageRequest.Builder request = RunContext.request(table);
    addWindow(request, window, drafts);
    type.ifPresent(name -> request.putQuery("type", name));
    return request.build();
  }

  /**
   * Reads the first page with records; the API may give empty pages before it. Goes first at the
   * rate limit, because others wait for what it tells.
   */
  public Glance firstPage(CustomerIo from, Optional<String> type, Drafts drafts, TimeWindow window)
      throws IOException {
    SliceSpool unused = run.scratchPart(run.shape(table).build());
    PageTimes times = unused.times();
    times.keepSample(table.pageSize().orElse(1));
    int requests = 0;
    int records = 0;
    boolean isLast = true;
    PageRequest urgent =
        PageRequest.builder()
            .from(page(type, drafts, window))
            .priority(PageRequest.Priority.FIRST)
            .build();
    for (DecodedPage<PageReader.PageSummary> page : from.pages(urgent, new PageReader(unused))) {
      requests++;
      records = page.content().records();
      isLast = page.next().isEmpty();
      if (records > 0) {
        break;
      }
    }
    Glance glance =
        new Glance(requests, new WindowChains.FirstPage(times.sample(), records, isLast), times);
    unused.close();
    return glance;
  }

  /** Asks whether a window has no messages of any type. */
  public boolean isEmpty(CustomerIo from, Drafts drafts, TimeWindow window) throws IOException {
    PageRequest.Builder request = PageRequest.builder();
    table.path().forEach(request::addPath);
    request.itemsKey(table.itemsKey()).putQuery("limit", "1");
    addWindow(request, window, drafts);
    SliceSpool unused = run.scratchPart(run.shape(table).build());
    DecodedPage<PageReader.PageSummary> page =
        from.pages(request.build(), new PageReader(unused)).iterator().next();
    return page.content().records() == 0 && page.next().isEmpty();
  }

  private static void addWindow(PageRequest.Builder request, TimeWindow window, Drafts drafts) {
    window.addTo(request);
    if (drafts == Drafts.INCLUDED) {
      request.putQuery("drafts", "true");
    }
  }
}
