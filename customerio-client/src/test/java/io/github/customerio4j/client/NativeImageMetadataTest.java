package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.POST;

/**
 * A native image has only the proxies and the reflection that it is told of, so the files name each
 * interface and each type that JSON is read into or written from. With {@code -Dmetadata.update}
 * the files are written instead of compared.
 */
class NativeImageMetadataTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/META-INF/native-image/io.github.customerio4j/customerio-client");
  private static final String BASE = "io.github.customerio4j.client";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void everyInterfaceHasItsProxy() throws IOException {
    Collection<String> interfaces = names(NativeImageMetadataTest::isRetrofitInterface);
    assertThat(interfaces).hasSizeGreaterThanOrEqualTo(17);
    assertSame(
        "proxy-config.json",
        list(interfaces.stream().map(name -> "{\"interfaces\": [\"" + name + "\"]}").toList()));
  }

  @Test
  void everyInterfaceAndValueCanBeInspected() throws IOException {
    Collection<String> values = names(NativeImageMetadataTest::isValue);
    assertThat(values).contains(BASE + ".model.sending.Campaign");
    Collection<String> inspected =
        names(
            type ->
                isRetrofitInterface(type)
                    || isEnumOfModel(type)
                    || isClosedSet(type)
                    || values.stream().anyMatch(value -> isPartOf(type, value)));
    assertSame(
        "reflect-config.json",
        list(
            inspected.stream()
                .map(
                    name ->
                        "{\"name\": \""
                            + name
                            + "\", \"allDeclaredMethods\": true, \"allPublicMethods\": true,"
                            + " \"allDeclaredFields\": true}")
                .toList()));
  }

  @Test
  void versionIsAResource() throws IOException {
    assertSame(
        "resource-config.json",
        """
        {
          "resources": {
            "includes": [
              {"pattern": "\\\\Qio/github/customerio4j/client/http/version.properties\\\\E"}
            ]
          }
        }
        """);
  }

  private static boolean isRetrofitInterface(JavaClass type) {
    return type.getPackageName().equals(BASE + ".api")
        && type.getMethods().stream()
            .anyMatch(
                method -> method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class));
  }

  private static boolean isEnumOfModel(JavaClass type) {
    return type.isEnum() && type.getPackageName().startsWith(BASE + ".model");
  }

  /** What the JSON adapters take for a closed set: an interface that makes values of texts. */
  private static boolean isClosedSet(JavaClass type) {
    return type.isInterface()
        && type.getPackageName().startsWith(BASE + ".model")
        && type.getMethods().stream()
            .anyMatch(
                method -> method.getName().equals("of") && method.getRawReturnType().equals(type));
  }

  /** What the JSON adapters take for a value: a type with a builder of its own. */
  private static boolean isValue(JavaClass type) {
    return type.getPackageName().startsWith(BASE + ".model")
        && !type.getPackageName().equals(BASE + ".model.query")
        && type.getMethods().stream()
            .anyMatch(
                method ->
                    method.getName().equals("builder")
                        && method.getRawReturnType().getName().equals(type.getName() + "$Builder"));
  }

  /** The value, its builder, and the classes that Immutables generates for both. */
  private static boolean isPartOf(JavaClass type, String value) {
    int dot = value.lastIndexOf('.');
    String generated =
        value.substring(0, dot + 1) + "Immutable" + value.substring(dot + 1).replace("$", "");
    return List.of(value, value + "$Builder", generated, generated + "$Builder")
        .contains(type.getName());
  }

  private static Collection<String> names(Predicate<JavaClass> wanted) {
    return CLASSES.stream()
        .filter(wanted)
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String list(List<String> lines) {
    return lines.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static void assertSame(String file, String expected) throws IOException {
    Path path = FOLDER.resolve(file);
    if (System.getProperty("metadata.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(path, expected);
    }
    assertThat(Files.readString(path))
        .as("%s is written by this test with -Dmetadata.update", path)
        .isEqualTo(expected);
  }
}
