package io.github.customerio4j.gcs;

import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import io.github.customerio4j.extract.sink.object.StoreEndpoint;
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
    BucketAddress location = BucketAddress.of(address);
    try {
      GcsStore.Builder builder = GcsStore.parse(location);
      if (settings.containsKey(ENDPOINT)) {
        builder.endpoint(StoreEndpoint.of(settings.get(ENDPOINT)));
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold what does not belong there.
      throw new IllegalArgumentException("Cannot open a bucket of gs://: " + e.getMessage(), e);
    }
  }
}
