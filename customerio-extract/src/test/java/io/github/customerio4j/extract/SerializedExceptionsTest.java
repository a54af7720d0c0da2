package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.ApiFailure;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exception of the module can be sent to another process, as to a scheduler's log. */
class SerializedExceptionsTest {
  private static final String BASE = "io.github.customerio4j.extract";

  @ParameterizedTest
  @MethodSource("exceptions")
  void exceptionIsReadBackAsItWas(Class<? extends Throwable> type) throws Exception {
    Throwable written = newException(type);

    Throwable read = copy(written);

    assertThat(read).hasSameClassAs(written).hasMessage(written.getMessage());
    assertThat(read.getStackTrace()).isEqualTo(written.getStackTrace());
    if (written.getCause() != null) {
      assertThat(read.getCause()).hasSameClassAs(written.getCause());
    }
  }

  @Test
  void folderAndFailureAreReadBack() throws Exception {
    Optional<Path> folder = Optional.of(Path.of("spool", "customerio-spool-1"));
    ExtractionException.RequestFailed failure =
        new ExtractionException.RequestFailed(new CustomerIoException("It failed.", null), folder);

    ExtractionException.RequestFailed read = copy(failure);

    assertThat(read.spoolFolder()).isEqualTo(folder);
    assertThat(read.problem()).isEqualTo("It failed.");
    assertThat(read.failure()).hasMessage("It failed.");
    assertThat(read).hasMessageContaining(folder.get().toString());
  }

  @Test
  void failuresOfExtractionHaveOneRoot() {
    assertThat(
            List.of(
                ExtractionException.RequestFailed.class,
                ExtractionException.Cancelled.class,
                StateException.class))
        .allMatch(ExtractionException.class::isAssignableFrom);
  }

  @SuppressWarnings("unchecked")
  static Stream<Class<? extends Throwable>> exceptions() throws IOException, URISyntaxException {
    Path classes =
        Path.of(
            ExtractionException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Class<? extends Throwable>> found =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && name.contains("Exception"))
              .map(name -> name.replace('/', '.').replace('\\', '.').replaceFirst("\\.class$", ""))
              .filter(name -> name.startsWith(BASE))
              .<Class<?>>map(SerializedExceptionsTest::loaded)
              .filter(Throwable.class::isAssignableFrom)
              .<Class<? extends Throwable>>map(type -> (Class<? extends Throwable>) type)
              .toList();
      assertThat(found).hasSizeGreaterThan(10);
      return found.stream();
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the constructor with the most parameters that values are known for. */
  private static Throwable newException(Class<? extends Throwable> type) throws Exception {
    Constructor<?> constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(one -> !Modifier.isPrivate(one.getModifiers()) || one.getParameterCount() == 1)
            .max((one, two) -> one.getParameterCount() - two.getParameterCount())
            .orElseThrow();
    constructor.setAccessible(true);
    return (Throwable)
        constructor.newInstance(
            Arrays.stream(constructor.getParameterTypes())
                .map(SerializedExceptionsTest::value)
                .toArray());
  }

  private static Object value(Class<?> type) {
    if (type == String.class) {
      return "What failed, and why.";
    }
    if (type == Throwable.class) {
      return new IOException("the cause");
    }
    if (type == Optional.class) {
      return Optional.of(Path.of("spool"));
    }
    if (type == CustomerIoException.class) {
      return new CustomerIoException("It failed.", null);
    }
    if (type == Cursor.class) {
      return new Cursor("c1");
    }
    if (type == ApiException.class) {
      return ApiException.of(
          ApiFailure.builder().method("GET").path("/v1/messages").status(400).build());
    }
    if (type.getSimpleName().equals("Difference")) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(Duration.class);
        return constructor.newInstance(Duration.ofHours(1));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalArgumentException("No value is known for a " + type);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
