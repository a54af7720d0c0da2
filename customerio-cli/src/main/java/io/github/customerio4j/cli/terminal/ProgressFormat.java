package io.github.customerio4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** The text of the lines that {@link ProgressLines} prints. */
public interface ProgressFormat {

  /** A source that is still being read. */
  String sourceProgress(String source, long pages, long records);

  /** A source that was read to its end. */
  String sourceFinished(String source, long records);

  /** A request that failed and will be sent again after the delay. */
  String retryScheduled(String source, Duration delay, String reason);

  /**
   * A warning.
   *
   * @param table empty if the warning is about the whole run
   */
  String warned(String table, String message);

  /** A table that failed and is skipped. */
  String tableFailed(String table, String message);

  /** A run that resumes an interrupted one. */
  String resumed(Instant startedAt, long pages);
}
