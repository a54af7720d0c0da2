package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.wire.RefusedException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of a query; a plus sign is a space, as in forms. */
final class QueryParameters {
  static final QueryParameters NONE = new QueryParameters(Map.of());

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  static QueryParameters parse(@Nullable String rawQuery) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return new QueryParameters(values);
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw, UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest("malformed percent-encoding in the query");
    }
  }

  Map<String, List<String>> asMap() {
    return values;
  }

  /** Refuses unknown parameters and repeated ones. */
  void allowOnly(Set<String> names) {
    values.forEach(
        (name, all) -> {
          if (!names.contains(name)) {
            throw RefusedException.badRequest("unknown parameter " + name);
          }
          if (all.size() > 1) {
            throw RefusedException.badRequest("parameter " + name + " stands twice");
          }
        });
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
  }

  OptionalLong number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw RefusedException.badRequest("parameter " + name + " must be a whole number");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  boolean flag(String name) {
    String text = text(name).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RefusedException.badRequest("parameter " + name + " must be true or false");
    };
  }

  int limit(int byDefault, int atMost) {
    long limit = number("limit").orElse(byDefault);
    if (limit < 1 || limit > atMost) {
      throw RefusedException.badRequest("parameter limit must be from 1 to " + atMost);
    }
    return (int) limit;
  }

  /** The same query for the page before, in a list whose pages or items are numbered. */
  QueryParameters ofPageBefore() {
    Map<String, List<String>> before = new LinkedHashMap<>(values);
    number("page")
        .ifPresent(page -> before.put("page", List.of(Long.toString(Math.max(1, page - 1)))));
    number("offset")
        .ifPresent(
            offset -> {
              long former = Math.max(0, offset - number("limit").orElse(100));
              before.put("offset", List.of(Long.toString(former)));
            });
    return new QueryParameters(before);
  }

  /** What a cursor is bound to: everything but the cursor itself and the page's size. */
  String identity() {
    Map<String, List<String>> bound = new TreeMap<>(values);
    bound.remove("start");
    bound.remove("limit");
    return bound.toString();
  }
}
