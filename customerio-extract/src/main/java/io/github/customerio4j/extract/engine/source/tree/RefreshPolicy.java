package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.RefreshRule;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.engine.run.RefreshMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides from a parent's record whether its children may have changed since the last run. If the
 * record does not tell, they count as changed.
 *
 * @param lastRun the start of the run that read the children last
 * @param settling the time during which children may still change, and since when; empty if no tier
 *     of the refresh schedule is due
 * @param readsAll whether the children of parents that did not change are read, too
 */
record RefreshPolicy(Instant lastRun, Optional<Settling> settling, boolean readsAll) {
  /** A margin for the clock of the API and for late updates. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Set<String> AT_REST = Set.of("draft", "stopped");

  /**
   * The children of parents that had not settled when they were read last.
   *
   * @param length how long after its last event a parent settles
   * @param lastRead the start of the last run that read all children of parents as young
   */
  record Settling(Duration length, Instant lastRead) {}

  /**
   * The policy of a table.
   *
   * @param lastRun the start of the run that read the children last
   * @param settlingTime how long figures may change; a schedule replaces it, except that its widest
   *     tier reaches as far
   */
  static RefreshPolicy of(RefreshMemory refresh, Instant lastRun, Duration settlingTime) {
    if (refresh.isOff()) {
      return new RefreshPolicy(lastRun, Optional.of(new Settling(settlingTime, lastRun)), false);
    }
    Optional<RefreshSchedule.Tier> due = refresh.due();
    boolean readsAll = due.filter(refresh::isWidest).isPresent();
    return new RefreshPolicy(
        lastRun, due.map(tier -> settling(tier, refresh, lastRun, settlingTime)), readsAll);
  }

  private static Settling settling(
      RefreshSchedule.Tier due, RefreshMemory refresh, Instant lastRun, Duration settlingTime) {
    boolean reachesFarther = refresh.isWidest(due) && settlingTime.compareTo(due.age()) > 0;
    Instant lastRead =
        due.interval().isEmpty() ? lastRun : refresh.lastRead(due.age()).orElse(lastRun);
    return new Settling(reachesFarther ? settlingTime : due.age(), lastRead);
  }

  /**
   * Whether the children are read again.
   *
   * @param rule the rule of the child table
   * @param parent says which fields of a record hold its changes
   * @param record gives the text at a path; empty if there is none
   */
  boolean isDue(RefreshRule rule, TableSpec parent, Function<ColumnPath, Optional<String>> record) {
    Optional<Instant> changed = parent.changedAt().flatMap(record).flatMap(RefreshPolicy::time);
    return switch (rule) {
      case EVERY_RUN -> true;
      case WHEN_CHANGED -> readsAll || isChanged(changed);
      case AFTER_CHANGES -> isUnsettled(changed);
      case UNTIL_SETTLED -> {
        Optional<Instant> settled = parent.settledAt().flatMap(record).flatMap(RefreshPolicy::time);
        boolean mayChange = changed.isPresent() && isChanged(changed);
        boolean isUnsent = settled.isEmpty() && changed.isPresent();
        yield mayChange || (!isUnsent && isUnsettled(settled));
      }
      case WHILE_RUNNING -> {
        boolean isAtRest = parent.state().flatMap(record).filter(AT_REST::contains).isPresent();
        yield !isAtRest || isUnsettled(changed);
      }
    };
  }

  private boolean isChanged(Optional<Instant> time) {
    return isAfter(time, MARGIN, lastRun);
  }

  /** Whether the parent changed since the last run, or had not settled when it was read last. */
  private boolean isUnsettled(Optional<Instant> time) {
    return isChanged(time)
        || settling
            .filter(due -> isAfter(time, due.length().plus(MARGIN), due.lastRead()))
            .isPresent();
  }

  /** Whether that time plus the margin was after another one. */
  private static boolean isAfter(Optional<Instant> time, Duration margin, Instant other) {
    return time.isEmpty() || !time.get().plus(margin).isBefore(other);
  }

  private static Optional<Instant> time(String seconds) {
    return seconds.matches("[1-9][0-9]{0,10}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
