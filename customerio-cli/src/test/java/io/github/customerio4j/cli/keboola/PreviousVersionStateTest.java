package io.github.customerio4j.cli.keboola;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.KnownColumn;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An Incremental Update from a state that the previous version of this library wrote. The resource
 * is the state of a run on the sandbox, with fewer columns and tables.
 */
class PreviousVersionStateTest {
  private static final Instant LAST_RUN = Instant.parse("2026-02-01T10:00:00Z");

  /** This column is always the last one. */
  private static final String REMAINDER = "remaining_fields";

  private static final String PARAMETERS =
      """
      "tables": ["campaigns", "campaign_metrics"],
      "messages": [{"types": ["push", "email"], "incremental_output": true, "overlap": "PT0S"}],
      "customers": [{}],
      "activities": [{"types": ["page", "secondary:dropped_email"],
        "continue_since_last_run": true}],
      "message_bodies": {"per_day": 1}
      """;

  private final Sandbox sandbox =
      Sandbox.builder().clock(Clock.fixed(LAST_RUN, ZoneOffset.UTC)).exportPolls(0).start();

  @TempDir Path folder;
  private ExtractionState previous = ExtractionState.empty();
  private String text = "";
  private List<String> added = List.of();

  @BeforeEach
  void prepare() throws IOException {
    try (InputStream in =
        PreviousVersionStateTest.class.getResourceAsStream("/previous-version/state.json")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
    previous = ExtractionState.parse(text);
    sandbox.advance(Duration.ofHours(3));
    List<String> ids = new ArrayList<>();
    for (String message :
        sandbox.addMessages(5, sandbox.clock().instant().minus(Duration.ofHours(1)), "push")) {
      if (!message.contains("\"drafted\"")) {
        ids.add(String.valueOf(FlatRecord.of(message).get("/id")));
      }
    }
    added = ids;
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyFieldIsReadAndWrittenAgain() {
    assertThat(FlatRecord.of(previous.toJson())).isEqualTo(FlatRecord.of(text));
  }

  @Test
  void columnsKeepTheirPlacesAndNewOnesFollow() {
    Component component = run();

    for (String table : List.of("messages", "campaigns", "customers", "activity_page")) {
      assertThat(component.table(table).header())
          .as(table)
          .startsWith(columns(previous, table).toArray(new String[0]));
    }
    assertThat(component.table("messages").header()).endsWith(REMAINDER);
    ExtractionState next = ExtractionState.parse(component.outState());
    assertThat(next.tables()).containsKeys(previous.tables().keySet().toArray(new String[0]));
    assertThat(next.activityTables()).isEqualTo(previous.activityTables());
  }

  @Test
  void onlyRecordsSinceTheLastRunAreRead() {
    Component component = run();

    assertThat(component.table("messages").column("id"))
        .containsAll(added)
        .hasSizeLessThan(added.size() + 10);
    assertThat(component.table("campaign_metrics").size())
        .as("the metrics of the days that may still change")
        .isPositive();
  }

  @Test
  void watermarksAdvanceUnderTheirOldNames() {
    ExtractionState next = ExtractionState.parse(run().outState());

    for (String table : List.of("messages", "activities", "campaign_metrics")) {
      var before = Objects.requireNonNull(previous.tables().get(table)).watermarks();
      var after = Objects.requireNonNull(next.tables().get(table)).watermarks();
      assertThat(after.keySet()).as(table).isEqualTo(before.keySet());
      assertThat(after.values()).as(table).allMatch(LAST_RUN::isBefore);
    }
  }

  private Component run() {
    Component component = new Component(folder).on(sandbox).inState(text).parameters(PARAMETERS);
    component.succeed();
    return component;
  }

  private static List<String> columns(ExtractionState state, String table) {
    return Objects.requireNonNull(state.tables().get(table)).columns().stream()
        .map(KnownColumn::name)
        .filter(name -> !name.equals(REMAINDER))
        .toList();
  }
}
