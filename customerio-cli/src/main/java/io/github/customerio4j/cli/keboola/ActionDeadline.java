package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.RetryOptions;
import java.time.Duration;

/**
 * How long the component waits for the API.
 *
 * @param retry when a run repeats a failed request, and when it gives up
 * @param test the longest time that {@code testConnection} takes
 */
record ActionDeadline(RetryOptions retry, Duration test) {
  /** The platform allows an action 30 seconds; six of them are for the start of this process. */
  static final ActionDeadline DEFAULT =
      new ActionDeadline(RetryOptions.defaults(), Duration.ofSeconds(24));
}
