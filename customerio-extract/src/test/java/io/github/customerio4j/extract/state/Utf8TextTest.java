package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.customerio4j.extract.state.Utf8Text.OtherEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8TextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "{}", "größe 🚀", "a\r\nb\r\n"})
  void byteOrderMarkIsDropped(String text) throws OtherEncodingException {
    assertThat(Utf8Text.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(Utf8Text.decode(("\ufeff" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,k", "UTF-16BE,k", "UTF-16LE,key", "UTF-16BE,{größe}", "UTF-16LE,{größe}"})
  void utf16IsNamedWithAndWithoutMark(String charset, String text) {
    for (String mark : new String[] {"", "\ufeff"}) {
      byte[] bytes = (mark + text).getBytes(Charset.forName(charset));
      assertThatExceptionOfType(OtherEncodingException.class)
          .isThrownBy(() -> Utf8Text.decode(bytes))
          .withMessage("is text in UTF-16");
    }
  }

  @Test
  void damagedBytesAreNotTakenForUtf16() {
    for (byte[] bytes :
        new byte[][] {{'{', '"', (byte) 0xc3, '"'}, {(byte) 0xe4}, {'g', (byte) 0xf6}}) {
      assertThatExceptionOfType(OtherEncodingException.class)
          .isThrownBy(() -> Utf8Text.decode(bytes))
          .withMessage("is not text in UTF-8");
    }
  }

  @Test
  void zerosOfATornFileAreNotTakenForUtf16() throws OtherEncodingException {
    assertThat(Utf8Text.decode(new byte[] {'{', 0, 0, 0})).isEqualTo("{\0\0\0");
  }
}
