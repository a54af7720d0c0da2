package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BothListenersTest {
  private static final Map<Class<?>, Object> SAMPLES =
      Map.of(
          String.class,
          "messages",
          int.class,
          3,
          long.class,
          4L,
          double.class,
          2.5,
          Duration.class,
          Duration.ofSeconds(1),
          Instant.class,
          Scene.NOW);

  private final List<String> heard = new ArrayList<>();

  static Stream<Method> news() {
    return Arrays.stream(ExtractionListener.class.getMethods())
        .filter(method -> method.getReturnType() == void.class);
  }

  @ParameterizedTest
  @MethodSource("news")
  void everythingIsToldToBothInTheirOrder(Method method) throws Exception {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(SAMPLES::get).toArray(Object[]::new);

    method.invoke(listener("first").andThen(listener("second")), arguments);

    String told = method.getName() + Arrays.toString(arguments);
    assertThat(heard).containsExactly("first " + told, "second " + told);
  }

  private ExtractionListener listener(String name) {
    return (ExtractionListener)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExtractionListener.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("andThen")) {
                return new BothListeners(
                    (ExtractionListener) proxy, (ExtractionListener) arguments[0]);
              }
              heard.add(name + " " + method.getName() + Arrays.toString(arguments));
              return null;
            });
  }
}
