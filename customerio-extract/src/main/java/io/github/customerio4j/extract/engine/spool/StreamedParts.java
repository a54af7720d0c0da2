package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecordShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Parts that hold one page in memory. The rows of one table are handed over page by page; those of
 * its parents stay until the next page, for their children. Thread-safe.
 */
public final class StreamedParts implements PartStore {
  private final String table;
  private final Limits limits;
  private final PageTaker taker;
  private final SpoolFiles lastPages = SpoolFiles.inMemory(SpoolFiles.Keeping.LAST_PAGE);
  private final SpoolFiles allPages = SpoolFiles.inMemory(SpoolFiles.Keeping.ALL_PAGES);
  private final Map<String, String> facts = new ConcurrentHashMap<>();
  private final Map<String, Neighbor> neighbors = new ConcurrentHashMap<>();

  /** The rows of parts that may be replaced, as far as they were handed over. */
  private final AtomicLong used = new AtomicLong();

  /**
   * The seconds whose records are wanted, by the time of their creation.
   *
   * @param from the first second
   * @param to the second after the last one
   */
  public record Limits(long from, long to) {
    /** No limits. */
    public static final Limits NONE = new Limits(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The piece of time before that of a part. */
  @FunctionalInterface
  public interface Neighbor {
    /** The identities of records without a time that come with both pieces. */
    Set<String> shared() throws IOException;
  }

  /**
   * Parts of a reading.
   *
   * @param table whose rows are handed over
   * @param taker gets them
   */
  public StreamedParts(String table, Limits limits, PageTaker taker) {
    this.table = table;
    this.limits = limits;
    this.taker = taker;
  }

  /** Sets the piece of time before that of a slot, before its part is asked for. */
  public void setNeighbor(String slot, Neighbor neighbor) {
    neighbors.put(slot, neighbor);
  }

  @Override
  public SliceSpool part(String slot, RecordShape shape) {
    if (!shape.table().equals(table)) {
      return new SliceSpool(shape, lastPages);
    }
    Neighbor neighbor = neighbors.getOrDefault(slot, Set::of);
    SliceSpool part =
        new SliceSpool(
            shape,
            lastPages,
            each -> {
              requireAskedFor(each);
              // Whose record without a time it is, only the other piece can tell.
              Set<String> others = each.times().hasUnknown() ? neighbor.shared() : Set.of();
              taker.take(each, 0, others);
            });
    narrow(part, shape);
    return part;
  }

  /**
   * A piece drops the records of its neighbors by their times. If the API chose records by other
   * times, some would be dropped by both.
   */
  private void requireAskedFor(SliceSpool part) {
    PageTimes times = part.times();
    RecordShape shape = part.shape();
    long first = shape.windowStart().orElse(Long.MIN_VALUE + 1) - 1;
    long last = shape.windowEnd().orElse(Long.MAX_VALUE);
    boolean isOutside =
        times.newest() >= times.oldest() && (times.oldest() < first || times.newest() > last);
    if (isOutside) {
      String problem =
          "Cannot read %s by time: records from %d to %d were asked for, and one came that was created at %d. Extract the table instead, and report this to Customer.io."
              .formatted(
                  table, first, last, times.oldest() < first ? times.oldest() : times.newest());
      throw new UncheckedIOException(problem, new IOException("a record out of its time"));
    }
  }

  /** A piece of time owns its first second, but not its end, which is its neighbor's first. */
  private void narrow(SliceSpool part, RecordShape shape) {
    if (shape.created().isEmpty()) {
      return;
    }
    long from = Math.max(limits.from(), shape.windowStart().orElse(Long.MIN_VALUE));
    long to = Math.min(limits.to(), shape.windowEnd().orElse(Long.MAX_VALUE));
    if (from != Long.MIN_VALUE || to != Long.MAX_VALUE) {
      part.keep(from, to == Long.MAX_VALUE ? to : to - 1);
    }
  }

  /** A part with the same rows again; those that were handed over are not handed over twice. */
  @Override
  public SliceSpool newPart(String slot, RecordShape shape) {
    long before = used.get();
    long[] rows = {0};
    return new SliceSpool(
        shape,
        lastPages,
        part -> {
          taker.take(part, Math.max(0, before - rows[0]), Set.of());
          rows[0] = part.routes().stream().mapToLong(TableSpool::rows).sum();
          used.accumulateAndGet(rows[0], Math::max);
        });
  }

  @Override
  public SliceSpool scratchPart(RecordShape shape) {
    return new SliceSpool(shape, allPages);
  }

  @Override
  public void note(String key, String value) {
    facts.put(key, value);
  }

  @Override
  public Optional<String> noted(String key) {
    return Optional.ofNullable(facts.get(key));
  }

  @Override
  public long bytes() {
    return 0;
  }
}
