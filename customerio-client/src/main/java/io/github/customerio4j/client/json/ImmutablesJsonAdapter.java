package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes one type of value; unknown fields go to its {@code unknownFields}. */
final class ImmutablesJsonAdapter extends JsonAdapter<Object> {
  private static final String UNKNOWN = "unknown_fields";

  private final String typeName;
  private final Method builder;
  private final Map<String, ImmutablesAttribute> attributes;
  private final @Nullable ImmutablesAttribute unknownFields;

  ImmutablesJsonAdapter(
      String typeName, Method builder, Map<String, ImmutablesAttribute> attributes) {
    this.typeName = typeName;
    this.builder = builder;
    this.attributes = new LinkedHashMap<>(attributes);
    this.unknownFields = this.attributes.remove(UNKNOWN);
  }

  @Override
  public Object fromJson(JsonReader reader) throws IOException {
    String path = reader.getPath();
    Object building = Objects.requireNonNull(ImmutablesAttribute.invoke(builder, null));
    Map<String, Object> unknown = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      ImmutablesAttribute attribute = attributes.get(name);
      Object content =
          attribute == null ? JsonTree.read(reader) : attribute.adapter().fromJson(reader);
      if (content != null && attribute != null) {
        attribute.set(building, content);
      } else if (content != null) {
        unknown.put(name, content);
      }
    }
    reader.endObject();
    if (unknownFields != null) {
      unknownFields.set(building, unknown);
    }
    return build(building, path);
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
    writer.endObject();
  }
}
