package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state that one job hands to the next. */
class KeboolaStateTest {
  private static final String LEGACY =
      """
      {"activity_headers":{"page":["timestamp","id","data_referrer"],
                           "secondary:dropped_email":["id"]},
       "message_headers":["subject","deduplicate_id","metrics_sent","id"],
       "message_last_token":{"email":"MTIzNA==","push":null}}
      """;

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
  void missingStateGivesCompleteHistory() {
    component.parameters("\"campaigns\":true").succeed();
    assertThat(component.has("in/state.json")).isFalse();
    assertThat(component.outState()).startsWith("{\"version\":1,").contains("\"campaigns\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", " \n", "\ufeff{}\r\n"})
  void emptyStateGivesCompleteHistory(String state) {
    component.inState(state).parameters("\"messages\":[{\"incremental_output\":true}]").succeed();
    assertThat(component.table("messages").rows()).hasSameSizeAs(sandbox.truth().messages());
  }

  @Test
  void entriesOfOtherTablesAreKept() {
    component.parameters("\"messages\":[{}],\"activities\":[{\"types\":[\"page\"]}]").succeed();
    String previous = component.outState();
    component.nextJob().parameters("\"campaigns\":true").succeed();
    String[] kept = {"/tables/messages", "/tables/activity_page", "/activity_tables/page"};
    FlatRecord.of(previous)
        .forEach(
            (pointer, value) -> {
              for (String entry : kept) {
                if (pointer.startsWith(entry)) {
                  assertThat(FlatRecord.of(component.outState())).containsEntry(pointer, value);
                }
              }
            });
    assertThat(component.outState()).contains("\"campaigns\"", "\"messages\"", "\"watermarks\"");
  }

  @Test
  void incomingStateStaysUnchanged() {
    component.inState(LEGACY).parameters("\"messages\":[{}]").succeed();
    assertThat(component.read("in/state.json")).isEqualTo(LEGACY);
  }

  @Test
  void nextRunReadsNewMessagesAndTheOverlap() {
    component.parameters("\"messages\":[{\"incremental_output\":true,\"overlap\":\"PT0S\"}]");
    component.succeed();
    sandbox.advance(Duration.ofHours(3));
    sandbox.addMessages(40, sandbox.clock().instant().minus(Duration.ofHours(1)), "push");
    component.nextJob().succeed();
    assertThat(component.table("messages").rows().size()).isBetween(30, 50);

    sandbox.advance(Duration.ofHours(1));
    component
        .nextJob()
        .parameters("\"messages\":[{\"incremental_output\":true,\"overlap\":\"P20Y\"}]")
        .succeed();
    assertThat(component.table("messages").rows())
        .as("an overlap that reaches back to the beginning")
        .hasSameSizeAs(sandbox.truth().messages());
  }

  @Test
  void refreshReadsChangedMessagesAgainOnlyWhereItIsSet() {
    String json =
        sandbox
            .addMessages(1, sandbox.clock().instant().minus(Duration.ofDays(10)), "email")
            .get(0);
    String id = json.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    component
        .parameters(
            "\"messages\":[{\"incremental_output\":true,\"refresh\":\"2d,14d/1d,90d/7d\"}]")
        .succeed();
    assertThat(component.outState()).contains("\"refreshed\":{\"*\":{\"P14D\":");
    sandbox.recordMetric(id, "converted", sandbox.clock().instant());
    sandbox.advance(Duration.ofDays(1));

    component.nextJob().succeed();
    assertThat(component.table("messages").rows())
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsEntry("id", id)
                    .hasEntrySatisfying("metrics_converted", at -> assertThat(at).isNotEmpty()));

    sandbox.advance(Duration.ofDays(1));
    component.nextJob().parameters("\"messages\":[{\"incremental_output\":true}]").succeed();
    assertThat(component.table("messages").rows()).as("off by default").isEmpty();
  }

  @Test
  void resetStateGivesCompleteHistory() {
    component.parameters("\"messages\":[{\"incremental_output\":true}]").succeed();
    sandbox.advance(Duration.ofDays(1));
    component.nextJob().inState("{}").succeed();
    assertThat(component.table("messages").rows()).hasSameSizeAs(sandbox.truth().messages());
  }

  @Test
  void legacyStateKeepsColumnsAndKeysAndWarnsOfReplacedCursors() {
    ComponentResult outcome =
        component
            .inState(LEGACY)
            .parameters(
                "\"messages\":[{\"incremental_output\":true}],\"customers\":[{}],"
                    + "\"activities\":[{\"types\":[\"page\",\"secondary:dropped_email\"]}]")
            .succeed();

    assertThat(component.table("messages").header())
        .startsWith("subject", "deduplicate_id", "metrics_sent", "id");
    assertThat(component.table("activity_page").header())
        .startsWith("timestamp", "id", "data_referrer");
    assertThat(component.table("messages").rows())
        .as("a full history")
        .hasSameSizeAs(sandbox.truth().messages());
    assertThat(component.manifest("messages").replaceAll("\\s", ""))
        .contains("\"primary_key\":[\"deduplicate_id\"]");
    assertThat(component.manifest("customers").replaceAll("\\s", ""))
        .contains("\"primary_key\":[\"id\"]");
    assertThat(outcome.out())
        .contains("Warning: The state comes from the previous component.")
        .contains("cursors are replaced by a full history")
        .contains("Warning: messages: The previous component keyed this table by deduplicate_id")
        .contains("Warning: customers: ", " rows have no id, the primary key");
    assertThat(component.outState()).startsWith("{\"version\":1,").doesNotContain("MTIzNA==");
  }

  @Test
  void parameterOverridesKeyOfLegacyState() {
    ComponentResult outcome =
        component.inState(LEGACY).parameters("\"messages\":[{\"primary_key\":\"id\"}]").succeed();
    assertThat(component.manifest("messages").replaceAll("\\s", ""))
        .contains("\"primary_key\":[\"id\"]");
    assertThat(outcome.out()).contains("was last loaded with primary key deduplicate_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"version\":99}", "{\"tables\":", "[1]"})
  void unusableStateIsUserErrorWithRemedy(String state) {
    ComponentResult outcome = component.inState(state).parameters("\"campaigns\":true").run();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(outcome.err())
        .startsWith("Cannot read the state at ")
        .contains("reset the state")
        .hasLineCount(1);
    assertThat(component.files("out/tables")).isEmpty();
  }
}
