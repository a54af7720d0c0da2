package io.github.customerio4j.iceberg.file;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.io.SupportsStorageCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The files of a warehouse, on a local disk or in a bucket, by the beginning of their addresses.
 * For a catalog that takes its class by name: {@code
 * io-impl=io.github.customerio4j.iceberg.file.WarehouseFileIO}. Buckets are opened by {@link
 * ObjectStore#open}, with the credentials that the cloud's own tools find.
 *
 * <p>It understands Iceberg's properties {@code s3.endpoint}, {@code s3.path-style-access} and
 * {@code client.region}. For {@code s3://} it uses the key that a REST catalog hands out for a
 * table, or for places of it, and asks for another one before it ends: {@code s3.access-key-id},
 * {@code s3.secret-access-key}, {@code s3.session-token}, {@code s3.session-token-expires-at-ms}
 * and {@code client.refresh-credentials-endpoint}. What catalogs hand out for other clouds is not
 * used.
 *
 * <p>Keys are secrets: they do not go to the store as settings, {@link #properties} has none, and a
 * copy in another process has none. It takes those of its environment.
 */
public final class WarehouseFileIO implements SupportsPrefixOperations, SupportsStorageCredentials {
  private static final long serialVersionUID = 2L;

  /** What Iceberg calls the settings of a store. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "s3.endpoint", "endpoint",
          "s3.path-style-access", "path-style",
          "client.region", "region");

  /** What Iceberg itself asks for begins with this. */
  private static final String OF_FILES = "io.";

  private final LocalFileIO local = new LocalFileIO();

  /** What is no secret for sure: this is what another process gets. */
  private final HashMap<String, String> shown = new HashMap<>();

  /** All, with secrets; null in a copy that was read from another process. */
  private transient @Nullable Map<String, String> given;

  private transient @Nullable List<StorageCredential> places;
  private transient @Nullable Clock clock;

  /** By their addresses and keys; null in a copy that was read from another process. */
  private transient @Nullable Map<String, ObjectStore> stores;

  /** Iceberg makes one by its class. */
  public WarehouseFileIO() {
    this(Clock.systemUTC());
  }

  WarehouseFileIO(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void initialize(Map<String, String> properties) {
    Objects.requireNonNull(properties, "properties");
    close();
    Map<String, String> all = new HashMap<>(given());
    all.putAll(properties);
    given = all;
    all.forEach(
        (name, value) -> {
          if (SETTINGS.containsKey(name) || name.startsWith(OF_FILES)) {
            shown.put(name, value);
          }
        });
  }

  /**
   * The settings of the store and those of Iceberg's own that begin with {@code io.}: no secrets.
   */
  @Override
  public synchronized Map<String, String> properties() {
    return Map.copyOf(shown);
  }

  /** Called by the library with what the catalog hands out for places of a table. */
  @Override
  public synchronized void setCredentials(List<StorageCredential> credentials) {
    Objects.requireNonNull(credentials, "credentials");
    close();
    places = List.copyOf(credentials);
  }

  /** What {@link #setCredentials} has been given, with its secrets. */
  @Override
  public synchronized List<StorageCredential> credentials() {
    List<StorageCredential> set = places;
    return set == null ? List.of() : set;
  }

  private Map<String, String> given() {
    Map<String, String> all = given;
    return all == null ? shown : all;
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
      throw new UncheckedIOException(e.getMessage(), e);
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
    return new WarehouseObject(location, store(place), place.key());
  }

  private synchronized ObjectStore store(WarehouseObject.Place place) {
    Map<String, ObjectStore> opened = stores;
    if (opened == null) {
      opened = new HashMap<>();
      stores = opened;
    }
    // Other stores do not know the settings and keys of S3.
    if (!place.bucket().startsWith("s3://")) {
      return opened.computeIfAbsent(place.bucket(), any -> ObjectStore.open(any, Map.of()));
    }
    VendedCredentials vended = new VendedCredentials(given(), credentials());
    String location = place.bucket() + "/" + place.key();
    return opened.computeIfAbsent(
        place.bucket() + " " + vended.place(location),
        any -> open(place.bucket(), location, vended.of(location)));
  }

  private ObjectStore open(String bucket, String location, Map<String, String> properties) {
    Clock time = clock == null ? Clock.systemUTC() : clock;
    Map<String, String> settings = settings(properties);
    return VendedCredentials.handed(properties)
        .map(first -> new TableKeys(location, first, new RestCredentials(properties), time))
        .map(keys -> ObjectStore.open(bucket, settings, keys))
        .orElseGet(() -> ObjectStore.open(bucket, settings));
  }

  private static Map<String, String> settings(Map<String, String> properties) {
    Map<String, String> settings = new HashMap<>();
    SETTINGS.forEach(
        (theirs, ours) -> {
          String value = properties.get(theirs);
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
