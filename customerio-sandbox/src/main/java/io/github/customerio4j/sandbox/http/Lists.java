package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import java.util.List;
import java.util.function.Function;

/** Renders lists as the API does. */
final class Lists {
  private Lists() {}

  /** {@code {"key":[…],"next":…}} of texts that are JSON already. */
  static ApiResponse reply(String key, List<String> items, String next) {
    return ApiResponse.ok("{\"" + key + "\":[" + String.join(",", items) + "]" + next + "}");
  }

  static <T> ApiResponse reply(String key, Pager.Page<T> page, Function<T, String> json) {
    return reply(key, page.items().stream().map(json).toList(), page.next());
  }

  /** People as {@code identifiers}, and as {@code ids} where they have one. */
  static ApiResponse people(Pager.Page<Person> page) {
    List<JsonObject> identifiers = page.items().stream().map(Person::identifiers).toList();
    List<Object> ids =
        page.items().stream()
            .filter(person -> person.id() != null)
            .<Object>map(person -> String.valueOf(person.id()))
            .toList();
    return ApiResponse.ok(
        "{\"identifiers\":"
            + JsonText.PLAIN.of(identifiers)
            + ",\"ids\":"
            + JsonText.PLAIN.of(ids)
            + page.next()
            + "}");
  }
}
