package io.github.customerio4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is not part of the program. */
class AddedDestinationTest {
  private static final SinkProvider.Options OPTIONS =
      new SinkProvider.Options(
          Map.of("type", "rest", "token", "s3cr3t"), Typing.TYPED, Optional.empty());

  @TempDir private Path added;
  private ClassLoader before;

  /** Says in its location what it was opened with. */
  public static final class Lake implements SinkProvider {
    @Override
    public String kind() {
      return "lake";
    }

    @Override
    public TableSink open(String place, Options options) {
      TableSink sink = TableSink.collecting();
      assertThat(place).isEqualTo("crm.raw");
      assertThat(options).isEqualTo(OPTIONS);
      return sink;
    }
  }

  @BeforeEach
  void add() throws IOException {
    before = Thread.currentThread().getContextClassLoader();
    provide(Lake.class.getName());
    Thread.currentThread().setContextClassLoader(new Added(added.toUri().toURL()));
  }

  /** Finds only the providers of a folder: the tests have Iceberg's, the program does not. */
  private static final class Added extends URLClassLoader {
    Added(URL folder) {
      super(new URL[] {folder}, Lake.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.endsWith(SinkProvider.class.getName())
          ? findResources(name)
          : super.getResources(name);
    }
  }

  private void provide(String name) throws IOException {
    Files.write(
        Files.createDirectories(added.resolve("META-INF/services"))
            .resolve(SinkProvider.class.getName()),
        List.of(name));
  }

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void providerOfTheKindOpensThePlace() {
    assertThat(AddedDestination.open("lake:", "crm.raw", OPTIONS)).isNotNull();
  }

  @Test
  void missingLibraryIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddedDestination.open("iceberg:", "crm", OPTIONS))
        .withMessage(
            "Cannot use --to iceberg:crm: its library is missing. Put customerio-iceberg and what it needs into the folder ext of the program.");
  }

  @Test
  void libraryThatCannotBeLoadedIsNamed() throws IOException {
    provide("com.example.NotThere");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddedDestination.open("lake:", "crm.raw", OPTIONS))
        .withMessageContaining("com.example.NotThere");
  }

  @Test
  void textOfOptionsHasNoValues() {
    assertThat(OPTIONS.toString()).contains("token").doesNotContain("s3cr3t");
  }
}
