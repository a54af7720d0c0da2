package io.github.customerio4j.client.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** The API's answer to a request that failed. */
@Value.Immutable
public abstract class ApiFailure implements Serializable {
  private static final long serialVersionUID = 1L;

  ApiFailure() {}

  /** The HTTP method, such as {@code GET}. */
  public abstract String method();

  /** The path with its prefix, without the query: {@code /v1/messages}. */
  public abstract String path();

  /** The HTTP status. */
  public abstract int status();

  /** The cursor that the request carried; empty if it asked for the front of a list or no list. */
  public abstract Optional<String> cursor();

  /** The API's message, on one line; empty if there is none. */
  @Value.Default
  public String detail() {
    return "";
  }

  /** The reference that Customer.io's support asks for. */
  public abstract Optional<String> reference();

  /** How long the API asks to wait before the next request. */
  public abstract Optional<Duration> retryAfter();

  /** The number of attempts, including this one. */
  @Value.Default
  public int attempts() {
    return 1;
  }

  /** Starts a new value; method, path and status are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link ApiFailure}. */
  public static final class Builder extends ImmutableApiFailure.Builder {
    Builder() {}
  }
}
