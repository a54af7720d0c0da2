package io.github.customerio4j.client.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A filter on objects of one kind, as the search of objects takes it. Immutable. */
public final class ObjectFilter {
  /** An attribute that no object has. */
  private static final String NEVER_PRESENT = "customerio4j_no_such_attribute";

  private final Function<String, Map<String, Object>> body;

  private ObjectFilter(Function<String, Map<String, Object>> body) {
    this.body = body;
  }

  /**
   * Every object. The API requires a filter and has no condition that all objects meet, so this is
   * the negation of a condition that no object meets.
   */
  public static ObjectFilter everything() {
    return not(exists(NEVER_PRESENT));
  }

  /** Objects that have the attribute. */
  public static ObjectFilter exists(String attribute) {
    return attribute(Objects.requireNonNull(attribute, "attribute"), Map.of("operator", "exists"));
  }

  /** Objects whose attribute has the value. */
  public static ObjectFilter equal(String attribute, String value) {
    return attribute(
        Objects.requireNonNull(attribute, "attribute"),
        Map.of("operator", "eq", "value", Objects.requireNonNull(value, "value")));
  }

  /** Objects for which all conditions hold. */
  public static ObjectFilter and(ObjectFilter... conditions) {
    return group("and", conditions);
  }

  /** Objects for which any of the conditions holds. */
  public static ObjectFilter or(ObjectFilter... conditions) {
    return group("or", conditions);
  }

  /** Objects for which the condition does not hold. */
  public static ObjectFilter not(ObjectFilter condition) {
    Objects.requireNonNull(condition, "condition");
    return new ObjectFilter(type -> Map.of("not", condition.toBody(type)));
  }

  /**
   * The filter as the API takes it: each condition repeats the kind of object.
   *
   * @param objectTypeId the kind
   */
  public Map<String, Object> toBody(String objectTypeId) {
    return body.apply(Objects.requireNonNull(objectTypeId, "objectTypeId"));
  }

  private static ObjectFilter attribute(String attribute, Map<String, String> condition) {
    if (attribute.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot build an object filter: the attribute has no name. Give its field.");
    }
    return new ObjectFilter(
        type -> {
          Map<String, String> all = new LinkedHashMap<>();
          all.put("type_id", type);
          all.put("field", attribute);
          all.putAll(condition);
          return Map.of("object_attribute", all);
        });
  }

  private static ObjectFilter group(String name, ObjectFilter... conditions) {
    if (Objects.requireNonNull(conditions, "conditions").length == 0) {
      throw new IllegalArgumentException(
          "Cannot build an object filter: '" + name + "' has no conditions. Give at least one.");
    }
    List<ObjectFilter> all = List.of(conditions);
    return new ObjectFilter(
        type -> {
          List<Object> bodies = new ArrayList<>();
          all.forEach(condition -> bodies.add(condition.toBody(type)));
          return Map.of(name, bodies);
        });
  }
}
