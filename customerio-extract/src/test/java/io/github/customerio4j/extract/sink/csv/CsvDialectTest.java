package io.github.customerio4j.extract.sink.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvDialectTest {

  @Test
  void nullIsAnEmptyFieldInEveryColumn() throws IOException {
    assertThat(line(null, null, null)).isEqualTo(",,");
    assertThat(line(null, "x")).isEqualTo(",x");
    assertThat(line((String) null)).isEmpty();
  }

  @Test
  void emptyTextIsQuotedInEveryColumn() throws IOException {
    assertThat(line("", "", "x", "")).isEqualTo("\"\",\"\",x,\"\"");
  }

  @Test
  void onlyFieldsThatNeedQuotesAreQuoted() throws IOException {
    assertThat(line("plain", "two words", "1.10", "ünï", "a;b", "it's"))
        .isEqualTo("plain,two words,1.10,ünï,a;b,it's");
    assertThat(line("a,b", "say \"hi\"", "line\nbreak", "return\r"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"line\nbreak\",\"return\r\"");
    assertThat(line("x", " padded ", "\ttab")).isEqualTo("x,\" padded \",\"\ttab\"");
  }

  @Test
  void controlCharactersAreKept() throws IOException {
    assertRoundTrip(
        "\0", "a\0b", "b\0", "\u0001", "\u001f", "\u007f", "\u0085", "\u2028", "\ufeff");
    assertRoundTrip("\0");
    assertRoundTrip("\ufeffid", "\0");
  }

  @Test
  void anyTextIsReadBackUnchanged() throws IOException {
    Random random = new Random(4180);
    String[] pieces = {
      "", ",", "\"", "\n", "\r", "\r\n", "\\", "\\N", " ", "\t", "\0", "#", "a", "é", "😀", "null"
    };
    for (int round = 0; round < 5_000; round++) {
      @Nullable String[] cells = new @Nullable String[1 + random.nextInt(5)];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = random.nextInt(5) == 0 ? null : text(random, pieces);
      }
      assertRoundTrip(cells);
    }
  }

  private static String text(Random random, String[] pieces) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static void assertRoundTrip(@Nullable String... cells) throws IOException {
    List<@Nullable String> expected = new ArrayList<>(Arrays.asList(cells));
    assertThat(Rfc4180.read(line(cells) + "\n")).containsExactly(expected);
  }

  private static String line(@Nullable String... cells) throws IOException {
    return CsvEncoderTest.encoded(cells);
  }
}
