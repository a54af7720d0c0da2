package io.github.customerio4j.gcs;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code gs://BUCKET/PREFIX} for {@link ObjectStore#open}, with the application's default
 * credentials. There are no settings.
 */
public final class GcsProvider implements ObjectStoreProvider {

  /** For the service loader. */
  public GcsProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("gs");
  }

  @Override
  public Set<String> settings() {
    return Set.of();
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings) {
    try {
      return GcsStore.of(URI.create(address));
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold what does not belong there.
      throw new IllegalArgumentException("Cannot open a bucket of gs://: " + e.getMessage(), e);
    }
  }
}
