package io.github.customerio4j.extract.sink.object;

import java.util.Objects;

/**
 * An object as a listing shows it.
 *
 * @param key its name below the store's prefix, with {@code /} between its parts
 * @param bytes its size
 */
public record StoredObject(String key, long bytes) {
  /** Requires the key. */
  public StoredObject {
    Objects.requireNonNull(key, "key");
  }
}
