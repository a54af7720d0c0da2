package io.github.customerio4j.spark;

import io.github.customerio4j.extract.config.RefreshSchedule.Tier;
import io.github.customerio4j.spark.StreamOffset.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides how far the next batch of a stream goes, and what a batch between two offsets reads. */
final class StreamProgress {
  private final SourceOptions options;
  private final boolean takesTime;

  StreamProgress(SourceOptions options) {
    this.options = options;
    this.takesTime = TableTime.of(options.table()).isTaken();
  }

  /** Nothing was read. */
  StreamOffset initial() {
    return offset(Collections.emptySortedMap());
  }

  private StreamOffset offset(SortedMap<String, Progress> workspaces) {
    return new StreamOffset(options.table(), options.stream().overlap().toSeconds(), workspaces);
  }

  /**
   * The end of the next batch; the start if there is nothing to read. A workspace that the options
   * no longer name stays as it is, so that it continues if it comes back.
   *
   * @param target the newest that may be read, exclusive
   */
  StreamOffset next(StreamOffset start, long target) {
    SortedMap<String, Progress> next = new TreeMap<>(start.workspaces());
    for (SourceWorkspace workspace : options.workspaces()) {
      next(start.workspaces().get(workspace.name()), target)
          .ifPresent(progress -> next.put(workspace.name(), progress));
    }
    return next.equals(start.workspaces()) ? start : offset(next);
  }

  private Optional<Progress> next(@Nullable Progress before, long target) {
    if (before == null) {
      @Nullable Instant since = options.range().since();
      @Nullable Long from = since == null ? null : Long.valueOf(since.getEpochSecond());
      if (from != null && from >= target) {
        return Optional.empty();
      }
      return Optional.of(new Progress(from, reach(from, target), allRefreshed(target)));
    }
    if (before.until() >= target) {
      return Optional.empty();
    }
    long until = reach(before.until(), target);
    return Optional.of(
        new Progress(
            before.since(),
            until,
            until == target ? refreshed(before, target) : before.refreshed()));
  }

  private long reach(@Nullable Long from, long target) {
    long span = options.stream().batchSpan().toSeconds();
    return from == null || span == 0 || !takesTime ? target : Math.min(target, from + span);
  }

  /** Who reads everything for the first time has read each tier. */
  private SortedMap<Long, Long> allRefreshed(long now) {
    SortedMap<Long, Long> refreshed = new TreeMap<>();
    tiers().forEach(tier -> refreshed.put(tier.age().toSeconds(), now));
    return refreshed;
  }

  private List<Tier> tiers() {
    return takesTime ? options.stream().refresh().tiers() : List.of();
  }

  private SortedMap<Long, Long> refreshed(Progress before, long now) {
    SortedMap<Long, Long> refreshed = new TreeMap<>();
    boolean isWiderDue = false;
    List<Tier> tiers = tiers();
    for (int i = tiers.size() - 1; i >= 0; i--) {
      long age = tiers.get(i).age().toSeconds();
      @Nullable Long last = before.refreshed().get(age);
      // A tier that is read counts for all narrower ones.
      isWiderDue |= last == null || isDue(tiers.get(i), now - last);
      refreshed.put(age, isWiderDue || last == null ? Long.valueOf(now) : last);
    }
    return refreshed;
  }

  /** As in runs of the extractor: when nine tenths of the interval have passed. */
  private static boolean isDue(Tier tier, long passed) {
    return passed * 10 >= tier.interval().orElse(Duration.ZERO).toSeconds() * 9;
  }

  /** The creation times that a batch reads, by the workspaces that have something to read. */
  SortedMap<String, TimeRange> ranges(StreamOffset start, StreamOffset end) {
    SortedMap<String, TimeRange> ranges = new TreeMap<>();
    end.workspaces()
        .forEach(
            (name, to) -> {
              @Nullable Progress from = start.workspaces().get(name);
              if (from == null || from.until() != to.until()) {
                ranges.put(name, takesTime ? range(from, to, end.overlapSeconds()) : TimeRange.ALL);
              }
            });
    return ranges;
  }

  private static TimeRange range(@Nullable Progress from, Progress to, long overlap) {
    Instant until = Instant.ofEpochSecond(to.until());
    if (from == null) {
      return new TimeRange(to.since() == null ? null : Instant.ofEpochSecond(to.since()), until);
    }
    long since = from.until() - overlap;
    for (Map.Entry<Long, Long> tier : to.refreshed().entrySet()) {
      if (!tier.getValue().equals(from.refreshed().get(tier.getKey()))) {
        since = Math.min(since, to.until() - tier.getKey());
      }
    }
    if (to.since() != null) {
      since = Math.max(since, to.since());
    }
    return new TimeRange(Instant.ofEpochSecond(Math.max(0, since)), until);
  }
}
