package io.github.customerio4j.s3;

import io.github.customerio4j.extract.sink.object.AccessKeys;
import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Opens {@code s3://BUCKET/PREFIX} for {@link ObjectStore#open}. Settings: {@code endpoint} and
 * {@code path-style} of a store that is not Amazon's, and {@code region}.
 */
public final class S3Provider implements ObjectStoreProvider {

  /** For the service loader. */
  public S3Provider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("s3");
  }

  @Override
  public Set<String> settings() {
    return S3Address.SETTINGS;
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings) {
    return open(address, settings, builder -> {});
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings, AccessKeys keys) {
    return open(address, settings, builder -> builder.keys(keys));
  }

  private static S3Store open(
      String address, Map<String, String> settings, Consumer<S3Store.Builder> options) {
    BucketAddress location = BucketAddress.of(address);
    try {
      S3Store.Builder builder = S3Address.parse(location);
      settings.forEach((name, value) -> S3Address.set(builder, name, value));
      options.accept(builder);
      return builder.build();
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold what does not belong there.
      throw new IllegalArgumentException("Cannot open a bucket of s3://: " + e.getMessage(), e);
    }
  }
}
