package io.github.customerio4j.extract.sink.object;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The address of a store.
 *
 * @param scheme its beginning in lower case, which names the cloud
 * @param text the whole address
 */
record StoreAddress(String scheme, String text) {
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "s3", "customerio-s3",
          "gs", "customerio-gcs",
          "az", "customerio-azure",
          "abfss", "customerio-azure");

  static StoreAddress of(String address) {
    int colon = address.indexOf("://");
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "Cannot open bucket \"%s\": it has no scheme. Write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or az://ACCOUNT/CONTAINER/PREFIX."
              .formatted(BucketAddress.shown(address)));
    }
    BucketAddress.uri(address);
    return new StoreAddress(address.substring(0, colon).toLowerCase(Locale.ROOT), address);
  }

  private String shown() {
    return BucketAddress.shown(text);
  }

  ObjectStore open(
      Map<String, String> settings, Function<ObjectStoreProvider, ObjectStore> opening) {
    Optional<ObjectStoreProvider> provider = provider();
    if (provider.isPresent()) {
      requireKnown(settings, provider.get());
      return opening.apply(provider.get());
    }
    String artifact = ARTIFACTS.get(scheme);
    if (artifact == null) {
      throw new IllegalArgumentException(
          "Cannot open bucket \"%s\": %s is not an object store. Write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or az://ACCOUNT/CONTAINER/PREFIX."
              .formatted(shown(), scheme));
    }
    throw new IllegalArgumentException(
        "Cannot open bucket %s: its library is missing. Add io.github.customerio4j:%s to the class path."
            .formatted(shown(), artifact));
  }

  private Optional<ObjectStoreProvider> provider() {
    try {
      for (ObjectStoreProvider provider : ServiceLoader.load(ObjectStoreProvider.class)) {
        if (provider.schemes().contains(scheme)) {
          return Optional.of(provider);
        }
      }
      return Optional.empty();
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "Cannot open bucket %s: a store on the class path cannot be loaded: %s. Use the version of this library for it, or remove it."
              .formatted(shown(), e.getMessage()),
          e);
    }
  }

  private void requireKnown(Map<String, String> settings, ObjectStoreProvider provider) {
    for (String name : settings.keySet()) {
      if (!provider.settings().contains(name)) {
        throw new IllegalArgumentException(
            "Cannot open bucket %s: there is no setting %s. %s"
                .formatted(shown(), name, known(provider)));
      }
    }
  }

  private static String known(ObjectStoreProvider provider) {
    return provider.settings().isEmpty()
        ? "Leave it out: it takes none."
        : "Write one of " + String.join(", ", new TreeSet<>(provider.settings())) + ".";
  }
}
