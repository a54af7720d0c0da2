package io.github.customerio4j.iceberg.file;

import io.github.customerio4j.extract.sink.object.AccessKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.io.StorageCredential;

/**
 * What a catalog says of a table's files: properties, and further ones for some places. Some are
 * secrets; no text shows any.
 */
final class VendedCredentials {
  private static final String KEY = "s3.access-key-id";
  private static final String SECRET = "s3.secret-access-key";
  private static final String SESSION = "s3.session-token";
  private static final String END = "s3.session-token-expires-at-ms";

  private final Map<String, String> properties;
  private final List<StorageCredential> places;

  VendedCredentials(Map<String, String> properties, Collection<StorageCredential> places) {
    this.properties = Map.copyOf(properties);
    List<StorageCredential> longestFirst = new ArrayList<>(places);
    longestFirst.sort(
        Comparator.comparingInt((StorageCredential place) -> place.prefix().length()).reversed());
    this.places = List.copyOf(longestFirst);
  }

  /**
   * A key of a bucket.
   *
   * @param end when it ends, if the catalog says so
   */
  record Handed(AccessKey key, Optional<Instant> end) {}

  /** The beginning of addresses that a file's one has in common with those of the same key. */
  String place(String location) {
    return credential(location).map(StorageCredential::prefix).orElse("");
  }

  /** The properties of the files of a place. */
  Map<String, String> of(String location) {
    Map<String, String> all = new HashMap<>(properties);
    credential(location).ifPresent(found -> all.putAll(found.config()));
    return all;
  }

  private Optional<StorageCredential> credential(String location) {
    return places.stream().filter(place -> location.startsWith(place.prefix())).findFirst();
  }

  /** The key in properties, if they have one. */
  static Optional<Handed> handed(Map<String, String> properties) {
    String id = properties.get(KEY);
    String secret = properties.get(SECRET);
    if (id == null || secret == null) {
      return Optional.empty();
    }
    String session = properties.get(SESSION);
    return Optional.of(
        new Handed(
            session == null ? AccessKey.of(id, secret) : AccessKey.ofSession(id, secret, session),
            Optional.ofNullable(properties.get(END)).map(VendedCredentials::time)));
  }

  private static Instant time(String millis) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot use %s=%s of the catalog: it is no number of milliseconds. Ask who runs the catalog."
              .formatted(END, millis));
    }
  }

  @Override
  public String toString() {
    return "VendedCredentials[***]";
  }
}
