package io.github.customerio4j.extract.config;

/** Where a chain of records begins. */
public enum History {
  /** At its beginning, each time. */
  COMPLETE,
  /**
   * Where the last run ended, less an overlap; at its beginning on the first run. Activities have
   * no time filter: their walk ends there, as long as pages are seen to come newest first.
   */
  SINCE_LAST_RUN
}
