package io.github.customerio4j.extract.engine.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one run does to values before they reach the disk. Values that the run itself must read
 * back, such as the ids of parents, are encrypted there with a key that only this process has.
 * Thread-safe.
 */
public final class Protection {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Function<String, FieldRules> ruling;
  private final Optional<Supplier<Mac>> macs;
  private final Map<String, FieldRules> rules = new ConcurrentHashMap<>();
  private final SameAddresses addresses = new SameAddresses();
  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  /**
   * @param ruling the rules of a table
   * @param macs makes what computes hashes; empty if nothing is hashed
   */
  public Protection(Function<String, FieldRules> ruling, Optional<Supplier<Mac>> macs) {
    this.ruling = ruling;
    this.macs = macs;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, "AES");
  }

  /** The rules of that table. */
  public FieldRules rules(String table) {
    return rules.computeIfAbsent(table, ruling);
  }

  /** The rules that were asked for so far, by table. */
  public Map<String, FieldRules> asked() {
    return Map.copyOf(rules);
  }

  /** What hashes values for one thread; empty if nothing is hashed. */
  public Optional<ValueHash> newHash() {
    return macs.map(mac -> new ValueHash(mac.get()));
  }

  /** The addresses of hashed columns and of others. */
  public SameAddresses addresses() {
    return addresses;
  }

  /** The text in a form that only {@link #decrypted} reads. */
  byte[] encrypted(byte[] text, int from, int length) {
    try {
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(text, from, length);
      byte[] all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return Base64.getEncoder().encode(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES in GCM", e);
    }
  }

  /** The text that this process has encrypted. */
  public String decrypted(String text) {
    try {
      byte[] all = Base64.getDecoder().decode(text);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, Arrays.copyOf(all, NONCE)));
      return new String(cipher.doFinal(all, NONCE, all.length - NONCE), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot read back what this run has spooled", e);
    }
  }
}
