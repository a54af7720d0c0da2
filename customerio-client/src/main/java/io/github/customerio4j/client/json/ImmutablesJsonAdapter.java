package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one type of value; unknown fields go to its {@code unknownFields}, and so does a
 * text, a number or a list where an object with any keys belongs.
 */
final class ImmutablesJsonAdapter extends JsonAdapter<Object> {
  private static final String UNKNOWN = "unknown_fields";
  private static final String ID = "id";

  /** The attributes of a value that may be written as its id alone. */
  private static final Set<String> REFERENCE = Set.of(ID, "type");

  private final String typeName;
  private final Method builder;
  private final Map<String, ImmutablesAttribute> attributes;
  private final Map<String, TimesAndCounts> split;
  private final @Nullable ImmutablesAttribute unknownFields;

  ImmutablesJsonAdapter(
      String typeName,
      Method builder,
      Map<String, ImmutablesAttribute> attributes,
      Map<String, TimesAndCounts> split) {
    this.typeName = typeName;
    this.builder = builder;
    this.attributes = new LinkedHashMap<>(attributes);
    this.split = split;
    this.unknownFields = this.attributes.remove(UNKNOWN);
  }

  @Override
  public Object fromJson(JsonReader reader) throws IOException {
    String path = reader.getPath();
    Object building = Objects.requireNonNull(ImmutablesAttribute.invoke(builder, null));
    Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
    ImmutablesAttribute id = attributes.get(ID);
    if (isScalar(reader.peek()) && id != null && attributes.keySet().equals(REFERENCE)) {
      set(building, id, reader);
    } else if (!ContainerAdapters.takesEmptyArray(reader)) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        ImmutablesAttribute attribute = attributes.get(name);
        TimesAndCounts both = split.get(name);
        if (both != null) {
          both.read(building, reader);
        } else if (attribute != null && attribute.takes(reader.peek())) {
          set(building, attribute, reader);
        } else {
          keep(name, JsonTree.read(reader), attribute == null, unknown);
        }
      }
      reader.endObject();
    }
    if (unknownFields != null) {
      unknownFields.setAsItIs(building, unknown);
    }
    return build(building, path);
  }

  private static boolean isScalar(JsonReader.Token token) {
    return token == JsonReader.Token.NUMBER || token == JsonReader.Token.STRING;
  }

  private static void set(Object building, ImmutablesAttribute attribute, JsonReader reader)
      throws IOException {
    Object content = attribute.adapter().fromJson(reader);
    if (content != null) {
      attribute.set(building, content);
    }
  }

  /** Keeps a field that has no attribute, or does not fit it; an empty list is an empty object. */
  private static void keep(
      String name,
      @Nullable Object content,
      boolean isUnknown,
      Map<String, @Nullable Object> unknown) {
    boolean isEmpty = content == null || (content instanceof List<?> list && list.isEmpty());
    if (isUnknown || !isEmpty) {
      unknown.put(name, content);
    }
  }

  private Object build(Object building, String path) {
    try {
      Method build = building.getClass().getMethod("build");
      build.setAccessible(true);
      return Objects.requireNonNull(ImmutablesAttribute.invoke(build, building));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Cannot build " + typeName + ".", e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new JsonDataException("No " + typeName + " at path " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable Object value) throws IOException {
    Objects.requireNonNull(value);
    writer.beginObject();
    for (ImmutablesAttribute attribute : attributes.values()) {
      Object content = attribute.get(value);
      if (content != null) {
        writer.name(attribute.jsonName());
        attribute.adapter().toJson(writer, content);
      }
    }
    for (TimesAndCounts both : split.values()) {
      both.write(value, writer);
    }
    writer.endObject();
  }
}
