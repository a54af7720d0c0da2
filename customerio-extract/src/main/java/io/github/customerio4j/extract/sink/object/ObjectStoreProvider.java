package io.github.customerio4j.extract.sink.object;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens the stores of one cloud by their addresses. An artifact names its provider in {@code
 * META-INF/services}, so that {@link ObjectStore#open} finds it on the class path.
 */
public interface ObjectStoreProvider {

  /** The beginnings of addresses that it opens, such as {@code s3}, in lower case. */
  Set<String> schemes();

  /**
   * The names of the settings that it understands, such as {@code endpoint}. Credentials are none:
   * they come from where the cloud's own tools take them.
   */
  Set<String> settings();

  /**
   * Makes a store ready; connects to nothing yet.
   *
   * @param address {@code SCHEME://BUCKET/PREFIX}, with one of {@link #schemes}
   * @param settings values by names, all of them of {@link #settings}
   * @throws IllegalArgumentException if the address or a value has another form; the message names
   *     it and says what to write
   */
  ObjectStore open(String address, Map<String, String> settings);

  /**
   * Makes a store ready that uses keys that somebody hands out, and looks for no others; connects
   * to nothing yet. A cloud without such keys refuses them.
   *
   * @throws IllegalArgumentException as {@link #open(String, Map)}, or if it takes no such keys
   */
  default ObjectStore open(String address, Map<String, String> settings, AccessKeys keys) {
    throw new IllegalArgumentException(
        "Cannot open a bucket of %s:// with keys that are handed out: only s3:// takes them. Leave them out, and let the cloud's own tools find its credentials."
            .formatted(String.join(":// or ", new TreeSet<>(schemes()))));
  }
}
