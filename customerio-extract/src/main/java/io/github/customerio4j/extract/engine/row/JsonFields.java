package io.github.customerio4j.extract.engine.row;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.catalog.ColumnPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Applies rules to the fields within a value that stays JSON. Not thread-safe. */
final class JsonFields {
  private final FieldRules rules;
  private final @Nullable ValueHash hash;
  private boolean isChanged;

  JsonFields(FieldRules rules, @Nullable ValueHash hash) {
    this.rules = rules;
    this.hash = hash;
  }

  /**
   * The text without what is left out and with hashes; null if it stays as it is.
   *
   * @throws IOException if it cannot be read
   */
  byte @Nullable [] applied(ColumnPath path, byte[] text, int from, int length) throws IOException {
    isChanged = false;
    Buffer out = new Buffer();
    JsonReader reader = JsonReader.of(new Buffer().write(text, from, length));
    reader.setLenient(true);
    JsonWriter writer = JsonWriter.of(out);
    writer.setLenient(true);
    writer.setSerializeNulls(true);
    copy(reader, writer, new ArrayList<>(path.keys()));
    return isChanged ? out.readByteArray() : null;
  }

  /**
   * The same text with hashes in the place of all texts, numbers and booleans.
   *
   * @throws IOException if it cannot be read
   */
  byte[] hashed(byte[] text, int from, int length) throws IOException {
    Buffer out = new Buffer();
    JsonReader reader = JsonReader.of(new Buffer().write(text, from, length));
    reader.setLenient(true);
    JsonWriter writer = JsonWriter.of(out);
    writer.setLenient(true);
    writer.setSerializeNulls(true);
    hash(reader, writer, Objects.requireNonNull(hash));
    return out.readByteArray();
  }

  private void copy(JsonReader reader, JsonWriter writer, List<String> keys) throws IOException {
    switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        reader.beginArray();
        writer.beginArray();
        while (reader.hasNext()) {
          copy(reader, writer, keys);
        }
        reader.endArray();
        writer.endArray();
      }
      case BEGIN_OBJECT -> {
        reader.beginObject();
        writer.beginObject();
        while (reader.hasNext()) {
          copyField(reader, writer, keys);
        }
        reader.endObject();
        writer.endObject();
      }
      case NUMBER -> {
        String number = reader.nextString();
        try (BufferedSink sink = writer.valueSink()) {
          sink.writeUtf8(number);
        }
      }
      case BOOLEAN -> writer.value(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        writer.nullValue();
      }
      default -> writer.value(reader.nextString());
    }
  }

  private void copyField(JsonReader reader, JsonWriter writer, List<String> keys)
      throws IOException {
    String name = reader.nextName();
    keys.add(name);
    FieldRules.Action action = rules.within(keys);
    if (action == FieldRules.Action.LEAVE_OUT) {
      isChanged = true;
      reader.skipValue();
    } else {
      writer.name(name);
      if (action == FieldRules.Action.HASH && hash != null) {
        isChanged = true;
        hash(reader, writer, hash);
      } else {
        copy(reader, writer, keys);
      }
    }
    keys.remove(keys.size() - 1);
  }

  /** Hashes every text, number and boolean of a value, however deep. */
  private static void hash(JsonReader reader, JsonWriter writer, ValueHash hash)
      throws IOException {
    switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        reader.beginArray();
        writer.beginArray();
        while (reader.hasNext()) {
          hash(reader, writer, hash);
        }
        reader.endArray();
        writer.endArray();
      }
      case BEGIN_OBJECT -> {
        reader.beginObject();
        writer.beginObject();
        while (reader.hasNext()) {
          writer.name(reader.nextName());
          hash(reader, writer, hash);
        }
        reader.endObject();
        writer.endObject();
      }
      case BOOLEAN -> writer.value(hash.of(String.valueOf(reader.nextBoolean())));
      case NULL -> {
        reader.nextNull();
        writer.nullValue();
      }
      default -> writer.value(hash.of(reader.nextString()));
    }
  }
}
