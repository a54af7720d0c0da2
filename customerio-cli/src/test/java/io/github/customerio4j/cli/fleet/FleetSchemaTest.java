package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import io.github.customerio4j.cli.options.ProcessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The published schema of a fleet's file says what the program takes. */
class FleetSchemaTest {
  private static final Path DOCS =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent()).resolve("docs");
  private static final ProcessContext CONTEXT = ProcessContext.ofProcess();

  @TempDir Path folder;

  private static String text() throws IOException {
    return Files.readString(DOCS.resolve("customerio-fleet.schema.json"));
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
  private static Map<String, Object> at(String file, String... path) throws IOException {
    Object found =
        JsonReader.of(new Buffer().writeUtf8(Files.readString(DOCS.resolve(file)))).readJsonValue();
    for (String step : path) {
      found = ((Map<String, Object>) Objects.requireNonNull(found)).get(step);
    }
    return (Map<String, Object>) Objects.requireNonNull(found);
  }

  @Test
  void everyOptionIsInTheSchemaAndNothingElseIs() throws IOException {
    TreeSet<String> ofFleet = new TreeSet<>(FleetSettings.ofFleet(CONTEXT).keySet());
    ofFleet.add("defaults");
    ofFleet.add("workspaces");
    assertThat(at("customerio-fleet.schema.json", "properties").keySet())
        .containsExactlyInAnyOrderElementsOf(ofFleet);
    TreeSet<String> ofWorkspace = new TreeSet<>(FleetSettings.ofWorkspace(CONTEXT).keySet());
    ofWorkspace.add("name");
    assertThat(at("customerio-fleet.schema.json", "$defs", "options", "properties").keySet())
        .containsExactlyInAnyOrderElementsOf(ofWorkspace);
  }

  @Test
  void optionsOfExtractAreDescribedAsInItsOwnSchema() throws IOException {
    Map<String, Object> mine = at("customerio-fleet.schema.json", "$defs", "options", "properties");
    at("customerio-config.schema.json", "properties")
        .forEach(
            (name, property) -> {
              if (!name.equals("log") && !name.equals("workspace")) {
                assertThat(mine).containsEntry(name, property);
              }
            });
  }

  static Stream<String> samples() throws IOException {
    return Stream.of(Files.readString(DOCS.resolve("fleet.md")).split("```", -1))
        .filter(block -> block.startsWith("yaml\n"))
        .map(block -> block.substring("yaml\n".length()))
        .filter(block -> block.contains("workspaces:"));
  }

  @Test
  void samplesInTheDocumentationAreValidAndAreRead() throws IOException {
    assertThat(samples()).isNotEmpty();
    FleetCli cli = new FleetCli(folder);
    for (String sample : samples().toList()) {
      assertThat(schema().validate(json(sample), InputFormat.JSON)).as(sample).isEmpty();
      String file = cli.write(sample).toString();
      // All is well until the name that is not there.
      assertThat(cli.run("fleet", "--config", file, "--only", "no-such-name")).isEqualTo(1);
      assertThat(cli.err()).as(sample).startsWith("Cannot use --only no-such-name");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workspaces: {acme: , globex: {region: eu}}",
        "workspaces: [acme, {name: globex, key-command: [vault]}]",
        "{defaults: {to: 'csv:x', tables: [a]}, log: json, workspaces: {a: {workspace-column: true}}}"
      })
  void schemaTakesWhatTheProgramTakes(String yaml) throws IOException {
    assertThat(schema().validate(json(yaml), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          defaults: {}
          workspaces: {}
          workspaces: {-x: {}}
          workspaces: {a: {key: abc}}
          workspaces: {a: {log: json}}
          workspaces: {a: {name: b}}
          workspaces: [{region: eu}]
          {workspaces: {a: {}}, defaults: {name: b}}
          {workspaces: {a: {}}, tables: [a]}
          {workspaces: {a: {}}, most-at-once: 0}
          workspaces: {a: {key-command: vault kv get}}
          """)
  void schemaRefusesWhatTheProgramRefuses(String yaml) throws IOException {
    assertThat(schema().validate(json(yaml), InputFormat.JSON)).isNotEmpty();
  }
}
