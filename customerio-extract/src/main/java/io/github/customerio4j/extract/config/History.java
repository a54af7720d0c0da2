package io.github.customerio4j.extract.config;

import io.github.customerio4j.client.paging.TimeWindow;
import java.time.Instant;

/** Where a run starts to read a list of records. */
public enum History {
  /** At the first record, in every run. */
  COMPLETE,
  /**
   * At the watermark of the previous run, minus an overlap; at the first record in a first run. A
   * {@link RefreshSchedule} makes messages start earlier. The API has no time filter for
   * activities: they are read newest first until that time is reached.
   */
  SINCE_LAST_RUN;

  /** The default start of a complete history: 2012-01-01, before Customer.io existed. */
  public static final Instant EARLIEST = TimeWindow.EARLIEST;
}
