package io.github.customerio4j.client;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Json;
import com.squareup.moshi.Moshi;
import io.github.customerio4j.client.DocumentedApi.Field;
import io.github.customerio4j.client.TypedOperations.Typed;
import io.github.customerio4j.client.api.Envelope;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every documented field of every typed operation is read by a getter, with its documented type: an
 * answer of all of them is read through the client.
 */
class FieldCoverageTest {
  private static final long SECONDS = 1_700_000_000;

  /** The fields that no getter reads: a pattern, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "GET \\S+/relationships /cio_relationships/\\*/object_type_id",
          "read as a text, as the operations of objects answer it",
          "GET \\S+/test_groups /test_groups/\\*/id",
          "read as a text, as the path of a group takes it",
          "GET \\S+ /meta/pagination/(limit|page|total)",
          "read by the paging",
          "(POST /v1/(customers|objects)|GET /v1/segments/\\{segment_id}/membership) /ids",
          "repeats the ids of the identifiers",
          "GET /v1/design_studio/(emails|components) /folders/.*",
          "the list of folders has them, in full",
          "GET /v1/esp/(domains/\\{domain_name}/)?suppression/\\{suppression_type} /category",
          "repeats the type that was asked for");

  private ApiServer api;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    client = api.client();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void everyDocumentedFieldHasAGetterOrAReason() {
    Map<String, List<Field>> documented =
        DocumentedApi.fields().stream()
            .collect(
                groupingBy(Field::operation, LinkedHashMap::new, toCollection(ArrayList::new)));
    List<String> unread = new ArrayList<>();
    Map<String, Object> unknown = new TreeMap<>();
    documented.forEach((operation, fields) -> read(operation, fields, unread, unknown));

    TreeSet<String> reasons = new TreeSet<>();
    List<String> missing =
        unread.stream()
            .filter(
                field ->
                    EXCEPTIONS.keySet().stream()
                        .filter(field::matches)
                        .peek(reasons::add)
                        .findAny()
                        .isEmpty())
            .toList();
    assertThat(missing).isEmpty();
    assertThat(unknown).isEmpty();
    assertThat(reasons).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    assertThat(DocumentedApi.fields()).hasSize(1420);
    assertThat(unread).hasSize(32);
  }

  /** A field is read if one of the methods of its operation reads it. */
  private void read(
      String operation, List<Field> fields, List<String> unread, Map<String, Object> unknown) {
    List<Field> left = new ArrayList<>(fields);
    for (Typed typed : TypedOperations.of(client)) {
      if (typed.operation().equals(Optional.of(operation))) {
        api.enqueue(json(fields));
        Object result = Objects.requireNonNull(typed.call());
        Optional<String> next = Optional.empty();
        if (result instanceof Paged<?> paged) {
          Page<?> page = paged.pages().iterator().next();
          next = page.next().map(cursor -> cursor.value());
          result = page.items();
        }
        String envelope =
            Optional.ofNullable(typed.method().getAnnotation(Envelope.class))
                .map(key -> key.value() + "/")
                .orElse("");
        for (Field field : List.copyOf(left)) {
          boolean isRead =
              field.pointer().equals("/next")
                  ? next.isPresent()
                  : field.pointer().concat("/").startsWith("/" + envelope)
                      && isRead(result, rest(field, envelope), field);
          if (isRead) {
            left.remove(field);
          }
        }
        collectUnknown(typed.toString(), result, unknown);
      }
    }
    left.forEach(field -> unread.add(field.toString()));
  }

  private static List<String> rest(Field field, String envelope) {
    List<String> names = field.names();
    return envelope.isEmpty() ? names : names.subList(1, names.size());
  }

  private static boolean isRead(@Nullable Object value, List<String> names, Field field) {
    if (value == null) {
      return false;
    }
    if (names.isEmpty()) {
      return isSample(value, field);
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    if (value instanceof List<?> list) {
      return !list.isEmpty() && isRead(list.get(0), name.equals("*") ? rest : names, field);
    }
    if (value instanceof Map<?, ?> map) {
      return isRead(map.get(name), rest, field);
    }
    return isModel(value)
        && accessors(value).getOrDefault(name, List.of()).stream()
            .anyMatch(accessor -> isRead(content(accessor, value), rest, field));
  }

  private static boolean isSample(Object value, Field field) {
    return switch (field.type()) {
      case "integer", "any" ->
          value instanceof Instant time
              ? time.getEpochSecond() == seconds(field)
              : value instanceof Number number
                  && number.longValue() == seconds(field)
                  && (field.format().isEmpty()
                      || value instanceof BigDecimal
                      || value instanceof Long);
      case "boolean" -> value.equals(true);
      case "array" -> value instanceof List<?> list && list.size() == 1;
      case "object" -> !value.toString().isEmpty();
      default -> value.toString().equals(sample(field));
    };
  }

  private static long seconds(Field field) {
    return ((Number) sample(field)).longValue();
  }

  private static Object sample(Field field) {
    boolean isTime = field.format().equalsIgnoreCase("unix timestamp");
    return switch (field.type()) {
      case "integer", "any" -> isTime ? SECONDS : 7L;
      case "boolean" -> true;
      case "array" -> List.of("7");
      case "object" -> Map.of("k", SECONDS);
      default -> field.values().stream().filter(value -> !value.isEmpty()).findFirst().orElse("7");
    };
  }

  private static String json(List<Field> fields) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (Field field : fields) {
      put(root, field.names(), sample(field));
    }
    return new Moshi.Builder().build().adapter(Object.class).toJson(root);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> object, List<String> names, Object value) {
    String name = names.get(0);
    if (names.size() == 1) {
      object.put(name, value);
      return;
    }
    if (!names.get(1).equals("*")) {
      Object child = object.computeIfAbsent(name, any -> new LinkedHashMap<String, Object>());
      put((Map<String, Object>) child, names.subList(1, names.size()), value);
    } else if (names.size() == 2) {
      object.put(name, List.of(value));
    } else {
      Object items =
          object.computeIfAbsent(name, any -> List.of(new LinkedHashMap<String, Object>()));
      put(((List<Map<String, Object>>) items).get(0), names.subList(2, names.size()), value);
    }
  }

  private static void collectUnknown(
      String place, @Nullable Object value, Map<String, Object> all) {
    if (value instanceof List<?> list) {
      list.forEach(item -> collectUnknown(place, item, all));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> collectUnknown(place, item, all));
    } else if (value != null && isModel(value)) {
      accessors(value)
          .forEach(
              (name, sameName) -> {
                for (Method accessor : sameName) {
                  Object content = content(accessor, value);
                  if (!name.equals("unknown_fields")) {
                    collectUnknown(place + "." + name, content, all);
                  } else if (content instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
                    all.put(place, unknown);
                  }
                }
              });
    }
  }

  private static boolean isModel(Object value) {
    return value.getClass().getSimpleName().startsWith("Immutable");
  }

  /** The getters by the names of their fields; some fields have two. */
  private static Map<String, List<Method>> accessors(Object value) {
    Class<?> type = value.getClass();
    if (type.getInterfaces().length > 0) {
      type = type.getInterfaces()[0];
    }
    Map<String, List<Method>> accessors = new TreeMap<>();
    for (Method method : type.getMethods()) {
      Json json = method.getAnnotation(Json.class);
      boolean isField = json == null || !json.ignore();
      if (method.getParameterCount() == 0
          && isField
          && !Set.of("builder", "points").contains(method.getName())) {
        String name =
            json != null
                ? json.name()
                : method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        accessors.computeIfAbsent(name, any -> new ArrayList<>()).add(method);
      }
    }
    return accessors;
  }

  private static @Nullable Object content(Method accessor, Object value) {
    Object content = TypedOperations.invoke(accessor, value);
    if (content instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (content instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (content instanceof OptionalInt optional) {
      return optional.isPresent() ? (long) optional.getAsInt() : null;
    }
    return content;
  }
}
