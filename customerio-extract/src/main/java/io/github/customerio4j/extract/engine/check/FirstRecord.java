package io.github.customerio4j.extract.engine.check;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;
import okio.ByteString;

/** The fields of the first record of a response that are numbers or strings. */
final class FirstRecord {
  private FirstRecord() {}

  /**
   * Reads the first record.
   *
   * @param body a whole response
   * @param itemsKey the key of the list
   * @return the fields by their names; empty if there is no record, or no list
   */
  static Optional<Map<String, String>> in(ByteString body, String itemsKey) throws IOException {
    try (JsonReader json = JsonReader.of(new Buffer().write(body))) {
      if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
        return Optional.empty();
      }
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals(itemsKey) && json.peek() == JsonReader.Token.BEGIN_ARRAY) {
          json.beginArray();
          return json.hasNext() && json.peek() == JsonReader.Token.BEGIN_OBJECT
              ? Optional.of(fields(json))
              : Optional.empty();
        }
        json.skipValue();
      }
      return Optional.empty();
    }
  }

  private static Map<String, String> fields(JsonReader json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (json.peek()) {
        case STRING, NUMBER -> fields.put(name, json.nextString());
        default -> json.skipValue();
      }
    }
    json.endObject();
    return fields;
  }
}
