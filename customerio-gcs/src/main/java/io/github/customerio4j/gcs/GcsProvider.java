package io.github.customerio4j.gcs;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code gs://BUCKET/PREFIX} for {@link ObjectStore#open}, with the application's default
 * credentials. The one setting is {@code endpoint}, of an emulator or of a private endpoint of
 * Google's.
 */
public final class GcsProvider implements ObjectStoreProvider {
  private static final String ENDPOINT = "endpoint";

  /** For the service loader. */
  public GcsProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("gs");
  }

  @Override
  public Set<String> settings() {
    return Set.of(ENDPOINT);
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings) {
    try {
      GcsStore.Builder builder = GcsStore.parse(URI.create(address));
      if (settings.containsKey(ENDPOINT)) {
        builder.endpoint(parsed(settings.get(ENDPOINT)));
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold what does not belong there.
      throw new IllegalArgumentException("Cannot open a bucket of gs://: " + e.getMessage(), e);
    }
  }

  private static URI parsed(String endpoint) {
    try {
      return new URI(endpoint);
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the value.
      throw new IllegalArgumentException(
          "Not the endpoint of a store. It is no address: %s at character %d."
              .formatted(e.getReason(), e.getIndex() + 1));
    }
  }
}
