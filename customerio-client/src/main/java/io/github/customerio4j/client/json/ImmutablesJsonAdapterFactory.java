package io.github.customerio4j.client.json;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates Moshi adapters for the values that Immutables generates: any type with a static {@code
 * builder()} whose builder has a method for each attribute. A type is inspected once, when Moshi
 * first asks for its adapter; Moshi caches the adapter.
 */
final class ImmutablesJsonAdapterFactory implements JsonAdapter.Factory {
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  @Override
  public @Nullable JsonAdapter<?> create(
      Type type, Set<? extends Annotation> annotations, Moshi moshi) {
    Class<?> raw = Types.getRawType(type);
    Optional<Method> builder = builderOf(raw);
    if (builder.isEmpty() || !annotations.isEmpty()) {
      return null;
    }
    Map<String, ImmutablesAttribute> attributes = new LinkedHashMap<>();
    Map<String, TimesAndCounts> split = new LinkedHashMap<>();
    Arrays.stream(raw.getMethods())
        .filter(accessor -> accessor.getParameterCount() == 0)
        .filter(accessor -> !Modifier.isStatic(accessor.getModifiers()))
        .filter(accessor -> !isIgnored(accessor))
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(
            accessor ->
                setter(builder.get().getReturnType(), accessor)
                    .map(setter -> attribute(accessor, setter, moshi))
                    .ifPresent(attribute -> add(attribute, attributes, split, moshi)));
    return new ImmutablesJsonAdapter(raw.getSimpleName(), builder.get(), attributes, split)
        .nullSafe();
  }

  private static Optional<Method> builderOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals("builder") && method.getParameterCount() == 0)
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType().getEnclosingClass() == type)
        .findFirst();
  }

  /** Two attributes with the same name in JSON, counts before times, are one field. */
  private static void add(
      ImmutablesAttribute attribute,
      Map<String, ImmutablesAttribute> attributes,
      Map<String, TimesAndCounts> split,
      Moshi moshi) {
    ImmutablesAttribute counts = attributes.remove(attribute.jsonName());
    if (counts == null) {
      attributes.put(attribute.jsonName(), attribute);
    } else {
      split.put(attribute.jsonName(), new TimesAndCounts(attribute, counts, moshi));
    }
  }

  private static boolean isIgnored(Method accessor) {
    Json json = accessor.getAnnotation(Json.class);
    return json != null && json.ignore();
  }

  /** The builder's method that sets the whole attribute. */
  private static Optional<Method> setter(Class<?> builder, Method accessor) {
    Class<?> value = accessor.getReturnType();
    Class<?> parameter = value == List.class ? Iterable.class : value;
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getName().equals(accessor.getName()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {parameter}))
        .findFirst();
  }

  private static ImmutablesAttribute attribute(Method accessor, Method setter, Moshi moshi) {
    // Both methods are public, but the generated classes are package-private.
    accessor.setAccessible(true);
    setter.setAccessible(true);
    JsonAdapter<Object> adapter = moshi.adapter(contentOf(accessor.getGenericReturnType()));
    Json json = accessor.getAnnotation(Json.class);
    String name = json == null ? snakeCase(accessor.getName()) : json.name();
    return new ImmutablesAttribute(name, accessor, setter, adapter);
  }

  private static Type contentOf(Type type) {
    if (type == OptionalLong.class) {
      return Long.class;
    }
    if (type == OptionalInt.class) {
      return Integer.class;
    }
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
      return optional.getActualTypeArguments()[0];
    }
    return type;
  }

  private static String snakeCase(String camelCase) {
    // Method names are ASCII here; ROOT, because a Turkish I would lose its dot.
    return CAPITAL.matcher(camelCase).replaceAll("_$0").toLowerCase(Locale.ROOT);
  }
}
