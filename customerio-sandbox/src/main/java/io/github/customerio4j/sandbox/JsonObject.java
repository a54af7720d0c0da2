package io.github.customerio4j.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object under construction, in the order its members were put. Values are strings, {@link
 * Number}s, {@link JsonNumber}s, booleans, {@link JsonObject}s, {@link List}s of these, or null.
 */
final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  static JsonObject of(String name, @Nullable Object value) {
    return new JsonObject().put(name, value);
  }

  JsonObject put(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  JsonObject putAll(JsonObject other) {
    members.putAll(other.members);
    return this;
  }

  JsonObject copy() {
    return new JsonObject().putAll(this);
  }

  @Nullable Object get(String name) {
    return members.get(name);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Map<String, @Nullable Object> members() {
    return members;
  }

  @Override
  public String toString() {
    return JsonText.PLAIN.of(this);
  }
}
