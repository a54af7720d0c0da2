package io.github.customerio4j.extract.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a fleet, for several processes that share the work. Which shard holds a workspace
 * follows from its name and the number of shards alone, and never changes: from the first eight
 * bytes of the SHA-256 of the name in UTF-8, as an unsigned number, modulo the count.
 *
 * @param index the number of this shard, from 0, as an Indexed Job of Kubernetes counts
 * @param count the number of shards
 */
public record Shard(int index, int count) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  /** Refuses an index that is not below the count. */
  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "Cannot use shard "
              + index
              + "/"
              + count
              + ": the index counts from 0, so that the shards of "
              + count
              + (count < 1 ? " are none. Give a count of 1 or more." : range(count)));
    }
  }

  private static String range(int count) {
    return " are 0/" + count + " to " + (count - 1) + "/" + count + ".";
  }

  /** The whole fleet. */
  public static Shard all() {
    return new Shard(0, 1);
  }

  /**
   * Reads {@code INDEX/COUNT}, such as {@code 3/20}.
   *
   * @throws IllegalArgumentException if the text is not of that form, or the index is not below the
   *     count
   */
  public static Shard of(String text) {
    Matcher parts = TEXT.matcher(Objects.requireNonNull(text, "text").strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Cannot use shard \""
              + text
              + "\": write INDEX/COUNT, such as 3/20. The index counts from 0.");
    }
    return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** Whether this shard holds the workspace of that name. */
  public boolean holds(String workspace) {
    Objects.requireNonNull(workspace, "workspace");
    return Long.remainderUnsigned(hash(workspace), count) == index;
  }

  private static long hash(String workspace) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(workspace.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return index + "/" + count;
  }
}
