package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.customerio4j.client.model.people.IdType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Passes null for each parameter of each method that users call. */
class NullArgumentsTest {
  @Test
  void nullParameterOfAnOperationIsRefusedInsteadOfLeftOut() throws IOException {
    try (ApiServer api = new ApiServer();
        CustomerIo client = api.client()) {
      assertThatNullPointerException()
          .isThrownBy(() -> client.customers().byEmail(nothing()))
          .withMessage("email must not be null in CustomersApi.byEmail");
      assertThatNullPointerException()
          .isThrownBy(() -> client.customers().attributes("7", NullArgumentsTest.<IdType>nothing()))
          .withMessage("idType must not be null in CustomersApi.attributes");
      assertThat(api.requests()).isZero();
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @TestFactory
  List<DynamicTest> nullIsRefusedByTheNameOfTheParameter() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    CustomerIo client = CustomerIo.builder(AppApiKey.of(ApiServer.KEY)).build();
    List<Object> targets = new ArrayList<>(List.of(client, CustomerIo.builder(AppApiKey.of("k"))));
    for (Method method : CustomerIo.class.getMethods()) {
      if (method.getParameterCount() == 0 && method.getReturnType().getName().endsWith("Api")) {
        targets.add(method.invoke(client));
      }
    }
    for (Object target : targets) {
      Class<?> type =
          target.getClass().getInterfaces().length == 1 && target.getClass().getName().contains("$")
              ? target.getClass().getInterfaces()[0]
              : target.getClass();
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          for (int i = 0; i < method.getParameterCount(); i++) {
            Parameter parameter = method.getParameters()[i];
            if (!parameter.getType().isPrimitive()) {
              int place = i;
              tests.add(
                  DynamicTest.dynamicTest(
                      type.getSimpleName()
                          + "."
                          + method.getName()
                          + "("
                          + parameter.getName()
                          + ")",
                      () -> refuses(target, method, place)));
            }
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(150);
    return tests;
  }

  @TestFactory
  List<DynamicTest> nullIsRefusedByFactoriesAndConstructors() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.customerio4j.client")) {
      Class<?> type = found.reflect();
      boolean isInternal = type.getPackageName().matches(".*\\.(http|json)");
      if (isInternal || !isForUsers(type) || type.isEnum()) {
        continue;
      }
      List<Executable> makers =
          Stream.of(type.getConstructors(), type.getMethods())
              .flatMap(Arrays::stream)
              .filter(maker -> maker instanceof Constructor<?> || isStatic(maker))
              // An exception's message and cause may be missing.
              .filter(maker -> !Throwable.class.isAssignableFrom(type))
              .toList();
      for (Executable maker : makers) {
        for (int i = 0; i < maker.getParameterCount(); i++) {
          if (!maker.getParameterTypes()[i].isPrimitive()) {
            int place = i;
            tests.add(
                DynamicTest.dynamicTest(
                    type.getSimpleName() + "." + maker.getName() + " " + place,
                    () -> refuses(maker, place)));
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests;
  }

  private static boolean isForUsers(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isForUsers(type.getEnclosingClass()));
  }

  private static boolean isStatic(Executable maker) {
    return Modifier.isStatic(maker.getModifiers()) && !maker.isSynthetic();
  }

  private static void refuses(Executable maker, int place) throws Exception {
    @Nullable Object[] args =
        Arrays.stream(maker.getParameterTypes()).map(NullArgumentsTest::sample).toArray();
    args[place] = null;
    try {
      Object made =
          maker instanceof Constructor<?> constructor
              ? constructor.newInstance(args)
              : ((Method) maker).invoke(null, args);
      throw new AssertionError("null was accepted by " + maker + ": " + made);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).as(maker.toString()).isInstanceOf(NullPointerException.class);
      assertThat(IntStream.range(0, args.length).filter(i -> args[i] == null))
          .as(maker + ": " + e.getCause())
          .anySatisfy(
              i ->
                  assertThat(String.valueOf(e.getCause()))
                      .doesNotContain("Cannot invoke")
                      .containsIgnoringCase(maker.getParameters()[i].getName()));
    }
  }

  private static void refuses(Object target, Method method, int place) throws Exception {
    @Nullable Object[] args =
        Arrays.stream(method.getParameterTypes()).map(NullArgumentsTest::sample).toArray();
    args[place] = null;
    try {
      method.invoke(target, args);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).isInstanceOf(NullPointerException.class);
      assertThat(IntStream.range(0, args.length).filter(i -> args[i] == null))
          .anySatisfy(
              i ->
                  assertThat(String.valueOf(e.getCause()))
                      .containsIgnoringCase(method.getParameters()[i].getName()));
      return;
    }
    throw new AssertionError("null was accepted by " + method);
  }

  /** A value for a parameter that is not under test; null for what cannot be made simply. */
  private static @Nullable Object sample(Class<?> type) {
    if (type.isPrimitive()) {
      return Array.get(Array.newInstance(type, 1), 0);
    }
    return type.isEnum() ? type.getEnumConstants()[0] : type == String.class ? "x" : null;
  }
}
