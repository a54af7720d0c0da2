package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a FILTER strictly into a test of a person: exactly one key at each level. */
public final class AudienceRule {
  private final SandboxWorkspace workspace;

  public AudienceRule(SandboxWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The people a filter means.
   *
   * @throws RefusedException 400 when the filter is missing or malformed
   */
  public List<Person> people(@Nullable Object filter) {
    return workspace.people().stream().filter(rule(filter)).toList();
  }

  private Predicate<Person> rule(@Nullable Object filter) {
    JsonObject object = object(filter, "a filter");
    if (object.members().size() != 1) {
      throw RefusedException.badRequest(
          "a filter must have exactly one of and, or, not, segment, attribute");
    }
    String key = object.members().keySet().iterator().next();
    Object value = object.get(key);
    return switch (key) {
      case "and" -> rules(value).stream().reduce(person -> true, Predicate::and);
      case "or" -> rules(value).stream().reduce(person -> false, Predicate::or);
      case "not" -> rule(value).negate();
      case "segment" -> segment(object(value, "segment"));
      case "attribute" -> attribute(object(value, "attribute"));
      default -> throw RefusedException.badRequest("unknown filter " + key);
    };
  }

  private List<Predicate<Person>> rules(@Nullable Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw RefusedException.badRequest("and, or need a list of at least one filter");
    }
    return list.stream().map(this::rule).toList();
  }

  private Predicate<Person> segment(JsonObject segment) {
    allowOnly(segment, Set.of("id"));
    if (!(segment.get("id") instanceof JsonNumber id)) {
      throw RefusedException.badRequest("segment needs a number id");
    }
    SegmentRecord known = workspace.segment(id.text());
    return known::holds;
  }

  private static Predicate<Person> attribute(JsonObject attribute) {
    allowOnly(attribute, Set.of("field", "operator", "value"));
    if (!(attribute.get("field") instanceof String field)) {
      throw RefusedException.badRequest("attribute needs a field");
    }
    Object value = attribute.get("value");
    if (!(attribute.get("operator") instanceof String operator)) {
      throw RefusedException.badRequest("attribute needs an operator");
    }
    return switch (operator) {
      case "exists" -> person -> person.valueOf(field) != null;
      case "eq" -> {
        if (value == null || value instanceof JsonObject || value instanceof List<?>) {
          throw RefusedException.badRequest("operator eq needs a value");
        }
        yield person -> value.toString().equals(person.valueOf(field));
      }
      default -> throw RefusedException.badRequest("unknown operator " + operator);
    };
  }

  private static JsonObject object(@Nullable Object value, String what) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw RefusedException.badRequest(what + " must be an object");
  }

  public static void allowOnly(JsonObject object, Set<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        throw RefusedException.badRequest("unknown member " + name);
      }
    }
  }
}
