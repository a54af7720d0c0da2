package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;

/** The kinds of values that a column has, as a set of bits. */
public final class ValueKinds {
  public static final int STRING = 1;
  public static final int WHOLE_NUMBER = 1 << 1;

  /** A number that is neither a {@link #WHOLE_NUMBER} nor a decimal. */
  static final int OTHER_NUMBER = 1 << 2;

  public static final int BOOLEAN = 1 << 3;
  public static final int JSON = 1 << 4;

  /** With {@link #WHOLE_NUMBER}: a number too long for a time in seconds. */
  public static final int LONG_NUMBER = 1 << 5;

  /** With {@link #JSON}: a text that some databases refuse. */
  static final int PECULIAR_JSON = 1 << 6;

  /** A number too long for every database. */
  static final int HUGE_NUMBER = 1 << 7;

  /**
   * Instead of {@link #STRING}: a string that is written like a whole number, such as {@code "12"}.
   * Leading zeros have a meaning, so {@code "007"} is none.
   */
  public static final int WHOLE_STRING = 1 << 27;

  /**
   * Beside the kind of a number: its text is not the shortest one of its value, such as {@code
   * 1.50}, {@code 1e3} and {@code -0}.
   */
  private static final int UNUSUAL_NUMBER = 1 << 28;

  /**
   * The bit of decimals without a fraction. The bit of a longer fraction is shifted by its length.
   */
  private static final int DECIMAL = 1 << 8;

  /** The most digits behind the point of a decimal, and the most before it: 38 in all. */
  private static final int MAX_SCALE = 18;

  private static final int MAX_INTEGER_DIGITS = 20;
  private static final int DECIMALS = (DECIMAL << (MAX_SCALE + 1)) - DECIMAL;

  /** The most digits that any 64-bit integer column holds. */
  private static final int MAX_DIGITS = 18;

  /** The last second with so many digits is in the year 5138. */
  private static final int MAX_TIME_DIGITS = 11;

  /** PostgreSQL takes 16,383 behind the point. */
  private static final int MAX_NUMBER_DIGITS = 16_000;

  /** The most characters of a number within JSON that any parser takes. */
  public static final int MAX_JSON_DIGITS = 300;

  /** An exponent with more digits is out of range whatever its value. */
  private static final int MAX_EXPONENT_DIGITS = 6;

  private ValueKinds() {}

  public static int of(CellKind kind) {
    return switch (kind) {
      case NULL -> 0;
      case STRING -> STRING;
      case NUMBER -> OTHER_NUMBER;
      case BOOLEAN -> BOOLEAN;
      case JSON -> JSON;
    };
  }

  /** The narrowest type for those kinds. */
  public static DataType typeOf(int found) {
    int kinds = found & ~UNUSUAL_NUMBER;
    int numbers = WHOLE_NUMBER | LONG_NUMBER;
    if (kinds == 0) {
      return DataType.NONE;
    } else if ((kinds & ~numbers) == 0) {
      return DataType.INTEGER;
    } else if ((kinds & ~(numbers | DECIMALS)) == 0) {
      return DataType.DECIMAL;
    } else if ((kinds & ~(numbers | DECIMALS | OTHER_NUMBER)) == 0) {
      return DataType.NUMBER;
    } else if (kinds == BOOLEAN) {
      return DataType.BOOLEAN;
    }
    return kinds == JSON ? DataType.JSON : DataType.TEXT;
  }

  /** Whether all those kinds are among the others, whatever the texts of numbers look like. */
  public static boolean areAmong(int kinds, int others) {
    return (kinds & ~(others | UNUSUAL_NUMBER)) == 0;
  }

  /** Whether a number has a text that its value does not show. */
  public static boolean hasUnusualNumber(int kinds) {
    return (kinds & UNUSUAL_NUMBER) != 0;
  }

  /** The most digits behind the point of those decimals. */
  public static int scaleOf(int kinds) {
    int highest = Integer.highestOneBit(kinds & DECIMALS);
    return highest == 0 ? 0 : Integer.numberOfTrailingZeros(highest / DECIMAL);
  }

  /** The kinds of a string. */
  public static int ofString(byte[] text, int from, int length) {
    return isPlainWholeNumber(text, from, length) ? WHOLE_STRING : STRING;
  }

  /** The kinds of a JSON number. */
  public static int ofNumber(byte[] text, int from, int length, boolean isWhole) {
    int digits = text[from] == '-' ? length - 1 : length;
    if (isWhole && digits <= MAX_DIGITS) {
      if (digits == 1 && length == 2 && text[from + 1] == '0') {
        return WHOLE_NUMBER | UNUSUAL_NUMBER;
      }
      return digits <= MAX_TIME_DIGITS ? WHOLE_NUMBER : WHOLE_NUMBER | LONG_NUMBER;
    }
    int kind = ofLongNumber(text, from + length - digits, from + length);
    return Row.OwnTexts.isUnusual(text, from, from + length) ? kind | UNUSUAL_NUMBER : kind;
  }

  /** The kind of a number without its sign, with a fraction, an exponent or many digits. */
  private static int ofLongNumber(byte[] text, int from, int to) {
    int point = to;
    int mantissaEnd = to;
    for (int i = from; i < to; i++) {
      if (text[i] == '.') {
        point = i;
      } else if (text[i] == 'e' || text[i] == 'E') {
        mantissaEnd = i;
        break;
      }
    }
    point = Math.min(point, mantissaEnd);
    int exponent = exponent(text, mantissaEnd + 1, to);
    int before = point - from + exponent;
    int behind = Math.max(0, mantissaEnd - point - 1) - exponent;
    if (before > MAX_NUMBER_DIGITS || behind > MAX_NUMBER_DIGITS) {
      return HUGE_NUMBER;
    }
    return before <= MAX_INTEGER_DIGITS && behind <= MAX_SCALE
        ? DECIMAL << Math.max(0, behind)
        : OTHER_NUMBER;
  }

  private static int exponent(byte[] text, int from, int to) {
    if (from >= to) {
      return 0;
    }
    int start = text[from] == '+' || text[from] == '-' ? from + 1 : from;
    int value = MAX_NUMBER_DIGITS * 10;
    if (to - start <= MAX_EXPONENT_DIGITS) {
      value = 0;
      for (int i = start; i < to; i++) {
        value = value * 10 + text[i] - '0';
      }
    }
    return text[from] == '-' ? -value : value;
  }

  /** The kinds of a JSON text. */
  public static int ofJson(byte[] text, int from, int to) {
    return isPortable(text, from, to) ? JSON : JSON | PECULIAR_JSON;
  }

  /** Whether every database accepts the text: no lone surrogate, no NUL, no unbounded number. */
  private static boolean isPortable(byte[] text, int from, int to) {
    boolean isInString = false;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '"') {
        isInString = !isInString;
      } else if (isInString && b == '\\') {
        i++;
        if (text[i] == 'u') {
          int unit = hex(text, i + 1);
          i += 4;
          if (unit == 0 || Character.isLowSurrogate((char) unit)) {
            return false;
          }
          if (Character.isHighSurrogate((char) unit)) {
            boolean isPair = i + 6 < to && text[i + 1] == '\\' && text[i + 2] == 'u';
            if (!isPair || !Character.isLowSurrogate((char) hex(text, i + 3))) {
              return false;
            }
            i += 6;
          }
        }
      } else if (!isInString && isNumberStart(b)) {
        int end = numberEnd(text, i, to);
        if (!isPortableNumber(text, i, end)) {
          return false;
        }
        i = end - 1;
      }
    }
    return true;
  }

  /** Not longer than any engine's parser takes. */
  private static boolean isPortableNumber(byte[] text, int from, int to) {
    int start = text[from] == '-' ? from + 1 : from;
    return to - start <= MAX_JSON_DIGITS && ofLongNumber(text, start, to) != HUGE_NUMBER;
  }

  private static int numberEnd(byte[] text, int from, int to) {
    int i = from + 1;
    while (i < to && isOfNumber(text[i])) {
      i++;
    }
    return i;
  }

  /** Whether a JSON number can start with that byte. */
  public static boolean isNumberStart(int c) {
    return c == '-' || (c >= '0' && c <= '9');
  }

  private static boolean isOfNumber(byte b) {
    return isNumberStart(b) || b == '.' || b == '+' || b == 'e' || b == 'E';
  }

  /** Four digits that were checked before. */
  private static int hex(byte[] text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Character.digit(text[i], 16);
    }
    return value;
  }

  /** The length of a time without its fraction; 0 if the text is no number of seconds. */
  public static int lengthOfSeconds(byte[] text, int from, int to) {
    int end = to;
    for (int i = from + 1; i < to - 1 && end == to; i++) {
      end = text[i] == '.' ? i : to;
    }
    boolean isTime =
        isWholeNumber(text, from, end - from)
            && (end == to || (text[from] != '-' && isWholeNumber(text, end + 1, to - end - 1)));
    return isTime ? end - from : 0;
  }

  /** Whether a text is how a whole number of at most 18 digits is written, and no other way. */
  private static boolean isPlainWholeNumber(byte[] text, int from, int length) {
    if (length == 0 || !isNumberStart(text[from])) {
      return false;
    }
    boolean isZero = length == 1 && text[from] == '0';
    int first = text[from] == '-' ? from + 1 : from;
    return isZero
        || (first < from + length && text[first] != '0' && isWholeNumber(text, from, length));
  }

  /** Whether a value fits a documented type. */
  public static boolean fits(DataType type, CellKind kind, byte[] text, int from, int to) {
    return areAmong(ofCell(kind, text, from, to), allowedBy(type));
  }

  private static int ofCell(CellKind kind, byte[] text, int from, int to) {
    return switch (kind) {
      case STRING -> ofString(text, from, to - from);
      case NUMBER -> ofNumber(text, from, to - from, isWholeNumber(text, from, to - from));
      case JSON -> ofJson(text, from, to);
      default -> of(kind);
    };
  }

  /** The kinds of values that fit a documented type. */
  public static int allowedBy(DataType type) {
    return switch (type) {
      case INTEGER -> WHOLE_NUMBER | LONG_NUMBER | WHOLE_STRING;
      case TIME -> WHOLE_NUMBER;
      case BOOLEAN -> BOOLEAN;
      case JSON -> JSON;
      default -> -1;
    };
  }

  public static boolean isWholeNumber(byte[] text, int from, int length) {
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
