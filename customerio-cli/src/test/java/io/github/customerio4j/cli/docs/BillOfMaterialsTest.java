package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Retrofit;

/** {@code customerio-bom} pins the versions that this build is tested with. */
class BillOfMaterialsTest {
  private static final Map<String, Class<?>> TESTED =
      Map.of(
          "okhttp.version", OkHttpClient.class,
          "okio.version", Buffer.class,
          "retrofit.version", Retrofit.class,
          "moshi.version", Moshi.class);

  @Test
  void versionsAreThoseOfTheTestedLibraries() throws IOException {
    Map<String, String> pinned = properties(read("customerio-bom/pom.xml"));
    assertThat(pinned).containsOnlyKeys(TESTED.keySet());
    TESTED.forEach(
        (property, type) ->
            assertThat(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .as(property)
                .contains("-" + pinned.get(property) + ".jar"));
  }

  @Test
  void okioOfMessagesIsThePinnedOne() throws IOException {
    assertThat(properties(read("pom.xml")))
        .containsEntry(
            "okio.version", properties(read("customerio-bom/pom.xml")).get("okio.version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"okhttp-bom", "okio-bom", "retrofit-bom"})
  void otherArtifactsOfTheLibrariesArePinned(String bom) throws IOException {
    assertThat(read("customerio-bom/pom.xml")).contains("<artifactId>" + bom + "</artifactId>");
  }

  @Test
  void versionOfTheProjectIsThatOfTheParent() throws IOException {
    assertThat(projectVersion(read("customerio-bom/pom.xml")))
        .isEqualTo(projectVersion(read("pom.xml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customerio-client",
        "customerio-extract",
        "customerio-sandbox",
        "customerio-micrometer",
        "customerio-s3",
        "customerio-gcs",
        "customerio-azure",
        "customerio-spark",
        "customerio-iceberg"
      })
  void publishedLibraryIsPinned(String library) throws IOException {
    assertThat(read("customerio-bom/pom.xml")).contains("<artifactId>" + library + "</artifactId>");
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("").toAbsolutePath().resolveSibling(file));
  }

  private static Map<String, String> properties(String pom) {
    Map<String, String> properties = new TreeMap<>();
    Matcher version = Pattern.compile("<([a-z]+\\.version)>([^<$]+)</").matcher(pom);
    while (version.find()) {
      properties.put(version.group(1), version.group(2));
    }
    return properties;
  }

  private static String projectVersion(String pom) {
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
