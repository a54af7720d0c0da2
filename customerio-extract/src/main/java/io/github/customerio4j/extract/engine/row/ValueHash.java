package io.github.customerio4j.extract.engine.row;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 of values as lower-case hexadecimal. An address is hashed without white space around
 * it and in lower case, any other value as it is. A value is an address if, without white space
 * around it, it holds exactly one {@code @} with something on both sides, and no white space. Not
 * thread-safe.
 */
public final class ValueHash {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Mac mac;
  private final byte[] digest = new byte[32];
  private final byte[] hex = new byte[64];
  private byte[] lower = new byte[64];
  private boolean wasAddress;

  /** With a {@link Mac} that holds the key, and that nobody else uses. */
  public ValueHash(Mac mac) {
    this.mac = mac;
  }

  /** Hashes a text; false if it is blank, and stays as it is. The result is in {@link #hex}. */
  boolean hash(byte[] text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(text[start])) {
      start++;
    }
    while (end > start && isSpace(text[end - 1])) {
      end--;
    }
    int at = -1;
    boolean isAscii = true;
    boolean isAddress = true;
    for (int i = start; i < end; i++) {
      byte b = text[i];
      isAscii &= b >= 0;
      isAddress &= !isSpace(b);
      if (b == '@') {
        isAddress &= at < 0;
        at = i;
      }
    }
    isAddress &= at > start && at < end - 1;
    if (!isAscii) {
      return hashUnicode(new String(text, from, to - from, StandardCharsets.UTF_8));
    }
    wasAddress = isAddress;
    if (start == end) {
      return false;
    }
    if (isAddress) {
      update(text, start, end);
    } else {
      mac.update(text, from, to - from);
    }
    return finish();
  }

  private boolean hashUnicode(String text) {
    String stripped = text.strip();
    wasAddress = isAddress(stripped);
    if (stripped.isEmpty()) {
      return false;
    }
    String hashed = wasAddress ? stripped.toLowerCase(Locale.ROOT) : text;
    mac.update(hashed.getBytes(StandardCharsets.UTF_8));
    return finish();
  }

  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.chars().noneMatch(Character::isWhitespace);
  }

  private void update(byte[] text, int from, int to) {
    int length = to - from;
    if (lower.length < length) {
      lower = new byte[length * 2];
    }
    for (int i = 0; i < length; i++) {
      byte b = text[from + i];
      lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
    mac.update(lower, 0, length);
  }

  private boolean finish() {
    try {
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
    for (int i = 0; i < digest.length; i++) {
      hex[2 * i] = HEX[(digest[i] >> 4) & 0xF];
      hex[2 * i + 1] = HEX[digest[i] & 0xF];
    }
    return true;
  }

  /** The hash of a text as text; a blank text stays as it is. */
  public String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hash(bytes, 0, bytes.length) ? new String(hex, StandardCharsets.US_ASCII) : text;
  }

  /** The last hash, 64 bytes; valid until the next one. */
  byte[] hex() {
    return hex;
  }

  /** The first bytes of the last hash, which tell values apart. */
  long word() {
    return SwarWords.at(digest, 0);
  }

  /** Whether the last text was an address. */
  boolean wasAddress() {
    return wasAddress;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r') || (b >= 0x1C && b <= 0x1F);
  }
}
