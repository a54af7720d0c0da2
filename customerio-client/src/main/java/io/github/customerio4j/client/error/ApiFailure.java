package io.github.customerio4j.client.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** The API's answer to a request that failed. */
@Value.Immutable
public interface ApiFailure extends Serializable {
  /** The HTTP method, such as {@code GET}. */
  String method();

  /** The path with its prefix, without the query: {@code /v1/messages}. */
  String path();

  /** The HTTP status. */
  int status();

  /** The cursor that the request carried; empty if it asked for the front of a list or no list. */
  Optional<String> cursor();

  /** The API's message, on one line; empty if there is none. */
  @Value.Default
  default String detail() {
    return "";
  }

  /** The reference that Customer.io's support asks for. */
  Optional<String> reference();

  /** How long the API asks to wait before the next request. */
  Optional<Duration> retryAfter();

  /** The number of attempts, including this one. */
  @Value.Default
  default int attempts() {
    return 1;
  }

  /** Starts a new value; method, path and status are required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link ApiFailure}. */
  final class Builder extends ImmutableApiFailure.Builder {
    Builder() {}
  }
}
