package io.github.customerio4j.extract.sink.object;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * The address of a server that speaks the protocol of a cloud, instead of the cloud's own: an
 * emulator, a private endpoint, another vendor's store. It has no credentials, and no message shows
 * it.
 */
public final class StoreEndpoint {
  private static final String WRONG = "Not the endpoint of a store. ";

  private StoreEndpoint() {}

  /**
   * Checks an endpoint.
   *
   * @throws IllegalArgumentException if it is no address of HTTP or HTTPS with a host, or has
   *     credentials or parameters; the message does not repeat it
   */
  public static URI of(String endpoint) {
    try {
      return of(new URI(Objects.requireNonNull(endpoint, "endpoint")));
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the value.
      throw new IllegalArgumentException(
          WRONG
              + "It is no address: %s at character %d. Write one such as https://storage.example.com."
                  .formatted(e.getReason(), e.getIndex() + 1));
    }
  }

  /**
   * Checks an endpoint.
   *
   * @throws IllegalArgumentException if it is no address of HTTP or HTTPS with a host, or has
   *     credentials or parameters; the message does not repeat it
   */
  public static URI of(URI endpoint) {
    String scheme = Objects.requireNonNull(endpoint, "endpoint").getScheme();
    if (scheme == null
        || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
        || endpoint.getHost() == null
        || endpoint.getRawQuery() != null
        || endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          WRONG
              + "It is an address such as https://storage.example.com, without credentials and"
              + " parameters.");
    }
    return endpoint;
  }
}
