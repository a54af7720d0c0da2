package io.github.customerio4j.spark;

import io.github.customerio4j.client.AppApiKey;
import java.io.Serializable;

/**
 * A key on its way from the driver to the tasks. It is in their serialized form, and in no text of
 * this object.
 */
final class SecretKey implements Serializable {
  private static final long serialVersionUID = 1;

  private final String secret;

  /**
   * Holds a key.
   *
   * @throws IllegalArgumentException if the text cannot be a key; the message does not repeat it
   */
  SecretKey(String secret) {
    AppApiKey unused = AppApiKey.of(secret);
    this.secret = secret;
  }

  AppApiKey key() {
    return AppApiKey.of(secret);
  }

  /** Whether both are one key. */
  boolean isSame(SecretKey other) {
    return secret.equals(other.secret);
  }

  /** A mask instead of the key. */
  @Override
  public String toString() {
    return "***";
  }
}
