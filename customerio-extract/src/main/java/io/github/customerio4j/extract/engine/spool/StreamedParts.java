package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.RecordShape;
import java.util.Map;
import java.util.Optional;
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

  @Override
  public SliceSpool part(String slot, RecordShape shape) {
    if (!shape.table().equals(table)) {
      return new SliceSpool(shape, lastPages);
    }
    SliceSpool part = new SliceSpool(shape, lastPages, each -> taker.take(each, 0));
    narrow(part, shape);
    return part;
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
          taker.take(part, Math.max(0, before - rows[0]));
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
