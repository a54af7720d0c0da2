package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import io.github.customerio4j.cli.options.ConfigFile;
import io.github.customerio4j.cli.options.FileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import picocli.CommandLine.Model.OptionSpec;

/** The published schema says what the options say. */
class SchemaTest {
  private static final Path DOCS =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent()).resolve("docs");

  @TempDir Path folder;

  private static String text() throws IOException {
    return Files.readString(DOCS.resolve(ConfigSchemaCommand.RESOURCE));
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text(), InputFormat.JSON);
  }

  private static String json(String yaml) {
    Object value =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    return new Moshi.Builder().build().adapter(Object.class).toJson(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> properties() throws IOException {
    Object root = JsonReader.of(new Buffer().writeUtf8(text())).readJsonValue();
    return (Map<String, Map<String, Object>>)
        Objects.requireNonNull(((Map<String, Object>) root).get("properties"));
  }

  /** The samples of the documentation: YAML and JSON that has options in it. */
  static Stream<String> samples() throws IOException {
    String page = Files.readString(DOCS.resolve("command-line.md"));
    return Stream.of(page.split("```", -1))
        .filter(block -> block.startsWith("yaml\n"))
        .map(block -> block.substring("yaml\n".length()));
  }

  @Test
  void everyOptionIsInTheSchemaWithItsTypeAndNothingElseIs() throws IOException {
    Map<String, OptionSpec> options = FileSettings.known();
    assertThat(properties().keySet()).containsExactlyInAnyOrderElementsOf(options.keySet());
    properties()
        .forEach(
            (name, property) ->
                assertThat(property.getOrDefault("type", "string"))
                    .as(name)
                    .isEqualTo(type(Objects.requireNonNull(options.get(name)))));
  }

  @Test
  void everyOptionSaysTheWordsThatItTakes() throws IOException {
    properties()
        .forEach(
            (name, property) -> {
              if (property.containsKey("enum")) {
                OptionSpec option = Objects.requireNonNull(FileSettings.known().get(name));
                assertThat("[" + option.paramLabel().replace("|", ", ") + "]")
                    .as(name)
                    .isEqualTo(String.valueOf(property.get("enum")));
              }
            });
  }

  private static String type(OptionSpec option) {
    if (option.typeInfo().isMap()) {
      return "object";
    }
    if (option.typeInfo().isCollection()) {
      return "array";
    }
    if (option.typeInfo().isBoolean()) {
      return "boolean";
    }
    return option.type() == int.class
        ? "integer"
        : option.type() == Double.class ? "number" : "string";
  }

  @Test
  void samplesInTheDocumentationAreValidAndAreRead() throws IOException {
    assertThat(samples()).isNotEmpty();
    for (String sample : samples().toList()) {
      assertThat(schema().validate(json(sample), InputFormat.JSON)).as(sample).isEmpty();
      Path file = Files.writeString(folder.resolve("sample.yaml"), sample);
      assertThat(ConfigFile.read(file, FileSettings.known(), java.util.Set.of()).values())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tabels: [a]
          key: abc
          tables: campaigns
          full: 'yes'
          settling-days: 3.5
          ids: {campaigns: 3}
          region: mars
          reset: true
          metrics: [years]
          """)
  void schemaRefusesWhatTheProgramRefuses(String yaml) throws IOException {
    assertThat(schema().validate(json(yaml), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theSchemaIsInTheJarAndIsPrinted() throws IOException {
    Cli cli = new Cli();
    assertThat(cli.run("config-schema")).isZero();
    assertThat(cli.out()).isEqualTo(text());
    assertThat(cli.run("config-schema", "--fleet")).isZero();
    assertThat(cli.out())
        .isEqualTo(Files.readString(DOCS.resolve(ConfigSchemaCommand.RESOURCE_OF_FLEET)));
  }
}
