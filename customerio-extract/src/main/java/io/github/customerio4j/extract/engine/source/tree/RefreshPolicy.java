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
 * Tells of a parent's record whether what hangs on it may have changed since the last run. What the
 * record does not say counts as changed.
 *
 * @param lastRun the start of the run that read it last
 * @param settling how long after something was sent its figures may still change
 */
record RefreshPolicy(Instant lastRun, Duration settling) {
  /** The API's clock, and what it notices late. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Set<String> AT_REST = Set.of("draft", "stopped");

  /**
   * Whether the records are to be read again.
   *
   * @param rule the child table's
   * @param parent says where a record tells of its changes
   * @param record gives the text at a path; empty if there is none
   */
  boolean isDue(RefreshRule rule, TableSpec parent, Function<ColumnPath, Optional<String>> record) {
    Optional<Instant> changed = parent.changedAt().flatMap(record).flatMap(RefreshPolicy::time);
    return switch (rule) {
      case EVERY_RUN -> true;
      case WHEN_CHANGED -> isAfter(changed, MARGIN);
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

  /** Whether that time, and so much more, had not passed at the last run. */
  private boolean isAfter(Optional<Instant> time, Duration after) {
    return time.isEmpty() || !time.get().plus(after).isBefore(lastRun);
  }

  private static Optional<Instant> time(String seconds) {
    return seconds.matches("[1-9][0-9]{0,10}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
