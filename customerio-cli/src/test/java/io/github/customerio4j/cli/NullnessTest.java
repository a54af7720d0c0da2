package io.github.customerio4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Kotlin and checkers of nullness see of the published modules is true. */
class NullnessTest {
  private static final String LIBRARY = "io.github.customerio4j.";
  private static final List<JavaClass> CLASSES =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages(
                  LIBRARY + "client",
                  LIBRARY + "extract",
                  LIBRARY + "sandbox",
                  LIBRARY + "micrometer")
              .stream()
              .filter(one -> !one.isAnonymousClass())
              .toList();

  @Test
  void everyPackageSaysThatNothingIsNullUnlessItIsMarked() throws ClassNotFoundException {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(one -> packages.add(one.getPackageName()));
    assertThat(packages).hasSizeGreaterThan(30).contains(LIBRARY + "micrometer");
    for (String name : packages) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }

  @Test
  void buildersRefuseNull() throws ReflectiveOperationException {
    List<String> accepting = new ArrayList<>();
    List<Class<?>> values = values();
    assertThat(values).hasSizeGreaterThan(60);
    for (Class<?> value : values) {
      for (Method method : builder(value).getClass().getMethods()) {
        for (int at = 0; at < method.getParameterCount(); at++) {
          Parameter parameter = method.getParameters()[at];
          boolean isOurs = method.getDeclaringClass() != Object.class;
          boolean mayBeNull =
              parameter.getType().isPrimitive()
                  || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
          if (isOurs && !mayBeNull && !refusesNull(builder(value), method, at)) {
            accepting.add(method + ", parameter " + at);
          }
        }
      }
    }
    assertThat(accepting).isEmpty();
  }

  @Test
  void valuesThatAreBuiltOfNothingHoldNoNull() throws ReflectiveOperationException {
    List<String> nulls = new ArrayList<>();
    int built = 0;
    for (Class<?> type : values()) {
      Optional<Object> value = built(type);
      built += value.isPresent() ? 1 : 0;
      for (Method accessor : type.getDeclaredMethods()) {
        if (value.isPresent() && isAccessor(accessor) && call(accessor, value.get()) == null) {
          nulls.add(accessor.toString());
        }
      }
    }
    assertThat(built).isGreaterThan(40);
    assertThat(nulls).isEmpty();
  }

  /** The public types that have a generated builder. */
  private static List<Class<?>> values() {
    return CLASSES.stream()
        .filter(
            one ->
                one.getFullName().endsWith("$Builder")
                    && one.getModifiers().toString().contains("PUBLIC"))
        .filter(one -> one.getRawSuperclass().orElseThrow().getFullName().contains(".Immutable"))
        .map(one -> one.reflect().getEnclosingClass())
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .filter(type -> !type.getName().startsWith(LIBRARY + "extract.engine."))
        .<Class<?>>map(type -> type)
        .toList();
  }

  private static Object builder(Class<?> value) throws ReflectiveOperationException {
    return value.getMethod("builder").invoke(null);
  }

  /** Empty if something is required. */
  private static Optional<Object> built(Class<?> type) throws ReflectiveOperationException {
    Object builder = builder(type);
    Method build = builder.getClass().getMethod("build");
    build.setAccessible(true);
    try {
      return Optional.of(build.invoke(builder));
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
      return Optional.empty();
    }
  }

  private static boolean isAccessor(Method method) {
    return method.getParameterCount() == 0
        && !method.isSynthetic()
        && !Modifier.isStatic(method.getModifiers())
        && !Modifier.isPrivate(method.getModifiers())
        && method.getReturnType() != void.class
        && !method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object call(Method accessor, Object value)
      throws ReflectiveOperationException {
    accessor.setAccessible(true);
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException e) {
      // What is computed may need more than nothing, and says so.
      assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
      return e.getCause();
    }
  }

  private static boolean refusesNull(Object builder, Method method, int position)
      throws ReflectiveOperationException {
    @Nullable Object[] arguments = new Object[method.getParameterCount()];
    for (int at = 0; at < arguments.length; at++) {
      arguments[at] = at == position ? null : sample(method.getParameterTypes()[at]);
    }
    method.setAccessible(true);
    try {
      method.invoke(builder, arguments);
      return false;
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof NullPointerException;
    }
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    if (values().contains(type)) {
      return built(type).orElseThrow();
    }
    return Stream.<Object>of(
            "text", 1L, 1, true, Instant.EPOCH, Set.of(), List.of(), Map.of(), new String[0])
        .filter(one -> type.isInstance(one) || isBox(type, one))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Add a sample of " + type));
  }

  private static boolean isBox(Class<?> primitive, Object box) {
    return (primitive == long.class && box instanceof Long)
        || (primitive == int.class && box instanceof Integer)
        || (primitive == boolean.class && box instanceof Boolean);
  }
}
