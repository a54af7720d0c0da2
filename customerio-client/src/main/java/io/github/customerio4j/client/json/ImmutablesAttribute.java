package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a value that Immutables generates.
 *
 * @param jsonName its key in JSON
 * @param accessor reads it from the value
 * @param setter sets it in the builder
 * @param adapter reads and writes its content
 */
record ImmutablesAttribute(
    String jsonName, Method accessor, Method setter, JsonAdapter<Object> adapter) {
  /** Whether a value that begins so can be read; an object with any keys takes only objects. */
  boolean takes(JsonReader.Token token) {
    return token == JsonReader.Token.BEGIN_OBJECT
        || token == JsonReader.Token.NULL
        || !(accessor.getGenericReturnType() instanceof ParameterizedType type)
        || type.getRawType() != Map.class
        || type.getActualTypeArguments()[1] != Object.class;
  }

  void set(Object builder, Object content) {
    invoke(setter, builder, wrap(content));
  }

  /** Sets a map with its nulls. */
  void setAsItIs(Object builder, Map<String, @Nullable Object> content) {
    invoke(setter, builder, content);
  }

  /** The content to write; null if there is none. */
  @Nullable Object get(Object value) {
    Object content = invoke(accessor, value);
    if (content instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (content instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (content instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    boolean empty =
        (content instanceof List<?> list && list.isEmpty())
            || (content instanceof Map<?, ?> map && map.isEmpty());
    return empty ? null : content;
  }

  private Object wrap(Object content) {
    Class<?> type = accessor.getReturnType();
    if (type == Optional.class) {
      return Optional.of(content);
    }
    if (type == OptionalLong.class) {
      return OptionalLong.of((Long) content);
    }
    if (type == OptionalInt.class) {
      return OptionalInt.of((Integer) content);
    }
    // Immutables rejects nulls; a null means an absent value.
    if (content instanceof List<?> list) {
      return list.stream().filter(Objects::nonNull).toList();
    }
    if (content instanceof Map<?, ?> map) {
      map.values().removeIf(Objects::isNull);
    }
    return content;
  }

  static @Nullable Object invoke(Method method, @Nullable Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Cannot call " + method + ".", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot call " + method + ": it is hidden.", e);
    }
  }
}
