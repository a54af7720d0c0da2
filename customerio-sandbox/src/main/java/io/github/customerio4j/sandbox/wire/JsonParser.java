package io.github.customerio4j.sandbox.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of request bodies strictly: one value and nothing after it, no member twice.
 * Numbers keep their text.
 */
public final class JsonParser {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private int at;

  private JsonParser(String text) {
    this.text = text;
  }

  /**
   * Parses a body that must be an object.
   *
   * @throws RefusedException with status 400 when it is not
   */
  public static JsonObject object(String text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.value();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.malformed("unexpected '" + text.charAt(parser.at) + "' after the value");
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw RefusedException.badRequest("the body must be a JSON object");
  }

  private @Nullable Object value() {
    skipSpace();
    if (at == text.length()) {
      throw malformed("unexpected end");
    }
    return switch (text.charAt(at)) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> readString();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> readNumber();
    };
  }

  private JsonObject readObject() {
    at++;
    JsonObject object = new JsonObject();
    if (taken('}')) {
      return object;
    }
    do {
      skipSpace();
      if (at == text.length() || text.charAt(at) != '"') {
        throw malformed("a member's name must be a string");
      }
      String name = readString();
      if (object.has(name)) {
        throw malformed("member '" + name + "' stands twice");
      }
      expect(':');
      object.put(name, value());
    } while (taken(','));
    expect('}');
    return object;
  }

  private List<@Nullable Object> readArray() {
    at++;
    List<@Nullable Object> items = new ArrayList<>();
    if (taken(']')) {
      return items;
    }
    do {
      items.add(value());
    } while (taken(','));
    expect(']');
    return items;
  }

  private String readString() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20) {
        throw malformed("a control character in a string");
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw malformed("a string without an end");
  }

  private char escape() {
    if (at == text.length()) {
      throw malformed("a string without an end");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed("an unknown escape");
    };
  }

  private char unicode() {
    try {
      char c = (char) Integer.parseInt(text, at, at + 4, 16);
      at += 4;
      return c;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw malformed("a \\u escape without four hex digits");
    }
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw malformed("an unknown word");
    }
    at += word.length();
    return meaning;
  }

  private JsonNumber readNumber() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw malformed("unexpected '" + text.charAt(at) + "'");
    }
    at = number.end();
    return new JsonNumber(number.group());
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw malformed("expected '" + c + "'");
    }
  }

  private boolean taken(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private RefusedException malformed(String why) {
    return RefusedException.badRequest("the body is not JSON: " + why + " at offset " + at);
  }
}
