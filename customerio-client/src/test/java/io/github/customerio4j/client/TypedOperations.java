package io.github.customerio4j.client;

import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.filter.ObjectFilter;
import io.github.customerio4j.client.model.constant.ApiValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** Calls the methods of the client's interfaces with sample arguments, whatever they take. */
final class TypedOperations {
  private static final Instant EARLY = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant LATE = EARLY.plusSeconds(86_400);

  private TypedOperations() {}

  /** A method of one of the interfaces; its operation is empty for a method with a body. */
  record Typed(Object api, Method method, Optional<String> operation) {
    /** Whether it takes parameters in a map of strings, where any name can be sent. */
    boolean takesAnyParameter() {
      return Arrays.stream(method.getGenericParameterTypes())
          .anyMatch(
              type ->
                  type.getTypeName().equals("java.util.Map<java.lang.String, java.lang.String>"));
    }

    @Nullable Object call() {
      Object[] arguments =
          Arrays.stream(method.getGenericParameterTypes()).map(type -> sample(type, "")).toArray();
      return invoke(method, api, arguments);
    }

    @Override
    public String toString() {
      return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
  }

  static List<Typed> of(CustomerIo client) {
    return Arrays.stream(CustomerIo.class.getMethods())
        .filter(family -> family.getReturnType().getPackageName().endsWith(".client.api"))
        .sorted(Comparator.comparing(Method::getName))
        .flatMap(
            family -> {
              Object api = invoke(family, client);
              return Arrays.stream(family.getReturnType().getMethods())
                  .filter(method -> !Modifier.isStatic(method.getModifiers()))
                  // A stream of people is read by the methods for one batch and one person.
                  .filter(method -> method.getReturnType() != Stream.class)
                  .sorted(Comparator.comparing(Method::toString))
                  .map(method -> new Typed(api, method, operation(method)));
            })
        .toList();
  }

  private static Optional<String> operation(Method method) {
    GET get = method.getAnnotation(GET.class);
    POST post = method.getAnnotation(POST.class);
    if (get != null) {
      return Optional.of(DocumentedApi.normal("GET", get.value()));
    }
    return post == null
        ? Optional.empty()
        : Optional.of(DocumentedApi.normal("POST", post.value()));
  }

  private static Object sample(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class) {
        return Optional.of(sample(generic.getActualTypeArguments()[0], name));
      }
      return generic.getRawType() == List.class ? List.of("1") : Map.of();
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return "x";
    }
    if (raw == int.class || raw == OptionalInt.class) {
      return raw == int.class ? (Object) 9 : OptionalInt.of(9);
    }
    if (raw == long.class || raw == OptionalLong.class) {
      return raw == long.class ? (Object) 7L : OptionalLong.of(7);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return true;
    }
    if (raw == Instant.class) {
      return name.matches("(?i).*(start|after).*") ? EARLY : LATE;
    }
    if (raw == ZoneId.class) {
      return ZoneOffset.UTC;
    }
    if (raw == AudienceFilter.class) {
      return AudienceFilter.segment(7);
    }
    if (raw == ObjectFilter.class) {
      return ObjectFilter.everything();
    }
    if (raw.isInterface() && ApiValue.class.isAssignableFrom(raw)) {
      return constant(raw).orElseThrow();
    }
    return raw.isEnum() ? raw.getEnumConstants()[0] : constant(raw).orElseGet(() -> built(raw));
  }

  /** The first constant of a class that has constants of its own type. */
  private static Optional<Object> constant(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
        .findFirst()
        .map(
            field -> {
              try {
                return field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });
  }

  /** A value of a builder of which everything is set that can be set. */
  private static Object built(Class<?> type) {
    try {
      Object builder = invoke(type.getMethod("builder"), null);
      for (Method accessor : type.getMethods()) {
        boolean isDelivery = type.getSimpleName().equals("DeliveriesExportRequest");
        if (isDelivery && accessor.getName().matches("(newsletter|action|transactional).*")) {
          continue; // Only one parent is allowed.
        }
        setter(builder.getClass(), accessor)
            .ifPresent(
                setter ->
                    invoke(
                        setter,
                        builder,
                        sample(accessor.getGenericReturnType(), accessor.getName())));
      }
      return invoke(builder.getClass().getMethod("build"), builder);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("No sample of " + type, e);
    }
  }

  private static Optional<Method> setter(Class<?> builder, Method accessor) {
    if (accessor.getParameterCount() > 0 || Modifier.isStatic(accessor.getModifiers())) {
      return Optional.empty();
    }
    Class<?> value = accessor.getReturnType();
    Class<?> parameter = value == List.class ? Iterable.class : value;
    return Stream.of(builder.getMethods())
        .filter(method -> method.getName().equals(accessor.getName()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {parameter}))
        .findFirst();
  }

  static Object invoke(Method method, @Nullable Object target, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
