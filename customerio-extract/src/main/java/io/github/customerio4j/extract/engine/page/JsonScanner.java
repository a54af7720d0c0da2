package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.row.SwarWords;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import org.jspecify.annotations.Nullable;

/**
 * Scans JSON text in a byte array. It checks the structure strictly, so that a body that was cut or
 * damaged is noticed. Every method starts and ends between tokens. Strings are scanned eight bytes
 * at a time.
 */
public final class JsonScanner {
  /**
   * The space that the array needs behind the text. A 0 there ends every token, because no string
   * holds a control character: so no character is checked against the end of the text.
   */
  public static final int PADDING = 1 + SwarWords.REACH;

  private static final int MAX_DEPTH = 256;
  private static final byte[] HEX = hexDigits();

  /** The kinds of the arrays and objects that are being skipped, from the outermost one on. */
  private final boolean[] areObjects = new boolean[MAX_DEPTH + 1];

  private byte[] text = new byte[PADDING];
  private int length;
  private int position;
  private boolean escaped;
  private boolean nonAscii;
  private boolean whole;
  private boolean peculiar;

  /** Starts at the beginning of a text; writes to the {@link #PADDING} bytes behind it. */
  public void reset(byte[] newText, int newLength) {
    text = newText;
    length = newLength;
    position = 0;
    text[newLength] = 0;
  }

  byte[] text() {
    return text;
  }

  public int position() {
    return position;
  }

  /** Whether the string scanned last holds an escape. */
  boolean wasEscaped() {
    return escaped;
  }

  /** Whether the string scanned last holds a byte that is not ASCII. */
  boolean wasNonAscii() {
    return nonAscii;
  }

  /** Whether the number scanned last has neither a fraction nor an exponent. */
  boolean wasWhole() {
    return whole;
  }

  /** Forgets {@link #wasPeculiar}. */
  void expectNothingPeculiar() {
    peculiar = false;
  }

  /**
   * Whether a value scanned since {@link #expectNothingPeculiar} may be too much for some database:
   * an escape by number, a number with an exponent or very many digits.
   */
  boolean wasPeculiar() {
    return peculiar;
  }

  /** The next token's first byte, or 0 at the end of the text. */
  int peek() {
    byte c = text[position];
    return c > ' ' ? c : peekBehindSpace();
  }

  private int peekBehindSpace() {
    while (true) {
      byte c = text[position];
      if (c > ' ') {
        return c;
      }
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        if (position >= length) {
          return 0;
        }
        return c < 0 ? c : -1;
      }
      position++;
    }
  }

  boolean atEnd() {
    return peek() == 0 && position >= length;
  }

  void expect(char c) throws MalformedBodyException {
    if (!take(c)) {
      throw malformed("expected '" + c + "'");
    }
  }

  /** Takes the byte if it comes next. */
  boolean take(char c) {
    if (text[position] == c || peek() == c) {
      position++;
      return true;
    }
    return false;
  }

  /**
   * Takes the key, in quotes, if the node expects it here; null if another text follows. Only bytes
   * are compared: a key that is written with escapes is not recognized.
   */
  @Nullable KeyNode takeExpectedKey(KeyNode node) {
    KeyNode child = node.expectedAt(text, position + 1);
    if (child != null) {
      position += child.quotedLength();
    }
    return child;
  }

  /**
   * Scans a string; returns the index of its closing quote. Its first character is one behind the
   * {@link #peek}ed position.
   */
  int string() throws MalformedBodyException {
    expect('"');
    escaped = false;
    nonAscii = false;
    int i = position;
    while (true) {
      long word = SwarWords.at(text, i);
      long found = nonAscii ? SwarWords.quotes(word) : SwarWords.quotesAndOther(word);
      if (found == 0) {
        i += Long.BYTES;
        continue;
      }
      i += SwarWords.indexOf(found);
      byte c = text[i];
      if (c == '"') {
        position = i + 1;
        return i;
      }
      if (c == '\\') {
        escaped = true;
        do {
          i = escape(i);
        } while (text[i] == '\\');
      } else if (c >= 0) {
        throw endsInString(i);
      } else {
        nonAscii = true;
      }
    }
  }

  private MalformedBodyException endsInString(int at) {
    position = Math.min(at, length);
    return malformed(
        at < length
            ? "a control character (" + text[at] + ") within a string"
            : "the text ends inside a string");
  }

  /** Scans a number; returns where it starts. It ends at {@link #position}. */
  int number() throws MalformedBodyException {
    int start = position;
    whole = true;
    int i = text[start] == '-' ? start + 1 : start;
    if (text[i] == '0') {
      i++;
    } else {
      i = digits(i);
    }
    if (text[i] == '.') {
      whole = false;
      i = digits(i + 1);
    }
    if (text[i] == 'e' || text[i] == 'E') {
      whole = false;
      peculiar = true;
      i++;
      i = digits(text[i] == '+' || text[i] == '-' ? i + 1 : i);
    }
    peculiar |= i - start > ValueKinds.MAX_JSON_DIGITS;
    position = i;
    return start;
  }

  void literal(String word) throws MalformedBodyException {
    for (int i = 0; i < word.length(); i++) {
      if (text[position + i] != word.charAt(i)) {
        throw malformed("expected a value");
      }
    }
    position += word.length();
  }

  /** Skips a value of any kind, checking it; returns where it starts. */
  public int skip(int depth) throws MalformedBodyException {
    peek();
    int start = position;
    int open = 0;
    do {
      checkDepth(depth + open);
      int next = peek();
      if (next == '{' || next == '[') {
        position++;
        boolean isObject = next == '{';
        if (!take(isObject ? '}' : ']')) {
          areObjects[open++] = isObject;
          skipKey(isObject);
          continue;
        }
      } else {
        skipScalar(next);
      }
      while (open > 0) {
        boolean isObject = areObjects[open - 1];
        if (take(',')) {
          skipKey(isObject);
          break;
        }
        expect(isObject ? '}' : ']');
        open--;
      }
    } while (open > 0);
    return start;
  }

  private void skipKey(boolean isInObject) throws MalformedBodyException {
    if (isInObject) {
      string();
      expect(':');
    }
  }

  private void skipScalar(int next) throws MalformedBodyException {
    switch (next) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (!ValueKinds.isNumberStart(next)) {
          throw malformed("expected a value");
        }
        number();
      }
    }
  }

  void checkDepth(int depth) throws MalformedBodyException {
    if (depth > MAX_DEPTH) {
      throw new UnexpectedBodyException("nested deeper than " + MAX_DEPTH + " levels" + place());
    }
  }

  MalformedBodyException malformed(String why) {
    return new MalformedBodyException(why + place());
  }

  /** The failure for what comes next: a value of another kind than expected, or no JSON at all. */
  MalformedBodyException unexpected(String why) {
    int next = peek();
    boolean isValue = next > 0 && ("{[\"tfn".indexOf(next) >= 0 || ValueKinds.isNumberStart(next));
    return isValue ? new UnexpectedBodyException(why + place()) : malformed(why);
  }

  private String place() {
    return " at byte " + position + " of " + length;
  }

  /**
   * Appends the string between the indices, its escapes decoded; true if it held a lone surrogate.
   */
  boolean decode(int from, int to, ByteBuilder into) throws MalformedBodyException {
    boolean repaired = false;
    int i = from;
    while (true) {
      int run = i;
      while (i < to && text[i] != '\\') {
        i++;
      }
      into.append(text, run, i - run);
      if (i >= to) {
        return repaired;
      }
      byte escape = text[i + 1];
      i += 2;
      if (escape != 'u') {
        into.append(unescape(escape));
        continue;
      }
      int unit = hex(i);
      i += 4;
      if (unit < 0xD800 || unit > 0xDFFF) {
        into.appendCodePoint(unit);
      } else if (unit < 0xDC00 && i + 6 <= to && isLowSurrogate(i)) {
        into.appendCodePoint(Character.toCodePoint((char) unit, (char) hex(i + 2)));
        i += 6;
      } else {
        into.appendReplacement();
        repaired = true;
      }
    }
  }

  private boolean isLowSurrogate(int at) throws MalformedBodyException {
    return text[at] == '\\'
        && text[at + 1] == 'u'
        && hex(at + 2) >= 0xDC00
        && hex(at + 2) <= 0xDFFF;
  }

  private int escape(int at) throws MalformedBodyException {
    switch (text[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 2;
      }
      case 'u' -> {
        peculiar = true;
        hex(at + 2);
        return at + 6;
      }
      default -> {
        position = at;
        throw malformed("no such escape");
      }
    }
  }

  private int hex(int at) throws MalformedBodyException {
    // The 0 behind the text is not a digit, so bytes beyond it do not count.
    int value =
        HEX[text[at] & 0xFF] << 12
            | HEX[text[at + 1] & 0xFF] << 8
            | HEX[text[at + 2] & 0xFF] << 4
            | HEX[text[at + 3] & 0xFF];
    if (value < 0) {
      position = at;
      throw malformed("expected four hexadecimal digits");
    }
    return value;
  }

  private static byte[] hexDigits() {
    byte[] digits = new byte[256];
    for (int c = 0; c < digits.length; c++) {
      digits[c] = (byte) (c < 128 ? Character.digit(c, 16) : -1);
    }
    return digits;
  }

  private static int unescape(byte c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  private int digits(int from) throws MalformedBodyException {
    int i = from;
    long others = SwarWords.nonDigits(SwarWords.at(text, i));
    while (others == 0) {
      i += Long.BYTES;
      others = SwarWords.nonDigits(SwarWords.at(text, i));
    }
    i += SwarWords.indexOf(others);
    if (i == from) {
      position = i;
      throw malformed("expected a digit");
    }
    return i;
  }
}
