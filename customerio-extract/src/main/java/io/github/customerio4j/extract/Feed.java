package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.record.SlicePart;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The progress of one source, whose chains are read side by side. Thread-safe. */
final class Feed {
  private final String source;
  private final ExtractionListener listener;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong records = new AtomicLong();

  Feed(Run run, String source) {
    this.source = source;
    this.listener = run.listener();
  }

  /** A chain whose pages count for this source. */
  PageChain chain(CustomerIo client, PageRequest request, SlicePart part) {
    return new PageChain(this, client, request, part);
  }

  /** Says that so much is to be read. */
  void opened(int chains) {
    open.addAndGet(chains);
  }

  /** How much of what was opened is not read yet. */
  int waiting() {
    return open.get();
  }

  /** Counts what an interrupted run had read. */
  void restored(long formerRecords) {
    records.addAndGet(formerRecords);
  }

  void pageRead(int pageRecords, long bytes) {
    records.addAndGet(pageRecords);
    listener.pageRead(source, pageRecords, bytes);
  }

  /** Says that so much of what was opened is read. */
  void ended(int chains) {
    if (open.addAndGet(-chains) == 0) {
      LogContext former = LogContext.of(source);
      try (former) {
        listener.sourceFinished(source, records.get());
      }
    }
  }
}
