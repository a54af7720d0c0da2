package io.github.customerio4j.client.filter;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;

/** Writes strings as JSON. */
final class JsonText {
  private JsonText() {}

  static String quote(String text) {
    Buffer buffer = new Buffer();
    try {
      JsonWriter writer = JsonWriter.of(buffer);
      writer.setLenient(true); // Allows a string as the whole document.
      writer.value(text).flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory.", e);
    }
    return buffer.readUtf8();
  }
}
