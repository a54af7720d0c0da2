package io.github.customerio4j.extract.engine.source.tree;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.RefreshRule;
import io.github.customerio4j.extract.catalog.TableSpec;
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
 * @param settling how long after sending the metrics may still change
 */
record RefreshPolicy(Instant lastRun, Duration settling) {
  /** A margin for the clock of the API and for late updates. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Set<String> AT_REST = Set.of("draft", "stopped");

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
      case WHEN_CHANGED -> isAfter(changed, MARGIN);
      case AFTER_CHANGES -> isAfter(changed, settling.plus(MARGIN));
      case UNTIL_SETTLED -> {
        Optional<Instant> settled = parent.settledAt().flatMap(record).flatMap(RefreshPolicy::time);
        boolean mayChange = changed.isPresent() && isAfter(changed, MARGIN);
        boolean isUnsent = settled.isEmpty() && changed.isPresent();
        yield mayChange || (!isUnsent && isAfter(settled, settling.plus(MARGIN)));
      }
      case WHILE_RUNNING -> {
        boolean isAtRest = parent.state().flatMap(record).filter(AT_REST::contains).isPresent();
        yield !isAtRest || isAfter(changed, settling.plus(MARGIN));
      }
    };
  }

  /** Whether that time plus the margin was after the last run. */
  private boolean isAfter(Optional<Instant> time, Duration after) {
    return time.isEmpty() || !time.get().plus(after).isBefore(lastRun);
  }

  private static Optional<Instant> time(String seconds) {
    return seconds.matches("[1-9][0-9]{0,10}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
