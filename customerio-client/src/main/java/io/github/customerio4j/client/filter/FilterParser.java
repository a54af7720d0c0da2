package io.github.customerio4j.client.filter;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.InvalidFilterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter from JSON text. Moshi's reader takes bytes from the buffer only when it needs
 * them, so the bytes left before a token is peeked give the token's position.
 */
final class FilterParser {
  private static final String REMEDY =
      "Give exactly one of and, or, not, segment and attribute at each level.";

  private final ByteString text;
  private final Buffer source;
  private final JsonReader reader;
  private long markedAt;
  private boolean marked;

  FilterParser(String json) {
    this.text = ByteString.encodeUtf8(json);
    this.source = new Buffer().write(text);
    this.reader = JsonReader.of(source);
  }

  AudienceFilter parse() {
    try {
      AudienceFilter filter = filter(1);
      if (peek() != JsonReader.Token.END_DOCUMENT) {
        throw fault("something follows after its end", "Remove it.", null);
      }
      return filter;
    } catch (IOException e) {
      String problem =
          atEnd()
              ? "the text ends too early"
              : nextCharacter().equals("\"")
                  ? "a string is not closed, or is not expected here"
                  : "'" + nextCharacter() + "' does not belong here";
      throw fault(problem, "Look for a bracket, comma or quote that is missing or too many.", e);
    } catch (JsonDataException e) {
      throw fault(String.valueOf(e.getMessage()), REMEDY, e);
    }
  }

  private AudienceFilter filter(int depth) throws IOException {
    require(JsonReader.Token.BEGIN_OBJECT, "a filter must be an object", REMEDY);
    if (depth > AudienceFilter.MAX_DEPTH) {
      throw fault(
          "it is nested deeper than " + AudienceFilter.MAX_DEPTH + " levels",
          "Make it flatter.",
          null);
    }
    reader.beginObject();
    marked = false;
    if (!hasNext()) {
      throw fault("an object is empty", REMEDY, null);
    }
    String key = name();
    AudienceFilter filter =
        switch (key) {
          case "and", "or" -> group(key, depth);
          case "not" -> AudienceFilter.not(filter(depth + 1));
          case "segment" -> segment();
          case "attribute" -> attribute();
          default -> throw fault("the key '" + key + "' is unknown", REMEDY, null);
        };
    if (hasNext()) {
      throw fault("another key stands beside '" + key + "'", REMEDY, null);
    }
    reader.endObject();
    marked = false;
    return filter;
  }

  private AudienceFilter group(String key, int depth) throws IOException {
    require(
        JsonReader.Token.BEGIN_ARRAY, "'" + key + "' must hold an array", "Write [ ] around it.");
    reader.beginArray();
    marked = false;
    List<AudienceFilter> conditions = new ArrayList<>();
    while (hasNext()) {
      conditions.add(filter(depth + 1));
    }
    if (conditions.isEmpty()) {
      throw fault("'" + key + "' is empty", "Give at least one condition.", null);
    }
    reader.endArray();
    marked = false;
    return AudienceFilter.group(key, conditions);
  }

  private AudienceFilter segment() throws IOException {
    String remedy = "Write {\"segment\":{\"id\":7}}.";
    require(JsonReader.Token.BEGIN_OBJECT, "'segment' must hold an object", remedy);
    reader.beginObject();
    marked = false;
    AudienceFilter segment = null;
    while (hasNext()) {
      String key = name();
      if (!key.equals("id") || segment != null) {
        throw unknown(key, "segment", segment != null, remedy);
      }
      require(JsonReader.Token.NUMBER, "a segment's id must be a number", remedy);
      String id = consumed(reader.nextString());
      if (!id.matches("[1-9][0-9]{0,17}")) {
        throw fault("a segment's id must be a whole number above zero", remedy, null);
      }
      segment = AudienceFilter.segment(Long.parseLong(id));
    }
    if (segment == null) {
      throw fault("'segment' has no id", remedy, null);
    }
    reader.endObject();
    marked = false;
    return segment;
  }

  private AudienceFilter attribute() throws IOException {
    String remedy =
        "Write {\"attribute\":{\"field\":\"plan\",\"operator\":\"eq\",\"value\":\"pro\"}}, or the"
            + " operator exists without a value.";
    require(JsonReader.Token.BEGIN_OBJECT, "'attribute' must hold an object", remedy);
    reader.beginObject();
    marked = false;
    String field = "";
    String operator = "";
    String value = "";
    Set<String> seen = new HashSet<>();
    while (hasNext()) {
      String key = name();
      if (!seen.add(key)) {
        throw unknown(key, "attribute", true, remedy);
      }
      switch (key) {
        case "field" -> field = string("an attribute's field must be a string", remedy);
        case "operator" -> operator = operator(remedy);
        case "value" -> value = value(remedy);
        default -> throw unknown(key, "attribute", false, remedy);
      }
    }
    if (field.isEmpty()) {
      throw fault("'attribute' has no field", remedy, null);
    }
    if (operator.isEmpty()) {
      throw fault("'attribute' has no operator", remedy, null);
    }
    if (operator.equals("eq") && value.isEmpty()) {
      throw fault("the operator eq has no value", remedy, null);
    }
    reader.endObject();
    marked = false;
    return AudienceFilter.leaf(field, operator, value);
  }

  private String operator(String remedy) throws IOException {
    String operator = string("an operator must be a string", remedy);
    if (!operator.equals("eq") && !operator.equals("exists")) {
      throw fault("the operator '" + operator + "' is neither eq nor exists", remedy, null);
    }
    return operator;
  }

  private String string(String rule, String remedy) throws IOException {
    require(JsonReader.Token.STRING, rule, remedy);
    String string = consumed(reader.nextString());
    if (string.isEmpty()) {
      throw fault(rule + " that is not empty", remedy, null);
    }
    return string;
  }

  /** A value as it is written, with every digit. */
  private String value(String remedy) throws IOException {
    return switch (peek()) {
      case STRING -> JsonText.quote(consumed(reader.nextString()));
      case NUMBER -> consumed(reader.nextString());
      case BOOLEAN -> booleanText(remedy);
      default -> throw fault("a value must be a string, a number, true or false", remedy, null);
    };
  }

  /** Moshi accepts True for true; JSON does not. */
  private String booleanText(String remedy) throws IOException {
    String value = Boolean.toString(consumed(reader.nextBoolean()));
    if (!text.substring(start()).startsWith(ByteString.encodeUtf8(value))) {
      throw fault("true and false must be lowercase", remedy, null);
    }
    return value;
  }

  private InvalidFilterException unknown(
      String key, String where, boolean repeated, String remedy) {
    String problem = repeated ? "appears twice" : "is unknown";
    return fault("the key '" + key + "' in '" + where + "' " + problem, remedy, null);
  }

  private void require(JsonReader.Token expected, String rule, String remedy) throws IOException {
    JsonReader.Token token = peek();
    if (token != expected) {
      throw fault(rule + ", not " + describe(token), remedy, null);
    }
  }

  private static String describe(JsonReader.Token token) {
    return switch (token) {
      case BEGIN_OBJECT -> "an object";
      case BEGIN_ARRAY -> "an array";
      case STRING -> "a string";
      default -> token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private JsonReader.Token peek() throws IOException {
    markPosition();
    return reader.peek();
  }

  private boolean hasNext() throws IOException {
    markPosition();
    return reader.hasNext();
  }

  /** The name after a successful {@link #hasNext}. */
  private String name() throws IOException {
    return consumed(reader.nextName());
  }

  /** Keeps the position before a token, because peeking may consume some of its bytes. */
  private void markPosition() {
    if (!marked) {
      marked = true;
      markedAt = text.size() - source.size();
    }
  }

  /** Returns a token that was read, and clears the mark. */
  private <T> T consumed(T token) {
    marked = false;
    return token;
  }

  private InvalidFilterException fault(String problem, String remedy, @Nullable Throwable cause) {
    String before = text.substring(0, start()).utf8();
    int line = 1 + (int) before.chars().filter(character -> character == '\n').count();
    String lastLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = 1 + lastLine.codePointCount(0, lastLine.length());
    return new InvalidFilterException(
        "Cannot read the audience filter: "
            + problem
            + ", at line "
            + line
            + ", column "
            + column
            + " ("
            + reader.getPath()
            + "). "
            + remedy,
        line,
        column,
        cause);
  }

  private boolean atEnd() {
    return start() == text.size();
  }

  private String nextCharacter() {
    String rest = text.substring(start()).utf8();
    return rest.substring(0, rest.offsetByCodePoints(0, 1));
  }

  /** The start of the marked token: after white space and one separator. */
  private int start() {
    int start = skipBlanks((int) markedAt);
    boolean separator =
        start < text.size() && (text.getByte(start) == ',' || text.getByte(start) == ':');
    return separator ? skipBlanks(start + 1) : start;
  }

  private int skipBlanks(int from) {
    int position = from;
    while (position < text.size() && " \t\r\n".indexOf(text.getByte(position)) >= 0) {
      position++;
    }
    return position;
  }
}
