package io.github.customerio4j.extract.engine.page;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;

/** Pieces of JSON as texts. */
public final class RawJson {
  private RawJson() {}

  /** The next value, as it was sent. */
  static String value(JsonReader json) throws IOException {
    try (BufferedSource value = json.nextSource()) {
      return value.readUtf8();
    }
  }

  /** A string with its quotes. */
  public static String quoted(String text) throws IOException {
    Buffer buffer = new Buffer();
    JsonWriter.of(buffer).value(text);
    return buffer.readUtf8();
  }
}
