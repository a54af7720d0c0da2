package io.github.customerio4j.extract.sink.sql.postgres;

import java.util.Arrays;

/**
 * Tells whether PostgreSQL's {@code jsonb} gives a JSON text back as it came, but for spaces behind
 * commas and colons. In doubt it does not.
 */
public final class NormalJson {
  private final byte[] text;
  private final int to;
  private int position;

  private NormalJson(byte[] text, int from, int to) {
    this.text = text;
    this.position = from;
    this.to = to;
  }

  /** Whether the well-formed text has the form that {@code jsonb} gives, without spaces. */
  public static boolean isNormal(byte[] text, int from, int to) {
    NormalJson json = new NormalJson(text, from, to);
    return json.value() && json.position == to;
  }

  private boolean value() {
    byte next = peek();
    return switch (next) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't', 'f', 'n' -> literal();
      default -> (next == '-' || isDigit(next)) && number();
    };
  }

  private boolean array() {
    position++;
    if (take(']')) {
      return true;
    }
    do {
      if (!value()) {
        return false;
      }
    } while (take(','));
    return take(']');
  }

  /** Keys are sorted by their lengths, then by their bytes, and each is there once. */
  private boolean object() {
    position++;
    if (take('}')) {
      return true;
    }
    int keyFrom = 0;
    int keyTo = -1;
    do {
      int from = position;
      if (peek() != '"' || !string() || !isBehind(keyFrom, keyTo, from, position)) {
        return false;
      }
      keyFrom = from;
      keyTo = position;
      if (!take(':') || !value()) {
        return false;
      }
    } while (take(','));
    return take('}');
  }

  private boolean isBehind(int previousFrom, int previousTo, int from, int end) {
    int longer = (end - from) - (previousTo - previousFrom);
    return longer > 0
        || (longer == 0
            && Arrays.compareUnsigned(text, previousFrom, previousTo, text, from, end) < 0);
  }

  /** A string with escapes may have been written in another way. */
  private boolean string() {
    position++;
    while (position < to && text[position] != '"') {
      if (text[position] == '\\') {
        return false;
      }
      position++;
    }
    position++;
    return true;
  }

  private boolean literal() {
    while (position < to && text[position] >= 'a' && text[position] <= 'z') {
      position++;
    }
    return true;
  }

  /** Zeros behind the point stay; an exponent and the sign of zero do not. */
  private boolean number() {
    boolean isNegative = take('-');
    boolean isZero = true;
    while (position < to && (isDigit(text[position]) || text[position] == '.')) {
      isZero &= text[position] == '0' || text[position] == '.';
      position++;
    }
    return !(isNegative && isZero) && peek() != 'e' && peek() != 'E';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private byte peek() {
    return position < to ? text[position] : 0;
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    position++;
    return true;
  }
}
