package io.github.customerio4j.extract.sink;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.view;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TableSink} keeps to, as tests: extend it by the test of a sink of your own, say
 * by {@link #sink} what is tested and by {@link #visible} what is at the destination, and add tests
 * of what only yours does.
 *
 * <p>It needs JUnit Jupiter and AssertJ. Texts are all it writes, fully loaded, into tables of its
 * own names, of which the destination must hold none before each test. What a destination cannot do
 * by its nature, as a file without a header cannot tell the columns of a table without rows, is a
 * test to override, with what it does instead.
 */
@NullMarked
public abstract class TableSinkContract {

  /** For subclasses. */
  protected TableSinkContract() {}

  /**
   * The sink under test, whose destination is the same all through a test: the same sink each time,
   * or one made anew as another process would make it.
   *
   * @throws IOException if the destination cannot be reached
   */
  protected abstract TableSink sink() throws IOException;

  /**
   * What others see at the destination now: by each table's name its rows, the first one the names
   * of its columns, in order; a cell that holds nothing is null.
   *
   * @throws IOException if the destination cannot be read
   */
  protected abstract Map<String, List<List<@Nullable String>>> visible() throws IOException;

  /** Until the commit nobody sees a table of the run; then everybody sees all of them. */
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

  /** A table without rows is there, with its columns. */
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

  /** A cell that holds nothing and one that holds an empty text stay apart. */
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

  /** A run that is closed without a commit changes nothing. */
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

  /** A writer that is closed before it is complete leaves no table; the others are committed. */
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

  /** The commit tells of its tables in the order in which they were opened. */
  @Test
  protected void theCommitTellsTheTablesInTheOrderTheyWereOpened() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("b", "id"), List.of());
      write(run, schema("a", "id"), List.of());
      assertThat(run.commit("{}")).extracting(WrittenTable::name).containsExactly("b", "a");
    }
  }

  /** A full load takes the place of the former table; tables that are not in the run stay. */
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

  /** A run may commit nothing. */
  @Test
  protected void aRunWithoutTablesChangesNothing() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      assertThat(run.commit("{}")).isEmpty();
    }
    assertThat(visible()).isEmpty();
  }

  /** One of two tables whose names differ only by case is refused, before a row is written. */
  @Test
  protected void namesThatDifferOnlyByCaseAreRefused() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("activity_Id", "id"), List.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.open(schema("activity_iD", "id")))
          .withMessageContaining("Cannot open table activity_iD");
    }
  }

  /** Calls that no run makes are refused and change nothing. */
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

  /** Writers and transactions can be closed again. */
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
