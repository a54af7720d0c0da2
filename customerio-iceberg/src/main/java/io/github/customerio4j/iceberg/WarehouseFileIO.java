package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.jspecify.annotations.Nullable;

/**
 * The files of a warehouse, on a local disk or in a bucket, by the beginning of their addresses.
 * For a catalog that takes its class by name: {@code
 * io-impl=io.github.customerio4j.iceberg.WarehouseFileIO}. Buckets are opened by {@link
 * ObjectStore#open}, with the credentials that the cloud's own tools find.
 *
 * <p>It understands Iceberg's properties {@code s3.endpoint}, {@code s3.path-style-access} and
 * {@code client.region}. Credentials that a catalog hands out are not used.
 */
public final class WarehouseFileIO implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1L;

  /** What Iceberg calls the settings of a store. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "s3.endpoint", "endpoint",
          "s3.path-style-access", "path-style",
          "client.region", "region");

  private final LocalFileIO local = new LocalFileIO();
  private final HashMap<String, String> given = new HashMap<>();

  /** By their addresses; null in a copy that was read from another process. */
  private transient @Nullable Map<String, ObjectStore> stores;

  /** Iceberg makes one by its class. */
  public WarehouseFileIO() {}

  @Override
  public void initialize(Map<String, String> properties) {
    Objects.requireNonNull(properties, "properties");
    given.putAll(properties);
  }

  @Override
  public Map<String, String> properties() {
    return Map.copyOf(given);
  }

  @Override
  public InputFile newInputFile(String location) {
    return isLocal(location) ? local.newInputFile(location) : object(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return isLocal(location) ? local.newOutputFile(location) : object(location).output();
  }

  @Override
  public void deleteFile(String location) {
    if (isLocal(location)) {
      local.deleteFile(location);
      return;
    }
    WarehouseObject object = object(location);
    try {
      object.store().delete(List.of(object.key()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The files whose places begin with a text. A bucket does not tell how old they are. */
  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    if (isLocal(prefix)) {
      return local.listPrefix(prefix);
    }
    WarehouseObject place = object(prefix);
    String bucket = prefix.substring(0, prefix.length() - place.key().length());
    try {
      return place.store().list(place.key()).stream()
          // Nobody must take a file for an old one that can go.
          .map(found -> new FileInfo(bucket + found.key(), found.bytes(), Long.MAX_VALUE))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + prefix, e);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  private static boolean isLocal(String location) {
    return location.startsWith("file:") || !location.contains("://");
  }

  private WarehouseObject object(String location) {
    WarehouseObject.Place place = WarehouseObject.Place.of(location);
    return new WarehouseObject(location, store(place.bucket()), place.key());
  }

  private synchronized ObjectStore store(String bucket) {
    if (stores == null) {
      stores = new HashMap<>();
    }
    // Other stores do not know the settings of S3.
    return stores.computeIfAbsent(
        bucket, any -> ObjectStore.open(any, any.startsWith("s3://") ? settings() : Map.of()));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    SETTINGS.forEach(
        (theirs, ours) -> {
          String value = given.get(theirs);
          if (value != null) {
            settings.put(ours, value);
          }
        });
    return settings;
  }

  @Override
  public synchronized void close() {
    if (stores == null) {
      return;
    }
    try {
      for (ObjectStore store : stores.values()) {
        store.close();
      }
      stores = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
