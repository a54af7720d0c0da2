package io.github.customerio4j.extract.config;

import java.time.Instant;

/** Where the reading of a list of records starts. */
public enum History {
  /** At the first record, in each run. */
  COMPLETE,
  /**
   * Where the last run ended, minus an overlap; at the first record in the first run. The API has
   * no time filter for activities: they are read newest first until that time is reached.
   */
  SINCE_LAST_RUN;

  /** The start of a complete history by default: 2012-01-01, before Customer.io existed. */
  public static final Instant EARLIEST = Instant.parse("2012-01-01T00:00:00Z");
}
