package io.github.customerio4j.extract.sink.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as maps, lists and leaves. Jackson reads it, independently of our writer and strictly: a key
 * that appears twice in an object is an error.
 */
public final class JsonTree {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonTree() {}

  /**
   * A value that is not an object or array; a number keeps its original digits.
   *
   * @param token the kind
   * @param text the text
   */
  public record Leaf(JsonToken token, String text) {}

  /** The leaf of a JSON string. */
  public static Leaf string(String text) {
    return new Leaf(JsonToken.VALUE_STRING, text);
  }

  /** The single value of a text. */
  public static Object of(String json) throws IOException {
    try (JsonParser parser = JACKSON.createParser(json)) {
      parser.nextToken();
      Object tree = read(parser);
      if (parser.nextToken() != null) {
        throw new AssertionError("More than one value: " + json);
      }
      return tree;
    }
  }

  /** The text of a top-level field; empty if it is absent or not a leaf. */
  public static Optional<String> text(Object object, String key) {
    return object instanceof Map<?, ?> map && map.get(key) instanceof Leaf leaf
        ? Optional.of(leaf.text())
        : Optional.empty();
  }

  /** The objects of JSON lines; each line must be one object that ends with a line feed. */
  public static List<Object> lines(InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    List<Object> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw new AssertionError("The last line has no end");
      }
      Object line = of(text.substring(start, end));
      if (!(line instanceof Map)) {
        throw new AssertionError("No object: " + line);
      }
      lines.add(line);
      start = end + 1;
    }
    return lines;
  }

  private static Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        object.put(key, read(parser));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(read(parser));
      }
      return array;
    }
    return new Leaf(token, parser.getText());
  }
}
