package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.MetricsSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of options list every option with its actual default. */
class OptionsTest {
  static List<Object> values() {
    return List.of(
        RetryOptions.defaults(),
        ExtractionConfig.builder().addTables("segments").build(),
        SegmentCustomersSelection.allSegments(),
        MessagesSelection.builder().build(),
        MessageBodiesSelection.builder().build(),
        MetricsSelection.builder().build(),
        CustomersSelection.builder().build(),
        ActivitiesSelection.builder().build());
  }

  /** Options whose default is a rule, not a value. */
  private static final Set<String> DESCRIBED =
      Set.of(
          "tables",
          "maxRequestsInFlight",
          "ids",
          "excludedColumns",
          "onlyColumns",
          "hashedColumns",
          "metrics");

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void tableOfOptionsIsCompleteAndRight(Object value) throws Exception {
    Class<?> type = value.getClass().getSuperclass();
    Map<String, String> documented = documented(type.getSimpleName());
    Map<String, Object> actual = new LinkedHashMap<>();
    for (Method option : type.getDeclaredMethods()) {
      int modifiers = option.getModifiers();
      boolean isOption = option.getParameterCount() == 0 && option.getReturnType() != void.class;
      if (isOption && Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers)) {
        actual.put(option.getName(), option.invoke(value));
      }
    }
    assertThat(documented.keySet())
        .as("the options of %s", type.getSimpleName())
        .containsExactlyInAnyOrderElementsOf(actual.keySet());
    actual.forEach(
        (option, standard) -> {
          if (isShownAsValue(standard) && !DESCRIBED.contains(option)) {
            assertThat(documented.get(option))
                .as("default of %s.%s", type.getSimpleName(), option)
                .isEqualTo("`" + standard + "`");
          }
        });
  }

  @Test
  void tableOfClientOptionsIsComplete() {
    Set<String> options = new TreeSet<>();
    Arrays.stream(CustomerIoBuilder.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == CustomerIoBuilder.class)
        .forEach(method -> options.add(method.getName()));
    Map<String, String> documented = documented("CustomerIoBuilder");
    assertThat(documented.keySet())
        .as("the options of CustomerIoBuilder")
        .containsExactlyInAnyOrderElementsOf(options);
    assertThat(documented.get("rateLimit"))
        .as("default of rateLimit")
        .isEqualTo("`RateLimit.perSecond(" + (int) RateLimit.DOCUMENTED + ")`");
    CustomerIoBuilder builder =
        CustomerIo.builder(io.github.customerio4j.client.AppApiKey.of("key"));
    try (CustomerIo client = builder.build()) {
      assertThat(client.toString()).as("default region").contains(Region.US.baseUrl());
    }
  }

  /** Defaults that are empty or depend on the machine are described instead. */
  private static boolean isShownAsValue(Object standard) {
    return !(standard instanceof Optional)
        && !(standard instanceof OptionalLong)
        && !(standard instanceof Collection)
        && !(standard instanceof Path);
  }

  private static Map<String, String> documented(String name) {
    Map<String, String> options = new LinkedHashMap<>();
    for (DocumentationPage page : DocumentationPage.all()) {
      page.options(name).forEach(row -> options.put(row[0], row[1]));
    }
    return options;
  }
}
