package io.github.customerio4j.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object under construction, in the order its members were put. Values are strings, {@link
 * Number}s, {@link JsonNumber}s, booleans, {@link JsonObject}s, {@link List}s of these, or null.
 */
public final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  public static JsonObject of(String name, @Nullable Object value) {
    return new JsonObject().put(name, value);
  }

  public JsonObject put(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  public JsonObject putAll(JsonObject other) {
    members.putAll(other.members);
    return this;
  }

  public JsonObject copy() {
    return new JsonObject().putAll(this);
  }

  public @Nullable Object get(String name) {
    return members.get(name);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Map<String, @Nullable Object> members() {
    return members;
  }

  @Override
  public String toString() {
    return JsonText.PLAIN.of(this);
  }
}
