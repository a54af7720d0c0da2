package io.github.customerio4j.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs: a few bytes, a part of another input, or a word that is hard to parse. */
final class Mutator {
  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          ":",
          ",",
          "null",
          "true",
          "-",
          "0",
          "1e999",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\ufeff",
          "\r\n",
          "[[[[[[[[[[",
          "{\"a\":",
          "99999999999999999999",
          "-0",
          "next",
          "\"\"",
          "/*",
          "NaN",
          "\u202e",
          "'",
          "and",
          "or",
          "not",
          "$",
          "\\",
          "é");

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  /** One of the inputs, changed in one to eight places. */
  byte[] next(List<byte[]> inputs) {
    byte[] changed = pick(inputs);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      changed = changed(changed, inputs);
    }
    return changed.length > 65_536 ? Arrays.copyOf(changed, 65_536) : changed;
  }

  private byte[] changed(byte[] bytes, List<byte[]> inputs) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> replaced(bytes, at, to, new byte[0]);
      case 1 -> replaced(bytes, at, at, WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
      case 2 -> replaced(bytes, at, to, WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
      case 3 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 4 -> {
        byte[] other = pick(inputs);
        int from = random.nextInt(other.length + 1);
        yield replaced(
            bytes, at, to, Arrays.copyOfRange(other, from, Math.min(other.length, from + 40)));
      }
      default -> replaced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {random()});
    };
  }

  private byte random() {
    return (byte) random.nextInt(256);
  }

  private byte[] pick(List<byte[]> inputs) {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
