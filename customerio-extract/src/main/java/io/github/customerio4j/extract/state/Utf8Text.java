package io.github.customerio4j.extract.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Text of a state, a configuration or a key in UTF-8, as the editors and shells of any system write
 * it: a byte order mark is dropped, and UTF-16 is told from a damaged file.
 */
public final class Utf8Text {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private Utf8Text() {}

  /**
   * Bytes that are not UTF-8. The message, such as "is text in UTF-16", belongs after the name of
   * what was read.
   */
  public static final class OtherEncodingException extends IOException {
    private static final long serialVersionUID = 1L;

    private OtherEncodingException(String message) {
      super(message);
    }
  }

  /**
   * Decodes the text.
   *
   * @throws OtherEncodingException if it is in another encoding
   */
  public static String decode(byte[] bytes) throws OtherEncodingException {
    Objects.requireNonNull(bytes, "bytes");
    if (isUtf16(bytes)) {
      throw new OtherEncodingException("is text in UTF-16");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return isMarked ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      OtherEncodingException other = new OtherEncodingException("is not text in UTF-8");
      other.initCause(e);
      throw other;
    }
  }

  /** Told by the mark; without one by the zeros that are half of each ASCII character. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xff) << Byte.SIZE | (bytes[1] & 0xff);
    return mark == 0xfeff
        || mark == 0xfffe
        || (isHalfZero(bytes, 0) && (bytes.length < 4 || isHalfZero(bytes, 2)));
  }

  private static boolean isHalfZero(byte[] bytes, int at) {
    return (bytes[at] == 0) != (bytes[at + 1] == 0);
  }
}
