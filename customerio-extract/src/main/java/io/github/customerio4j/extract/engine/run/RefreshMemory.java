package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.config.RefreshSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** When the tiers of one chain of records were read, and which of them are due in this run. */
public final class RefreshMemory {
  private final RefreshSchedule schedule;
  private final Instant startedAt;
  private final TreeMap<Duration, Instant> lastRead;

  /**
   * @param startedAt the start of this run
   * @param lastRead by age, the start of the run that read the tier last
   */
  public RefreshMemory(
      RefreshSchedule schedule, Instant startedAt, Map<Duration, Instant> lastRead) {
    this.schedule = schedule;
    this.startedAt = startedAt;
    this.lastRead = new TreeMap<>(lastRead);
  }

  /** The widest tier that is due. */
  public Optional<RefreshSchedule.Tier> due() {
    Optional<RefreshSchedule.Tier> widest = Optional.empty();
    for (RefreshSchedule.Tier tier : schedule.tiers()) {
      if (isDue(tier)) {
        widest = Optional.of(tier);
      }
    }
    return widest;
  }

  /** Whether it is the widest tier of the schedule. */
  public boolean isWidest(RefreshSchedule.Tier tier) {
    return schedule.widest().filter(tier.age()::equals).isPresent();
  }

  public boolean isOff() {
    return schedule.isOff();
  }

  /** The start of the last run that read everything up to that age, if one is remembered. */
  public Optional<Instant> lastRead(Duration age) {
    // A wider tier holds the narrower ones, also where the schedule was changed in between.
    return lastRead.tailMap(age, true).values().stream().max(Instant::compareTo);
  }

  /**
   * What the next run is to know.
   *
   * @param isRead whether this run has read everything up to an age
   */
  public Map<Duration, Instant> afterRun(Predicate<Duration> isRead) {
    Set<Duration> ages = new TreeSet<>(lastRead.keySet());
    for (RefreshSchedule.Tier tier : schedule.tiers()) {
      if (tier.interval().isPresent()) {
        ages.add(tier.age());
      }
    }
    Map<Duration, Instant> times = new TreeMap<>(lastRead);
    ages.stream().filter(isRead).forEach(age -> times.put(age, startedAt));
    return times;
  }

  /** Nine tenths of the interval are enough: a daily job may begin some seconds early. */
  private boolean isDue(RefreshSchedule.Tier tier) {
    Optional<Instant> last = lastRead(tier.age());
    if (tier.interval().isEmpty() || last.isEmpty()) {
      return true;
    }
    Duration passed = Duration.between(last.get(), startedAt);
    // A time in the future is that of a clock that was ahead.
    return passed.isNegative()
        || passed.multipliedBy(10).compareTo(tier.interval().get().multipliedBy(9)) >= 0;
  }
}
