package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.SourceProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The progress of one source, whose chains are read side by side. Thread-safe. */
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

  /** What tells how much there is to read. */
  public enum Length {
    /** Nothing before the end. */
    UNKNOWN,
    /** The number of the chains, which are about as long as each other. */
    BY_CHAINS,
    /** The pages that are likely to come, as chains expect them by the time that is left. */
    BY_PAGES
  }

  public ProgressTracker(RunContext run, String source, Length length) {
    this.source = source;
    this.length = length;
    this.listener = run.listener();
  }

  /** Says that so much is to be read. */
  public synchronized void opened(int chains) {
    known += chains;
    tell();
  }

  /** Holds back the news that all is read, because more may come. */
  public synchronized void hold() {
    held++;
  }

  public synchronized void release() {
    held--;
    tell();
    endIfRead();
  }

  /** How much of what was opened is not read yet. */
  public synchronized int waiting() {
    return (int) (known - read) + held;
  }

  /** Counts what an interrupted run had read. */
  public synchronized void restored(long formerRecords) {
    records += formerRecords;
  }

  public synchronized void pageRead(int pageRecords, long bytes) {
    pages++;
    records += pageRecords;
    listener.pageRead(source, pageRecords, bytes);
  }

  /** Says how many pages are likely to be left of one of the chains. */
  public synchronized void expects(Object chain, double pagesLeft) {
    Double before = expected.put(chain, pagesLeft);
    expectedPages += pagesLeft - (before == null ? 0 : before);
    tell();
  }

  /** Says that one of those chains is read. */
  public synchronized void ended(Object chain) {
    Double before = expected.remove(chain);
    expectedPages -= before == null ? 0 : before;
    ended(1);
  }

  /** Says that so much of what was opened is read. */
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
        // A chain that is not begun takes a page at least.
        double left = expectedPages + Math.max(0, known - read - expected.size());
        yield OptionalDouble.of(pages / Math.max(1, pages + left));
      }
    };
  }
}
