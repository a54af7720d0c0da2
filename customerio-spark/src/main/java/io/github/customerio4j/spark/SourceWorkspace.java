package io.github.customerio4j.spark;

import java.util.Map;

/**
 * A workspace as the options name it.
 *
 * @param name its name
 * @param baseUrl where its API is
 * @param requestsPerSecond its limit; 0 for none
 * @param keySource where its key is
 */
record SourceWorkspace(String name, String baseUrl, double requestsPerSecond, KeySource keySource) {

  /**
   * Asks for the key.
   *
   * @param variables the environment
   * @throws IllegalArgumentException if there is none
   */
  SecretKey key(Map<String, String> variables) {
    try {
      return keySource.read(variables);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("In workspace " + name + ": " + e.getMessage(), e);
    }
  }

  /** The name alone. */
  @Override
  public String toString() {
    return name;
  }
}
