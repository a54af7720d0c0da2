package io.github.customerio4j.client.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of the key is in another region: the API answers 301 (or 401) and names another
 * datacenter, or redirects to the host of another region. The client asks no other host.
 */
public final class WrongRegionException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String region; // An Optional cannot be serialized.

  /**
   * Makes the exception.
   *
   * @param failure the API's answer
   * @param region the region to use, {@code us} or {@code eu}; empty if the answer does not tell
   * @param remedy what to do, as a sentence
   */
  public WrongRegionException(ApiFailure failure, Optional<String> region, String remedy) {
    super(failure, remedy);
    this.region = region.orElse(null);
  }

  /** The region to use, {@code us} or {@code eu}; empty if the answer does not tell. */
  public Optional<String> region() {
    return Optional.ofNullable(region);
  }
}
