package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.SourceProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The progress of one source, whose chains are read concurrently. Thread-safe. */
public final class ProgressTracker {
  private final String source;
  private final Length length;
  private final ExtractionListener listener;
  private final Map<Object, Double> expected = new HashMap<>();
  private double expectedPages;
  private long known;
  private long read;
  private int held;
  private long pages;
  private long records;

  /** What the total amount is known from. */
  public enum Length {
    /** It is unknown before the end. */
    UNKNOWN,
    /** The number of chains, which have similar lengths. */
    BY_CHAINS,
    /** The number of pages that the chains expect for the time that is left. */
    BY_PAGES
  }

  public ProgressTracker(RunContext run, String source, Length length) {
    this.source = source;
    this.length = length;
    this.listener = run.listener();
  }

  /** Adds chains to read. */
  public synchronized void opened(int chains) {
    known += chains;
    tell();
  }

  /** Delays the end of the source, because more chains may come. */
  public synchronized void hold() {
    held++;
  }

  public synchronized void release() {
    held--;
    tell();
    endIfRead();
  }

  /** The number of chains that are not read yet. */
  public synchronized int waiting() {
    return (int) (known - read) + held;
  }

  /** Counts the records that an interrupted run had read. */
  public synchronized void restored(long formerRecords) {
    records += formerRecords;
  }

  /** Takes back what was read of chains that are read again from their start. */
  public synchronized void restarted(long formerRecords, int chains) {
    records -= formerRecords;
    read -= chains;
    tell();
  }

  public synchronized void pageRead(int pageRecords, long bytes) {
    pages++;
    records += pageRecords;
    listener.pageRead(source, pageRecords, bytes);
  }

  /** Sets the expected number of pages left in one of the chains. */
  public synchronized void expects(Object chain, double pagesLeft) {
    Double before = expected.put(chain, pagesLeft);
    expectedPages += pagesLeft - (before == null ? 0 : before);
    tell();
  }

  /** Ends one of those chains. */
  public synchronized void ended(Object chain) {
    Double before = expected.remove(chain);
    expectedPages -= before == null ? 0 : before;
    ended(1);
  }

  /** Ends chains. */
  public synchronized void ended(int chains) {
    if (chains == 0) {
      return;
    }
    read += chains;
    tell();
    endIfRead();
  }

  private void endIfRead() {
    if (known == read && held == 0) {
      LogContext former = LogContext.of(source);
      try (former) {
        listener.sourceFinished(source, records);
      }
    }
  }

  private void tell() {
    listener.sourceAdvanced(source, new SourceProgress(known, read, fraction()));
  }

  private OptionalDouble fraction() {
    if (held > 0 || known == 0) {
      return OptionalDouble.empty();
    }
    if (read == known) {
      return OptionalDouble.of(1);
    }
    return switch (length) {
      case UNKNOWN -> OptionalDouble.empty();
      case BY_CHAINS ->
          known == 1 ? OptionalDouble.empty() : OptionalDouble.of((double) read / known);
      case BY_PAGES -> {
        // A chain that has not started has at least one page.
        double left = expectedPages + Math.max(0, known - read - expected.size());
        yield OptionalDouble.of(pages / Math.max(1, pages + left));
      }
    };
  }
}
