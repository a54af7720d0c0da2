package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages and the manifests of a run. */
class KeboolaOutputTest {
  private final Sandbox sandbox = Sandbox.builder().exportPolls(0).start();

  @TempDir Path folder;
  private Component component;

  @BeforeEach
  void prepare() {
    component = new Component(folder).on(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void progressWarningsAndASummaryGoToStandardOutput() {
    sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.html(502), 1);
    ComponentResult outcome =
        component.parameters("\"campaigns\":true,\"messages\":[{}],\"nonsense\":1").succeed();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains(
            "Warning: parameters.nonsense is not a parameter of this component and is ignored.")
        .contains("Extracting by Incremental Update.")
        .contains("campaigns: a request failed (")
        .contains("campaigns: all " + sandbox.truth().campaigns().size() + " records are read.")
        .contains("messages: all ")
        .containsPattern("(?m)^table +rows +columns +requests +seconds$")
        .containsPattern("(?m)^campaigns +8 +\\d+ +2 +\\d+\\.\\d$")
        .containsPattern("(?m)^messages +" + sandbox.truth().messages().size() + " +\\d+ +\\d+ +")
        .containsPattern("(?m)^total +\\d+ +\\d+ +\\d+\\.\\d$")
        .doesNotContain("a page of")
        .doesNotContain(sandbox.appApiKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parameter", "variable"})
  void debugPrintsMoreButNotTheKey(String by) {
    boolean isParameter = by.equals("parameter");
    ComponentResult outcome =
        component
            .with("KBC_COMPONENT_RUN_MODE", isParameter ? "run" : "debug")
            .parameters("\"campaigns\":true,\"debug\":" + isParameter)
            .succeed();
    assertThat(outcome.out())
        .contains("CustomerIo(" + sandbox.baseUrl() + ")")
        .contains("campaigns: a page of 8 records")
        .contains("campaigns: written, 8 rows")
        .doesNotContain(sandbox.appApiKey());
  }

  @Test
  void manifestsAreClassicWithoutNativeTypes() {
    component.parameters("\"campaigns\":true");
    for (String support : new String[] {"", "none", "something-new"}) {
      component.with("KBC_DATA_TYPE_SUPPORT", support).succeed();
      assertThat(component.manifest("campaigns"))
          .as("support " + support)
          .contains("\"column_metadata\"", "\"delimiter\"")
          .doesNotContain("manifest_type");
    }
    component.without("KBC_DATA_TYPE_SUPPORT").succeed();
    assertThat(component.manifest("campaigns")).contains("\"column_metadata\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"authoritative", "hints"})
  void manifestsHaveASchemaWithNativeTypes(String support) {
    component.with("KBC_DATA_TYPE_SUPPORT", support).parameters("\"campaigns\":true").succeed();
    String manifest = component.manifest("campaigns").replaceAll("\\s", "");
    assertThat(manifest)
        .contains("\"manifest_type\":\"output\"", "\"has_header\":true", "\"incremental\":true")
        .contains(
            "{\"name\":\"id\",\"data_type\":{\"base\":{\"type\":\"INTEGER\"}},\"nullable\":false,\"primary_key\":true")
        .contains("{\"name\":\"active\",\"data_type\":{\"base\":{\"type\":\"BOOLEAN\"}}")
        .doesNotContain("column_metadata", "delimiter");

    component.parameters("\"campaigns\":true,\"incremental_output\":0").succeed();
    assertThat(component.manifest("campaigns"))
        .contains("\"incremental\": false")
        .doesNotContain("primary_key");
  }

  @Test
  void otherFilesInOutputFolderStay() {
    component.write("out/tables/other.csv", "a\n1\n").parameters("\"campaigns\":true").succeed();
    assertThat(component.files("out/tables"))
        .containsExactly("campaigns.csv", "campaigns.csv.manifest", "other.csv");
  }

  @Test
  void fullLoadThatContinuesWarnsOfADelta() {
    String parameters = "\"messages\":[{\"incremental_output\":true}],\"incremental_output\":0";
    assertThat(component.parameters(parameters).succeed().out())
        .doesNotContain("Full Load together");
    assertThat(component.nextJob().succeed().out())
        .contains("Extracting by Full Load.")
        .contains("Warning: messages: Full Load together with continue since last run");
  }
}
