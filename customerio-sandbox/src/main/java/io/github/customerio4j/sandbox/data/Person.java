package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person of the workspace.
 *
 * @param sequence order of making
 * @param created Unix seconds
 * @param identifiers {@code email}, {@code id} (each nullable) and {@code cio_id}, the last a
 *     string or a number
 * @param attributes name to value, in the order they were set
 */
public record Person(long sequence, long created, JsonObject identifiers, JsonObject attributes)
    implements Listed {

  public String cioId() {
    return String.valueOf(identifiers.get("cio_id"));
  }

  public @Nullable String id() {
    return (String) identifiers.get("id");
  }

  @Nullable String email() {
    return (String) identifiers.get("email");
  }

  /** Whether an identifier of this type has this value. A {@code cio_id} may bear its prefix. */
  public boolean isKnownAs(String value, String idType) {
    return switch (idType) {
      case "id" -> value.equals(id());
      case "email" -> value.equalsIgnoreCase(String.valueOf(email())) && email() != null;
      case "cio_id" ->
          Objects.equals(value.startsWith("cio_") ? value.substring(4) : value, cioId());
      default -> throw RefusedException.badRequest("id_type " + idType + " is not enabled here");
    };
  }

  /** The value of an identifier or attribute as an export writes it; null when there is none. */
  public @Nullable String valueOf(String attribute) {
    Object value =
        switch (attribute) {
          case "id", "email", "cio_id" -> identifiers.get(attribute);
          default -> attributes.get(attribute);
        };
    return value == null ? null : textOf(value);
  }

  private static String textOf(Object value) {
    return value instanceof JsonObject || value instanceof List<?>
        ? JsonText.PLAIN.of(value)
        : value.toString();
  }

  /** The person's attributes as text, without those that are null or absent. */
  public Map<String, String> row() {
    Map<String, String> row = new LinkedHashMap<>();
    for (String name : List.of("id", "email", "cio_id")) {
      put(row, name);
    }
    attributes.members().keySet().forEach(name -> put(row, name));
    return row;
  }

  private void put(Map<String, String> row, String name) {
    String value = valueOf(name);
    if (value != null) {
      row.put(name, value);
    }
  }
}
