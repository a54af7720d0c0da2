package io.github.customerio4j.extract.record;

import io.github.customerio4j.extract.write.CellKind;
import io.github.customerio4j.extract.write.ValueType;

/** What kinds of values a column has held, as a set of bits. */
final class ValueKinds {
  static final int STRING = 1;
  static final int WHOLE_NUMBER = 2;
  static final int OTHER_NUMBER = 4;
  static final int BOOLEAN = 8;
  static final int JSON = 16;

  /** The most digits that any 64-bit integer column holds. */
  private static final int MAX_DIGITS = 18;

  private ValueKinds() {}

  static int of(CellKind kind) {
    return switch (kind) {
      case NULL -> 0;
      case STRING -> STRING;
      case NUMBER -> OTHER_NUMBER;
      case BOOLEAN -> BOOLEAN;
      case JSON -> JSON;
    };
  }

  /** The narrowest type for those kinds. */
  static ValueType typeOf(int kinds) {
    return switch (kinds) {
      case 0 -> ValueType.NONE;
      case WHOLE_NUMBER -> ValueType.INTEGER;
      case OTHER_NUMBER, WHOLE_NUMBER | OTHER_NUMBER -> ValueType.NUMBER;
      case BOOLEAN -> ValueType.BOOLEAN;
      case JSON -> ValueType.JSON;
      default -> ValueType.TEXT;
    };
  }

  /** The kind of a JSON number that has so many characters, and maybe no fraction or exponent. */
  static int ofNumber(boolean isWhole, int length, boolean isNegative) {
    return isWhole && length - (isNegative ? 1 : 0) <= MAX_DIGITS ? WHOLE_NUMBER : OTHER_NUMBER;
  }

  static boolean isWholeNumber(byte[] text, int from, int length) {
    int start = length > 0 && text[from] == '-' ? from + 1 : from;
    int end = from + length;
    if (start == end || end - start > MAX_DIGITS) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
