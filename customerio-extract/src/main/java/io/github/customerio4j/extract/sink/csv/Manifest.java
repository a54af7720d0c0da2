package io.github.customerio4j.extract.sink.csv;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.csv.CsvFormat.ManifestFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/**
 * The manifest beside a table's file. It depends only on the table, so equal tables have equal
 * manifests, byte for byte.
 */
final class Manifest {

  private static final String ORIGINAL_KEY = "customerio.original_key";
  private static final String JSON_POINTER = "customerio.json_pointer";
  private static final String DESCRIPTION = "KBC.description";

  private final TableSchema schema;
  private final boolean incremental;
  private final List<String> primaryKey;

  private Manifest(TableSchema schema) {
    this.schema = schema;
    this.incremental = schema.loadType() == LoadType.INCREMENTAL_UPDATE;
    this.primaryKey = incremental ? schema.primaryKey() : List.of();
  }

  static byte[] of(TableSchema schema, ManifestFormat form) throws IOException {
    Manifest manifest = new Manifest(schema);
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.setIndent("  ");
      json.beginObject();
      switch (form) {
        case CLASSIC -> manifest.writeClassic(json);
        case NATIVE_TYPES -> manifest.writeNative(json);
      }
      json.endObject();
    }
    return buffer.writeByte('\n').readByteArray();
  }

  private void writeClassic(JsonWriter json) throws IOException {
    json.name("incremental").value(incremental);
    if (!primaryKey.isEmpty()) {
      json.name("primary_key").beginArray();
      for (String key : primaryKey) {
        json.value(key);
      }
      json.endArray();
    }
    json.name("delimiter").value(String.valueOf(CsvDialect.DELIMITER));
    json.name("enclosure").value(String.valueOf(CsvDialect.ENCLOSURE));
    if (!schema.description().isEmpty()) {
      json.name("metadata").beginArray();
      writeEntry(json, DESCRIPTION, schema.description());
      json.endArray();
    }
    json.name("column_metadata").beginObject();
    for (Column column : schema.columns()) {
      json.name(column.name()).beginArray();
      Map<String, String> metadata = origin(column);
      if (!column.description().isEmpty()) {
        metadata.put(DESCRIPTION, column.description());
      }
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        writeEntry(json, entry.getKey(), entry.getValue());
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void writeEntry(JsonWriter json, String key, String value) throws IOException {
    json.beginObject();
    json.name("key").value(key);
    json.name("value").value(value);
    json.endObject();
  }

  private void writeNative(JsonWriter json) throws IOException {
    json.name("manifest_type").value("output");
    json.name("has_header").value(true);
    json.name("incremental").value(incremental);
    json.name("table_metadata").beginObject();
    if (!schema.description().isEmpty()) {
      json.name(DESCRIPTION).value(schema.description());
    }
    json.endObject();
    json.name("schema").beginArray();
    for (Column column : schema.columns()) {
      writeNative(json, column);
    }
    json.endArray();
  }

  private void writeNative(JsonWriter json, Column column) throws IOException {
    boolean key = primaryKey.contains(column.name());
    json.beginObject();
    json.name("name").value(column.name());
    json.name("data_type").beginObject();
    json.name("base").beginObject();
    json.name("type").value(baseType(column.documentedType()));
    json.endObject();
    json.endObject();
    json.name("nullable").value(!key);
    if (key) {
      json.name("primary_key").value(true);
    }
    if (!column.description().isEmpty()) {
      json.name("description").value(column.description());
    }
    json.name("metadata").beginObject();
    for (Map.Entry<String, String> entry : origin(column).entrySet()) {
      json.name(entry.getKey()).value(entry.getValue());
    }
    json.endObject();
    json.endObject();
  }

  /** The column's origin, as far as it is known. */
  private static Map<String, String> origin(Column column) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!column.originalKey().isEmpty()) {
      metadata.put(ORIGINAL_KEY, column.originalKey());
    }
    if (!column.pointer().isEmpty()) {
      metadata.put(JSON_POINTER, column.pointer());
    }
    return metadata;
  }

  private static String baseType(DataType type) {
    return switch (type) {
      case INTEGER, TIME -> "INTEGER";
      case BOOLEAN -> "BOOLEAN";
      default -> "STRING";
    };
  }
}
