package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.state.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a chain of records starts that is read by the time of their creation: at its oldest record,
 * at the watermark of the previous run minus an overlap, or as early as the refresh schedule asks.
 */
public final class ChainStart {
  private final Instant runStart;
  private final RefreshMemory memory;
  private final Instant oldest;
  private final Instant from;
  private final Optional<Duration> refreshed;
  private final boolean continues;
  private final boolean isCut;

  private ChainStart(
      Instant runStart,
      RefreshMemory memory,
      Instant oldest,
      Instant from,
      Optional<Duration> refreshed,
      boolean continues,
      boolean isCut) {
    this.runStart = runStart;
    this.memory = memory;
    this.oldest = oldest;
    this.from = from;
    this.refreshed = refreshed;
    this.continues = continues;
    this.isCut = isCut;
  }

  /**
   * The creation time of a chain's oldest record, and how records are read again.
   *
   * @param since no earlier record is asked for
   * @param overlap how far a chain that continues reaches back
   * @param schedule how records are read again by their age
   */
  public record Options(Instant since, Duration overlap, RefreshSchedule schedule) {}

  /**
   * The start of a chain.
   *
   * @param known what previous runs remember of its table
   * @param chain its name in the state
   * @param watermark the time up to which it is complete; empty if it is read from its start
   */
  public static ChainStart of(
      RunContext run,
      Optional<TableState> known,
      String chain,
      Optional<Instant> watermark,
      Options options) {
    Instant runStart = run.startedAt();
    RefreshMemory memory = run.refresh(known, chain, options.schedule());
    Instant formerSince = known.map(table -> table.since().get(chain)).orElse(History.EARLIEST);
    if (watermark.isEmpty()) {
      return new ChainStart(
          runStart, memory, options.since(), options.since(), Optional.empty(), false, true);
    }
    Instant oldest = later(formerSince, options.since());
    Instant end = earlier(watermark.get(), runStart);
    Instant continued = later(end.minus(options.overlap()), History.EARLIEST);
    Optional<Duration> due = memory.due().map(RefreshSchedule.Tier::age);
    Instant from =
        due.map(age -> earlier(continued, later(runStart.minus(age), oldest))).orElse(continued);
    boolean isCut = from.isBefore(continued) && from.equals(oldest);
    return new ChainStart(runStart, memory, oldest, from, due, true, isCut);
  }

  /** The first second that is asked for. */
  public Instant from() {
    return from;
  }

  /** Whether it continues from the previous run. */
  public boolean continues() {
    return continues;
  }

  /** Whether records that were created before the first second are left out. */
  public boolean isCut() {
    return isCut;
  }

  /** The age of the tier that is read again; empty if none is, or if everything is read. */
  public Optional<Duration> refreshed() {
    return refreshed;
  }

  /** The creation time of the oldest record that runs have asked for. */
  public Instant oldest() {
    return oldest;
  }

  /** When each tier was read last, for the next run. */
  public Map<Duration, Instant> refreshTimes() {
    return memory.afterRun(age -> !from.isAfter(later(runStart.minus(age), oldest)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
