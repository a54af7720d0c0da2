package io.github.customerio4j.extract.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer out = CharBuffer.allocate(8);

  @Test
  void agreesWithThePlatformOnAllPairsOfBytes() {
    for (int first = 0; first < 256; first++) {
      check((byte) first);
      for (int second = 0; second < 256; second++) {
        check((byte) first, (byte) second);
      }
    }
  }

  @Test
  void agreesWithThePlatformOnLongerSequences() {
    int[] leads = {
      0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };
    int[] edges = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xED, 0xFF};
    for (int first : leads) {
      for (int second = 0; second < 256; second++) {
        for (int third : edges) {
          check((byte) first, (byte) second, (byte) third);
          for (int fourth : edges) {
            check((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
  }

  @Test
  void codePointsAreEncodedAsByThePlatform() {
    Random random = new Random(3);
    ByteBuilder bytes = new ByteBuilder(1);
    StringBuilder text = new StringBuilder();
    for (int codePoint : new int[] {0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF}) {
      bytes.appendCodePoint(codePoint);
      text.appendCodePoint(codePoint);
    }
    for (int i = 0; i < 1000; i++) {
      int codePoint = 0xE000 + random.nextInt(0x100000);
      bytes.appendCodePoint(codePoint);
      text.appendCodePoint(codePoint);
    }

    assertThat(new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8))
        .isEqualTo(text.toString());
  }

  private void check(byte... bytes) {
    out.clear();
    boolean expected = !decoder.reset().decode(ByteBuffer.wrap(bytes), out, true).isError();
    if (Utf8.isWellFormed(bytes, 0, bytes.length) != expected) {
      throw new AssertionError(java.util.HexFormat.of().formatHex(bytes) + ": not " + expected);
    }
  }
}
