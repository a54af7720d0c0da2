package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter on objects of a kind, which each of its conditions has to repeat. */
public final class ObjectRule {
  private static final Set<String> CONDITION = Set.of("type_id", "field", "operator", "value");

  private final String type;

  public ObjectRule(String type) {
    this.type = type;
  }

  public boolean holds(@Nullable Object filter, JsonObject attributes) {
    if (!(filter instanceof JsonObject object) || object.members().size() != 1) {
      throw RefusedException.badRequest("filter must be an object with one key");
    }
    Map.Entry<String, @Nullable Object> only = object.members().entrySet().iterator().next();
    return switch (only.getKey()) {
      case "and" -> all(only.getValue()).stream().allMatch(one -> holds(one, attributes));
      case "or" -> all(only.getValue()).stream().anyMatch(one -> holds(one, attributes));
      case "not" -> !holds(only.getValue(), attributes);
      case "object_attribute" -> meets(only.getValue(), attributes);
      default -> throw RefusedException.badRequest("unknown filter " + only.getKey());
    };
  }

  private static List<?> all(@Nullable Object conditions) {
    if (!(conditions instanceof List<?> list) || list.isEmpty()) {
      throw RefusedException.badRequest("a filter needs conditions");
    }
    return list;
  }

  private boolean meets(@Nullable Object condition, JsonObject attributes) {
    if (!(condition instanceof JsonObject object)) {
      throw RefusedException.badRequest("object_attribute must be an object");
    }
    AudienceRule.allowOnly(object, CONDITION);
    if (!type.equals(object.get("type_id"))) {
      throw RefusedException.badRequest("type_id must be the object_type_id");
    }
    String field = String.valueOf(object.get("field"));
    return switch (String.valueOf(object.get("operator"))) {
      case "exists" -> attributes.has(field);
      case "eq" -> String.valueOf(attributes.get(field)).equals(object.get("value"));
      default -> throw RefusedException.badRequest("unknown operator");
    };
  }
}
