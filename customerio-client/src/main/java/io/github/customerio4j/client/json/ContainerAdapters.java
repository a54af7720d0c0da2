package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists and maps as this API sends them: a list of one may be its element alone, an empty list a
 * {@code ""}; an empty object may be a {@code []}, and an empty list a {@code {}}.
 */
final class ContainerAdapters implements JsonAdapter.Factory {
  @Override
  public @Nullable JsonAdapter<?> create(
      Type type, Set<? extends Annotation> annotations, Moshi moshi) {
    if (!annotations.isEmpty() || !(type instanceof ParameterizedType container)) {
      return null;
    }
    Type[] arguments = container.getActualTypeArguments();
    Class<?> raw = Types.getRawType(type);
    if (raw == List.class) {
      return new ListAdapter(moshi.adapter(arguments[0]));
    }
    return raw == Map.class && arguments[0] == String.class
        ? new MapAdapter(moshi.adapter(arguments[1]))
        : null;
  }

  /** Takes a {@code []} that stands for an empty object; false if there is something else. */
  static boolean takesEmptyArray(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
      return false;
    }
    String path = reader.getPath();
    reader.beginArray();
    if (reader.hasNext()) {
      throw new JsonDataException("Expected an object but was a list at path " + path);
    }
    reader.endArray();
    return true;
  }

  private static final class ListAdapter extends JsonAdapter<List<@Nullable Object>> {
    private final JsonAdapter<Object> elements;

    ListAdapter(JsonAdapter<Object> elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable List<@Nullable Object> fromJson(JsonReader reader) throws IOException {
      List<@Nullable Object> list = new ArrayList<>();
      switch (reader.peek()) {
        case NULL -> {
          reader.nextNull();
          return null;
        }
        case BEGIN_OBJECT -> requireEmpty(reader);
        case BEGIN_ARRAY -> {
          reader.beginArray();
          while (reader.hasNext()) {
            list.add(elements.fromJson(reader));
          }
          reader.endArray();
        }
        default -> {
          Object alone = elements.fromJson(reader);
          if (alone != null && !alone.equals("")) {
            list.add(alone);
          }
        }
      }
      return list;
    }

    private static void requireEmpty(JsonReader reader) throws IOException {
      String path = reader.getPath();
      reader.beginObject();
      if (reader.hasNext()) {
        throw new JsonDataException("Expected a list but was an object at path " + path);
      }
      reader.endObject();
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable List<@Nullable Object> list)
        throws IOException {
      if (list == null) {
        writer.nullValue();
        return;
      }
      writer.beginArray();
      for (Object element : list) {
        elements.toJson(writer, element);
      }
      writer.endArray();
    }
  }

  private static final class MapAdapter extends JsonAdapter<Map<String, @Nullable Object>> {
    private final JsonAdapter<Object> values;

    MapAdapter(JsonAdapter<Object> values) {
      this.values = values;
    }

    @Override
    public @Nullable Map<String, @Nullable Object> fromJson(JsonReader reader) throws IOException {
      if (reader.peek() == JsonReader.Token.NULL) {
        reader.nextNull();
        return null;
      }
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      if (takesEmptyArray(reader)) {
        return map;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        map.put(reader.nextName(), values.fromJson(reader));
      }
      reader.endObject();
      return map;
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Map<String, @Nullable Object> map)
        throws IOException {
      if (map == null) {
        writer.nullValue();
        return;
      }
      writer.beginObject();
      for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
        writer.name(entry.getKey());
        values.toJson(writer, entry.getValue());
      }
      writer.endObject();
    }
  }
}
