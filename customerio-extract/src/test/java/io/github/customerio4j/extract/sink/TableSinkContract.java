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
 * The contract of every {@link TableSink}, as tests. Extend it in the test of your own sink: return
 * the sink in {@link #sink} and the tables at the destination in {@link #visible}, and add tests of
 * your sink's own features.
 *
 * <p>Needs JUnit Jupiter and AssertJ. It writes only texts by Full Load. The destination must be
 * empty before each test. Override a test if the destination cannot satisfy it by its nature: a
 * file without a header cannot show the columns of a table without rows.
 */
@NullMarked
public abstract class TableSinkContract {

  /** For subclasses. */
  protected TableSinkContract() {}

  /**
   * The sink under test. Its destination is the same throughout a test. It is the same sink each
   * time or a new one, as another process would make it.
   *
   * @throws IOException if the destination cannot be reached
   */
  protected abstract TableSink sink() throws IOException;

  /**
   * The visible tables at the destination: by each table's name its rows, of which the first holds
   * the names of the columns. An empty cell is null.
   *
   * @throws IOException if the destination cannot be read
   */
  protected abstract Map<String, List<List<@Nullable String>>> visible() throws IOException;

  /** No table of the run is visible before the commit, and all are visible after it. */
  @Test
  protected void tablesBecomeVisibleWithTheCommit() throws IOException {
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

  /** A check changes nothing at the destination. */
  @Test
  protected void checkLeavesNothingBehind() throws IOException {
    sink().check();
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of(row("1")));
      run.commit("{}");
    }
    sink().check();
    assertThat(visible()).containsOnlyKeys("a");
  }

  /** A table without rows is visible with its columns. */
  @Test
  protected void tableWithoutRowsIsVisibleWithItsColumns() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("empty", "id", "name"), List.of());
      run.commit("{}");
    }
    assertThat(visible()).containsEntry("empty", List.of(row("id", "name")));
  }

  /** An empty cell and a cell with an empty text stay different. */
  @Test
  protected void nullAndEmptyTextStayDifferent() throws IOException {
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
  protected void runWithoutCommitKeepsPreviousTables() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of(row("previous")));
      run.commit("{}");
    }
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of(row("failed")));
      write(run, schema("other", "id"), List.of(row("failed")));
    }
    assertThat(visible()).isEqualTo(Map.of("t", List.of(row("id"), row("previous"))));
  }

  /** A writer that is closed before it is complete leaves no table; other tables are committed. */
  @Test
  protected void incompleteTableIsDiscarded() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      try (TableWriter writer = run.open(schema("half", "id"))) {
        writer.write(view(row("1")));
      }
      write(run, schema("whole", "id"), List.of(row("2")));
      assertThat(run.commit("{}")).extracting(WrittenTable::name).containsExactly("whole");
    }
    assertThat(visible()).containsOnlyKeys("whole");
  }

  /** The commit returns the tables in the order in which they were opened. */
  @Test
  protected void commitReturnsTablesInOrderOfOpening() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("b", "id"), List.of());
      write(run, schema("a", "id"), List.of());
      assertThat(run.commit("{}")).extracting(WrittenTable::name).containsExactly("b", "a");
    }
  }

  /** A full load replaces the previous table; tables that are not in the run stay. */
  @Test
  protected void laterRunReplacesItsTablesAndKeepsOthers() throws IOException {
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
  protected void runWithoutTablesChangesNothing() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      assertThat(run.commit("{}")).isEmpty();
    }
    assertThat(visible()).isEmpty();
  }

  /** Of two tables whose names differ only by case, the second is refused before any row. */
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
  protected void closingTwiceHasNoEffect() throws IOException {
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
