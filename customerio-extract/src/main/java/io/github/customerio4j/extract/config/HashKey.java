package io.github.customerio4j.extract.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secret of hashes. {@code toString} masks it, and no method returns it. */
public final class HashKey {
  /** The fewest bytes of a key. */
  public static final int MIN_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String CHECK = "customerio4j hash key check";

  private final SecretKeySpec secret;

  private HashKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Wraps a key.
   *
   * @param key the text of the key, without white space around it; its bytes in UTF-8 count
   * @throws IllegalArgumentException if it is too short; the message does not repeat it
   */
  public static HashKey of(String key) {
    Objects.requireNonNull(key, "key");
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "Cannot use the hash key: it has "
              + bytes.length
              + " bytes, so that it could be guessed. Use "
              + MIN_BYTES
              + " bytes or more, such as the output of openssl rand -hex 32.");
    }
    return new HashKey(bytes);
  }

  /** A new MAC with the key, for one thread. */
  public Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  /** Tells keys apart and does not reveal them: 64 bits of the MAC of a fixed text. */
  public String fingerprint() {
    byte[] mac = newMac().doFinal(CHECK.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(mac, 0, 8);
  }

  /** Whether both are the same key. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashKey key && secret.equals(key.secret);
  }

  /** A hash of the fingerprint. */
  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /** The fingerprint instead of the key. */
  @Override
  public String toString() {
    return "HashKey(" + fingerprint() + ")";
  }
}
