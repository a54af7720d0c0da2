package io.github.customerio4j.extract.sink.file;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.sink.file.LogEntry.TableFile;
import java.io.IOException;
import java.util.List;
import okio.Buffer;

/**
 * The lists of a table's files in the forms that loaders take: an object with addresses and sizes
 * for {@code COPY … MANIFEST} of Redshift, and the plain keys for {@code FILES} of Snowflake.
 */
final class LoadManifests {
  private static final String FOLDER = "_customerio/manifests/";

  private LoadManifests() {}

  static String addressesKey(String table) {
    return FOLDER + table + ".manifest";
  }

  static String filesKey(String table) {
    return FOLDER + table + ".files.json";
  }

  static byte[] addresses(String location, List<TableFile> files) throws IOException {
    String start = location.endsWith("/") ? location : location + "/";
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.setIndent("  ");
      json.beginObject();
      json.name("entries").beginArray();
      for (TableFile file : files) {
        json.beginObject();
        json.name("url").value(start + file.key());
        json.name("mandatory").value(true);
        json.name("meta").beginObject();
        json.name("content_length").value(file.bytes());
        json.endObject();
        json.endObject();
      }
      json.endArray();
      json.endObject();
    }
    return buffer.writeByte('\n').readByteArray();
  }

  static byte[] keys(List<TableFile> files) throws IOException {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.setIndent("  ");
      json.beginArray();
      for (TableFile file : files) {
        json.value(file.key());
      }
      json.endArray();
    }
    return buffer.writeByte('\n').readByteArray();
  }
}
