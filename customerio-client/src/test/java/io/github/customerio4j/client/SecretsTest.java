package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key is in no text that any object returns. */
class SecretsTest {
  private static final String OURS = "io.github.customerio4j";

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void keyIsHeldInOnePlaceAndPrintedNowhere() {
    CustomerIoBuilder builder = api.builder();
    try (CustomerIo client = builder.build()) {
      List<Object> roots = new ArrayList<>(List.of(builder, client));
      roots.add(client.observedBy(new TransferListener() {}));
      roots.addAll(List.of(client.campaigns(), client.segments(), client.exports()));
      roots.addAll(failures(client));

      Set<Object> reached = reachable(roots);

      assertThat(reached).hasSizeGreaterThan(30);
      Set<String> holders = new TreeSet<>();
      for (Object object : reached) {
        if (object.getClass().getName().startsWith(OURS)) {
          assertThat(String.valueOf(object))
              .as(object.getClass().getName())
              .doesNotContain(ApiServer.KEY);
          if (fieldValues(object).stream().anyMatch(value -> value.equals(ApiServer.KEY))) {
            holders.add(object.getClass().getSimpleName());
          }
        }
        if (object instanceof Throwable failure) {
          StringWriter trace = new StringWriter();
          failure.printStackTrace(new PrintWriter(trace));
          assertThat(trace.toString()).doesNotContain(ApiServer.KEY);
        }
      }
      assertThat(holders).containsExactly("AppApiKey");
    }
  }

  /** Every public type with a key in a field must be in the object graph above. */
  @Test
  void noOtherPublicTypeKeepsAKey() {
    Set<String> keepers = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS)) {
      boolean keeps =
          type.getFields().stream()
              .anyMatch(field -> field.getRawType().isEquivalentTo(AppApiKey.class));
      if (keeps && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        keepers.add(type.getSimpleName());
      }
    }
    assertThat(keepers).isSubsetOf("CustomerIoBuilder");
  }

  @Test
  void okHttpAtAnyLevelDoesNotLogTheKey() {
    List<String> logged = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(
                record.getMessage() + " " + List.of(Optional.ofNullable(record.getParameters())));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    List<Logger> loggers =
        List.of(Logger.getLogger("okhttp3"), Logger.getLogger("okhttp3.OkHttpClient"));
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    loggers.forEach(logger -> logger.setLevel(Level.ALL));
    try (CustomerIo client = api.client()) {
      failures(client);
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
      loggers.forEach(logger -> logger.setLevel(null));
    }
    assertThat(logged).noneMatch(line -> line.contains(ApiServer.KEY));
  }

  /** Answers that repeat the key in every place that a message could quote. */
  private List<Throwable> failures(CustomerIo client) {
    String echo = "Bearer " + ApiServer.KEY + " is no key";
    api.enqueue(401, "{\"errors\":[{\"detail\":\"" + echo + "\"}]}");
    api.enqueue(403, "{\"meta\":{\"error\":\"" + echo + "\"}}");
    api.enqueue(404, "{\"errors\":[\"" + echo + "\"]}");
    api.enqueue(422, echo);
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      failures.add(catchThrowable(() -> client.segments().get(1)));
    }
    for (int i = 0; i < 6; i++) {
      api.enqueue(echo);
    }
    failures.add(catchThrowable(() -> client.segments().get(1)));
    for (int i = 0; i < 6; i++) {
      api.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }
    failures.add(catchThrowable(() -> client.segments().get(1)));
    api.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "http://example.com/" + ApiServer.KEY));
    failures.add(catchThrowable(() -> client.segments().get(1)));
    assertThat(failures).doesNotContainNull();
    return failures;
  }

  private static Set<Object> reachable(List<Object> roots) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Object object = open.pop();
      if (!seen.add(object)) {
        continue;
      }
      if (object instanceof Collection<?> collection) {
        collection.stream().filter(one -> one != null).forEach(open::push);
      } else if (object instanceof Map<?, ?> map) {
        map.values().stream().filter(one -> one != null).forEach(open::push);
      } else if (object instanceof Optional<?> optional) {
        optional.ifPresent(open::push);
      } else {
        fieldValues(object).forEach(open::push);
        if (object instanceof Throwable failure && failure.getCause() != null) {
          open.push(failure.getCause());
        }
      }
    }
    return seen;
  }

  /** The field values of an object of this project or its libraries. */
  private static List<Object> fieldValues(Object object) {
    List<Object> values = new ArrayList<>();
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          continue;
        }
        try {
          field.setAccessible(true);
          Object value = field.get(object);
          if (value != null) {
            values.add(value);
          }
        } catch (InaccessibleObjectException | IllegalAccessException e) {
          // Belongs to the JDK; its collections are handled above.
        }
      }
    }
    return values;
  }
}
