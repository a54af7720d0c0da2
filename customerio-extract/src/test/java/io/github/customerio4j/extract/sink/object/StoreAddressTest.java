package io.github.customerio4j.extract.sink.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from an address to the store that opens it. */
class StoreAddressTest {
  @TempDir private Path services;
  private ClassLoader before;

  /** A provider whose stores throw what they were opened with. */
  public static final class Echo implements ObjectStoreProvider {
    @Override
    public Set<String> schemes() {
      return Set.of("echo");
    }

    @Override
    public Set<String> settings() {
      return Set.of("endpoint", "region");
    }

    @Override
    public ObjectStore open(String address, Map<String, String> settings) {
      throw new UnsupportedOperationException(address + " " + settings);
    }
  }

  @BeforeEach
  void offerEcho() throws IOException {
    Path file =
        Files.createDirectories(services.resolve("META-INF/services"))
            .resolve(ObjectStoreProvider.class.getName());
    Files.write(file, List.of(Echo.class.getName()));
    before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(new URL[] {services.toUri().toURL()}, Echo.class.getClassLoader()));
  }

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void schemeFindsTheProviderRegardlessOfCase() {
    Map<String, String> settings = Map.of("region", "eu-west-1");

    Throwable thrown = catchThrowable(() -> ObjectStore.open("ECHO://bucket/prefix", settings));

    assertThat(thrown).hasMessage("ECHO://bucket/prefix {region=eu-west-1}");
  }

  @Test
  void cloudThatTakesNoKeysSaysSoWithoutThem() {
    AccessKeys keys =
        new AccessKeys() {
          @Override
          public AccessKey current() {
            return AccessKey.of("id", "topsecret");
          }

          @Override
          public String remedy() {
            return "";
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("echo://bucket", Map.of(), keys))
        .withMessage(
            "Cannot open a bucket of echo:// with keys that are handed out: only s3:// takes them. Leave them out, and let the cloud's own tools find its credentials.");
    assertThat(keys.current()).hasToString("AccessKey[***]");
  }

  @Test
  void unknownSettingNamesThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("echo://bucket", Map.of("zone", "a")))
        .withMessage(
            "Cannot open bucket echo://bucket: there is no setting zone. Write one of endpoint, region.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo://me:topsecret@bucket/x?token=topsecret",
        "nowhere://me:topsecret@bucket",
        "nowhere://bucket?token=topsecret",
        "echo://me:a topsecret@bucket",
        "me:topsecret@bucket"
      })
  void credentialsInAnAddressAreNotRepeated(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open(address, Map.of("zone", "a")))
        .withMessageContaining("Cannot open bucket")
        .withMessageNotContaining("topsecret")
        .withNoCause();
  }

  @Test
  void storeThatCannotBeLoadedIsNamed() throws IOException {
    Files.write(
        services.resolve("META-INF/services").resolve(ObjectStoreProvider.class.getName()),
        List.of("com.example.NotThere"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("echo://bucket", Map.of()))
        .withMessageContaining("Cannot open bucket echo://bucket: a store on the class path")
        .withMessageContaining("com.example.NotThere");
  }

  @Test
  void missingLibraryNamesTheArtifact() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("abfss://c@a.dfs.core.windows.net/p", Map.of()))
        .withMessage(
            "Cannot open bucket abfss://c@a.dfs.core.windows.net/p: its library is missing. Add io.github.customerio4j:customerio-azure to the class path.");
  }

  @Test
  void otherAddressesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("ftp://host/path", Map.of()))
        .withMessageContaining("ftp is not an object store");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("bucket/prefix", Map.of()))
        .withMessageContaining("it has no scheme");
  }
}
