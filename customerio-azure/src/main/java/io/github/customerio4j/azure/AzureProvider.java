package io.github.customerio4j.azure;

import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code az://ACCOUNT/CONTAINER/PREFIX} and {@code
 * abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX} for {@link ObjectStore#open}, with the
 * credentials that Azure's own tools find. There are no settings.
 */
public final class AzureProvider implements ObjectStoreProvider {

  /** For the service loader. */
  public AzureProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("az", "abfss");
  }

  @Override
  public Set<String> settings() {
    return Set.of();
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings) {
    BucketAddress location = BucketAddress.of(address);
    try {
      return AzureStore.of(location);
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold what does not belong there.
      throw new IllegalArgumentException("Cannot open a container of az://: " + e.getMessage(), e);
    }
  }
}
