package io.github.customerio4j.client;

import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import org.immutables.value.Value;

/**
 * What some calls need differently from the other calls of a client: see {@link CustomerIo#with}.
 *
 * <pre>{@code
 * RequestOptions urgent = RequestOptions.builder().timeout(Duration.ofSeconds(5)).build();
 * Message message = client.with(urgent).messages().get(id);
 * }</pre>
 */
@Value.Immutable
public abstract class RequestOptions {
  /** Headers that the client writes itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "accept",
          "accept-encoding",
          "connection",
          "cookie");

  RequestOptions() {}

  /**
   * How long one call may take in all: waiting for its turn under the rate limit, every attempt and
   * the waits between them. No limit unless set; the attempts then still end at {@link
   * RetryOptions#deadline}. A list counts each page as a call of its own. A call that takes longer
   * ends with a {@link io.github.customerio4j.client.error.CallTimeoutException}.
   */
  public abstract Optional<Duration> timeout();

  /**
   * Which of the requests that wait for their turn under the rate limit goes first; {@link
   * Priority#NORMAL} unless set.
   */
  public abstract Optional<Priority> priority();

  /**
   * Headers to send to the API in addition, by name, such as one that a gateway needs. None unless
   * set. They are not sent to the host that an export is downloaded from.
   */
  @Value.Redacted
  public abstract Map<String, String> headers();

  @Value.Check
  void check() {
    timeout()
        .filter(
            value ->
                value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0)
        .ifPresent(
            value -> {
              throw new IllegalArgumentException(
                  "Cannot use timeout " + value + ": give a time above zero and at most a day.");
            });
    headers().forEach(RequestOptions::checkHeader);
  }

  private static void checkHeader(String name, String value) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Cannot set the header " + name + ": the client writes it itself. Leave it out.");
    }
    try {
      Headers.of(name, value);
    } catch (IllegalArgumentException e) {
      // The cause would repeat the value, which may be a secret.
      throw new IllegalArgumentException(
          "Cannot set the header '"
              + name
              + "': its name or its value holds a character that is not allowed there. Use"
              + " printable ASCII.");
    }
  }

  /** These options, with those of a view on top: what the view sets counts, headers are added. */
  RequestOptions overriddenBy(RequestOptions view) {
    Builder both = builder();
    view.timeout().or(this::timeout).ifPresent(both::timeout);
    view.priority().or(this::priority).ifPresent(both::priority);
    headers()
        .forEach(
            (name, value) -> {
              if (view.headers().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                both.putHeaders(name, value);
              }
            });
    return both.putAllHeaders(view.headers()).build();
  }

  /** Options that change nothing. */
  public static RequestOptions none() {
    return builder().build();
  }

  /** Starts new options; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects {@link RequestOptions}. */
  public static final class Builder extends ImmutableRequestOptions.Builder {
    Builder() {}

    /**
     * Adds a header.
     *
     * @param name its name, such as {@code X-Gateway-Token}
     * @param value its value, in printable ASCII
     * @return this builder
     */
    public Builder header(String name, String value) {
      return putHeaders(name, value);
    }
  }
}
