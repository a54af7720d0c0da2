package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.RetryOptions;
import java.time.Duration;

/**
 * How long the component waits for the API.
 *
 * @param retry when a run's requests are sent again, and when they are given up
 * @param test how long {@code testConnection} takes at most
 */
record ActionDeadline(RetryOptions retry, Duration test) {
  /** Of the platform's thirty seconds for an action, six are left to the start of this process. */
  static final ActionDeadline USUAL =
      new ActionDeadline(RetryOptions.defaults(), Duration.ofSeconds(24));
}
