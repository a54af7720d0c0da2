package io.github.customerio4j.extract.write;

import static io.github.customerio4j.extract.write.Rows.row;
import static io.github.customerio4j.extract.write.Rows.schema;
import static io.github.customerio4j.extract.write.Rows.view;
import static io.github.customerio4j.extract.write.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link TableSink} keeps to. */
public abstract class TableSinkContract {

  /** Always the same sink in one test. */
  protected abstract TableSink sink() throws IOException;

  /** What is seen at the destination: each table's rows, the first one its header. */
  protected abstract Map<String, List<List<@Nullable String>>> visible() throws IOException;

  @Test
  protected void tablesAreSeenOnlyAfterTheCommit() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id", "name"), List.of(row("1", "x"), row("2", null)));
      write(run, schema("b", "id"), List.of(row("3")));
      assertThat(visible()).as("before the commit").isEmpty();
      run.commit("{}");
      assertThat(visible())
          .containsOnlyKeys("a", "b")
          .containsEntry("a", List.of(row("id", "name"), row("1", "x"), row("2", null)))
          .containsEntry("b", List.of(row("id"), row("3")));
    }
    assertThat(visible()).as("after the end").containsOnlyKeys("a", "b");
  }

  @Test
  protected void aCheckLeavesNothingBehind() throws IOException {
    sink().check();
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of(row("1")));
      run.commit("{}");
    }
    sink().check();
    assertThat(visible()).containsOnlyKeys("a");
  }

  @Test
  protected void aTableWithoutRowsIsSeenWithItsColumns() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("empty", "id", "name"), List.of());
      run.commit("{}");
    }
    assertThat(visible()).containsEntry("empty", List.of(row("id", "name")));
  }

  @Test
  protected void nullAndEmptyTextAreTold() throws IOException {
    List<@Nullable String> cells = row("", null, "x", null, "");
    try (SinkTransaction run = sink().begin()) {
      write(
          run, schema("t", "a", "b", "c", "d", "e"), List.of(cells, row(null, "", null, "", null)));
      run.commit("{}");
    }
    assertThat(visible().get("t")).endsWith(cells, row(null, "", null, "", null));
  }

  @Test
  protected void aRunThatIsNotCommittedLeavesTheFormerTables() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of(row("former")));
      run.commit("{}");
    }
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of(row("failed")));
      write(run, schema("other", "id"), List.of(row("failed")));
    }
    assertThat(visible()).isEqualTo(Map.of("t", List.of(row("id"), row("former"))));
  }

  @Test
  protected void aTableThatIsNotCompletedIsThrownAway() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      try (TableWriter writer = run.open(schema("half", "id"))) {
        writer.write(view(row("1")));
      }
      write(run, schema("whole", "id"), List.of(row("2")));
      assertThat(run.commit("{}")).extracting(WrittenTable::name).containsExactly("whole");
    }
    assertThat(visible()).containsOnlyKeys("whole");
  }

  @Test
  protected void theCommitTellsTheTablesInTheOrderTheyWereOpened() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("b", "id"), List.of());
      write(run, schema("a", "id"), List.of());
      assertThat(run.commit("{}")).extracting(WrittenTable::name).containsExactly("b", "a");
    }
  }

  @Test
  protected void laterRunsReplaceATableAndLeaveTheOthers() throws IOException {
    for (String value : List.of("1", "2")) {
      try (SinkTransaction run = sink().begin()) {
        write(run, schema("t" + value, "id"), List.of());
        write(run, schema("t", "id"), List.of(row(value)));
        run.commit("{}");
      }
    }
    assertThat(visible())
        .containsOnlyKeys("t1", "t2", "t")
        .containsEntry("t", List.of(row("id"), row("2")));
  }

  @Test
  protected void aRunWithoutTablesChangesNothing() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      assertThat(run.commit("{}")).isEmpty();
    }
    assertThat(visible()).isEmpty();
  }

  @Test
  protected void namesThatDifferOnlyByCaseAreRefused() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("activity_Id", "id"), List.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.open(schema("activity_iD", "id")))
          .withMessageContaining("Cannot open table activity_iD");
    }
  }

  @Test
  protected void callsOutOfOrderAreRefused() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      TableWriter writer = run.open(schema("a", "id"));
      assertThatIllegalStateException().isThrownBy(() -> run.open(schema("b", "id")));
      assertThatIllegalStateException().isThrownBy(() -> run.commit("{}"));
      writer.complete();
      assertThatIllegalStateException().isThrownBy(() -> writer.write(view(row("1"))));
      assertThatIllegalStateException().isThrownBy(writer::complete);
      writer.close();
      run.commit("{}");
      assertThatIllegalStateException().isThrownBy(() -> run.commit("{}"));
      assertThatIllegalStateException().isThrownBy(() -> run.open(schema("c", "id")));
    }
    assertThat(visible()).containsOnlyKeys("a");
  }

  @Test
  protected void closingTwiceDoesNoHarm() throws IOException {
    SinkTransaction run = sink().begin();
    TableWriter writer = run.open(schema("a", "id"));
    writer.complete();
    writer.close();
    writer.close();
    run.commit("{}");
    run.close();
    run.close();
    assertThat(visible()).containsOnlyKeys("a");
    sink().begin().close();
  }
}
