package io.github.customerio4j.client;

import java.util.Objects;
import okio.ByteString;

/**
 * An App API key: a secret that is sent to the API and shown nowhere else. {@code toString} masks
 * it, and no method returns it.
 */
public final class AppApiKey {
  private static final String MASK = "***";

  /** Straight and typographic quotes, which copies and env files leave around a key. */
  private static final String QUOTES =
      "\"'`\u00b4\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a"
          + "\uff02\uff07";

  private final String secret;

  private AppApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * Wraps a key.
   *
   * @param key the App API key as Customer.io shows it, without {@code Bearer}
   * @throws IllegalArgumentException if the text cannot be a key; the message does not repeat it
   */
  public static AppApiKey of(String key) {
    if (Objects.requireNonNull(key, "key").isBlank()) {
      throw new IllegalArgumentException(
          "Cannot use the App API key: it is empty. Copy it from Customer.io under Settings, API"
              + " credentials, App API keys.");
    }
    if (key.chars().anyMatch(c -> QUOTES.indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "Cannot use the App API key: it is in quotes, which are no part of a key. Write the key"
              + " alone, without the quotes around it.");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "Cannot use the App API key: it holds white space, a line break or a character outside of"
              + " ASCII. Copy the key alone, without quotes, \"Bearer\" or a line end.");
    }
    return new AppApiKey(key);
  }

  String authorization() {
    return "Bearer " + secret;
  }

  /** Masks the key in a text from outside, which may echo it. */
  String redact(String text) {
    return text.replace(secret, MASK);
  }

  /** A digest of the key and another text, 128 bits of SHA-256 in hexadecimal. */
  String fingerprint(String salt) {
    return ByteString.encodeUtf8(salt + '\n' + secret).sha256().substring(0, 16).hex();
  }

  /** A mask instead of the key. */
  @Override
  public String toString() {
    return "AppApiKey(" + MASK + ")";
  }
}
