package io.github.customerio4j.extract.sink.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The encoder gives the same bytes as Commons CSV for any text. */
class CsvEncoderTest {
  private static final String[] PIECES = {
    "",
    ",",
    "\"",
    "\n",
    "\r",
    "\r\n",
    "\\",
    " ",
    "\t",
    "\0",
    "!",
    "#",
    "$",
    "+",
    "-",
    "'",
    ".",
    "/",
    "0",
    ":",
    "a",
    "Z",
    "{",
    "~",
    "\u007f",
    "\u0080",
    "\u00a0",
    "é",
    "\u2028",
    "\ufeff",
    "😀",
    "plain text of some length",
    "Велосипед"
  };

  @Test
  void everyCharacterInEveryPositionIsEncodedLikeCommonsCsv() throws IOException {
    for (int c = 0; c <= 0x10FFFF; c = c < 0x3000 ? c + 1 : c + 251) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String text = Character.toString(c);
        agrees(text, "x" + text, text + "x", "x" + text + "x", "1234567" + text + "1234567");
        agrees("x", text);
      }
    }
  }

  @Test
  void specialCharactersAtEveryOffsetAreEncodedLikeCommonsCsv() throws IOException {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        for (String special : new String[] {",", "\"", "\n", "\r", "-", "é"}) {
          agrees("a".repeat(at) + special + "z".repeat(length - at - 1));
        }
      }
    }
  }

  @Test
  void anyRowIsEncodedLikeCommonsCsv() throws IOException {
    Random random = new Random(1180);
    for (int round = 0; round < 20_000; round++) {
      @Nullable String[] cells = new @Nullable String[1 + random.nextInt(6)];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = random.nextInt(4) == 0 ? null : text(random);
      }
      agrees(cells);
    }
  }

  @Test
  void textsLongerThanTheBufferAreEncodedLikeCommonsCsv() throws IOException {
    for (int length : new int[] {262_143, 262_144, 262_145, 524_287, 524_288, 1_000_000}) {
      agrees("x".repeat(length), "\"".repeat(length), null, "y," + "é".repeat(length));
      agrees(new @Nullable String[length]);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(7); count > 0; count--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static void agrees(@Nullable String... cells) throws IOException {
    String expected = CommonsCsv.line(cells);
    // AssertJ builds its description of huge texts even when they are equal.
    if (!encoded(cells).equals(expected)) {
      assertThat(encoded(cells)).isEqualTo(expected);
    }
  }

  /** One line of the encoder without its line end. */
  static String encoded(@Nullable String... cells) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    CsvEncoder encoder = new CsvEncoder(Channels.newChannel(line));
    for (int column = 0; column < cells.length; column++) {
      encoder.delimiters(column == 0 ? 0 : 1);
      String text = cells[column];
      if (text != null) {
        // The bytes around a cell in the engine's rows must not change the result.
        byte[] bytes = (",\"" + text + "\n,").getBytes(StandardCharsets.UTF_8);
        encoder.field(bytes, 2, bytes.length - 2);
      }
    }
    encoder.flush();
    return line.toString(StandardCharsets.UTF_8);
  }
}
