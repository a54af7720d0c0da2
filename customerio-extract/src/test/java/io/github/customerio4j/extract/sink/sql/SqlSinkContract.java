package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The merges, users' additions and state of a sink of a database. */
abstract class SqlSinkContract extends SqlTypesContract {

  /** A sink like {@link #sink}, before it is built. */
  abstract SqlSink.Builder builder();

  @Test
  void rowsAreMergedByKeyAndTheLastRowOfARunIsKept() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    run(merged("id", id, name), List.of(row("1", "a"), row("2", "b"), row("1", "c")));
    run(merged("id", id, name), List.of(row("2", null), row("3", "d")));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "c"), row("2", null), row("3", "d"));
  }

  @Test
  void incrementalUpdateMergesIntoTheTableOfAFullLoad() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    TableSchema full =
        TableSchema.builder().name("t").addColumns(id, name).loadType(LoadType.FULL_LOAD).build();
    run(full, List.of(row("1", "a"), row("2", "b"), row("2", "c")));
    run(merged("id", id, name), List.of(row("2", "d"), row("3", "e")));
    run(merged("id", id, name), List.of(row("3", "f")));
    assertThat(database().rows("SELECT DISTINCT id, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "a"), row("2", "d"), row("3", "f"));
    run(full, List.of(row("9", "z")));
    run(full, List.of(row("8", "y")));
    run(merged("id", id, name), List.of(row("8", "x")));
    assertThat(database().rows("SELECT id, name FROM " + table("t")))
        .containsExactly(row("8", "x"));
  }

  @Test
  void primaryKeyCanChange() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column version = column("version", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    run(merged("version", id, version, name), List.of(row("1", "1:1", "a"), row("2", "2:1", "b")));
    run(merged("id", id, version, name), List.of(row("1", "1:2", "c"), row("3", "3:1", "d")));
    run(merged("id", id, version, name), List.of(row("3", "3:2", "e")));
    assertThat(database().rows("SELECT id, version, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "1:2", "c"), row("2", "2:1", "b"), row("3", "3:2", "e"));
  }

  /**
   * The former key's column is empty in new rows, and the new key is not unique in the old ones.
   */
  @Test
  void fullLoadMakesRoomForAnotherKey() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column email = column("email_id", DataType.TEXT).build();
    Column language = column("language", DataType.TEXT).build();
    run(
        merged("id", id, email, language),
        List.of(row("1", "e", "it"), row("2", "e", "it"), row("3", "e", null)));
    run(
        TableSchema.builder()
            .name("t")
            .addColumns(id, email, language)
            .loadType(LoadType.FULL_LOAD)
            .build(),
        List.of(row(null, "e", "it"), row(null, "e", "de")));
    TableSchema merged =
        TableSchema.builder()
            .name("t")
            .addColumns(id, email, language)
            .addPrimaryKey("email_id", "language")
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .build();
    run(merged, List.of(row(null, "e", "it"), row(null, "f", "it")));

    assertThat(
            database().rows("SELECT id, email_id, language FROM " + table("t") + " ORDER BY 2, 3"))
        .containsExactly(row(null, "e", "de"), row(null, "e", "it"), row(null, "f", "it"));
  }

  @Test
  void rowWithoutKeyIsRefusedAndChangesNothing() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    run(merged("id", id, name), List.of(row("1", "a")));
    assertThatThrownBy(() -> run(merged("id", id, name), List.of(row("1", "b"), row(null, "c"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot merge rows into table t: one has no id");
    assertThat(database().rows("SELECT id, name FROM " + table("t")))
        .containsExactly(row("1", "a"));
  }

  @Test
  void indexesOfUsersSurviveWidening() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    run(
        merged("id", id, name, column("n", DataType.INTEGER).build()),
        List.of(row("1", "a", "1"), row("2", "b", "2")));
    database()
        .execute(
            "CREATE INDEX mine ON " + table("t") + " (name)",
            "CREATE UNIQUE INDEX only_one ON " + table("t") + " (id)");
    run(
        merged("id", id, name, column("n", DataType.TEXT).build()),
        List.of(row("1", "c", "many"), row("3", "d", "3")));
    run(merged("id", id, name, column("n", DataType.TEXT).build()), List.of(row("1", "e", "more")));
    assertThat(database().rows("SELECT id, name, n FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "e", "more"), row("2", "b", "2"), row("3", "d", "3"));
    assertThat(database().indexes(schemaName(), "t")).contains("mine", "only_one");
  }

  @Test
  void longTableNamesStayDifferent() throws IOException {
    String front = "activity_" + "x".repeat(80);
    Column id = column("id", DataType.TEXT).build();
    try (SinkTransaction run = sink().begin()) {
      for (String end : List.of("a", "b")) {
        write(
            run,
            TableSchema.builder().from(merged("id", id)).name(front + end).build(),
            List.of(row(end)));
      }
      assertThat(run.commit("{}")).extracting(WrittenTable::location).doesNotHaveDuplicates();
    }
    assertThat(visible().values())
        .containsExactlyInAnyOrder(List.of(row("id"), row("a")), List.of(row("id"), row("b")));
  }

  @Test
  void columnsAndIndexesOfUsersStay() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column name = column("name", DataType.TEXT).build();
    run(merged("id", id, name), List.of(row("1", "a"), row("2", "b")));
    database()
        .execute(
            "ALTER TABLE " + table("t") + " ADD COLUMN note VARCHAR",
            "ALTER TABLE " + table("t") + " ALTER COLUMN name TYPE VARCHAR(50)",
            "UPDATE " + table("t") + " SET note = 'mine' WHERE id = '1'");
    run(merged("id", id, name), List.of(row("1", "c"), row("3", "d")));
    assertThat(database().rows("SELECT id, name, note FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "c", "mine"), row("2", "b", null), row("3", "d", null));
  }

  @Test
  void deletedRowsStayMarkedUntilTheyReturn() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column time =
        column("day", DataType.INTEGER).documentedType(DataType.TIME).isDocumented(true).build();
    TableSchema some =
        TableSchema.builder()
            .name("t")
            .addColumns(id, time)
            .addPrimaryKey("id", "day")
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .build();
    TableSchema all = TableSchema.builder().from(some).marksDeletedRows(true).build();
    String question =
        "SELECT id, CASE WHEN _deleted THEN 'gone' ELSE 'there' END FROM "
            + table("t")
            + " ORDER BY id";
    run(some, List.of(row("1", "100"), row("2", "100")));
    run(all, List.of(row("1", "100"), row("3", "100")));
    assertThat(database().rows(question))
        .containsExactly(row("1", "there"), row("2", "gone"), row("3", "there"));
    run(some, List.of(row("2", "100")));
    assertThat(database().rows(question))
        .containsExactly(row("1", "there"), row("2", "there"), row("3", "there"));
    run(all, List.of());
    assertThat(database().rows(question))
        .containsExactly(row("1", "gone"), row("2", "gone"), row("3", "gone"));
  }

  @Test
  void stateIsCommittedWithTheTables() throws IOException {
    StateStore store = sink().stateStore();
    assertThat(store.load()).isEqualTo(ExtractionState.empty());
    ExtractionState state =
        ExtractionState.builder()
            .putTables("t", TableState.builder().addPrimaryKey("id").build())
            .build();
    Column id = column("id", DataType.TEXT).build();
    try (SinkTransaction run = sink().begin()) {
      write(run, merged("id", id), List.of(row("1")));
      assertThat(store.load()).as("before the commit").isEqualTo(ExtractionState.empty());
      run.commit(state.toJson());
      assertThat(store.load()).isEqualTo(state);
    }
    // A run that died here: the next one gets its state.
    try (SinkTransaction next = sink().begin()) {
      assertThat(next.unsavedState()).contains(state.toJson());
      next.stateSaved();
      assertThat(next.unsavedState()).isEqualTo(Optional.empty());
    }
    store.save(ExtractionState.empty());
    assertThat(store.load()).isEqualTo(ExtractionState.empty());
    store.check();
  }

  @Test
  void secondRunAtTheSameTimeIsRefused() throws IOException {
    try (Closeable first = sink().stateStore().lock()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> sink().stateStore().lock()).isInstanceOf(IOException.class);
    }
    sink().stateStore().lock().close();
  }

  private static final Column ID = column("id", DataType.INTEGER).build();
  private static final Column NAME = column("name", DataType.TEXT).build();

  private void createTableOfSomebodyElse() throws IOException {
    database()
        .execute(
            "CREATE SCHEMA IF NOT EXISTS \"" + schemaName() + "\"",
            "CREATE TABLE " + table("t") + " (id BIGINT, note VARCHAR)",
            "INSERT INTO " + table("t") + " VALUES (1, 'mine a'), (77, 'mine c')");
  }

  private static TableSink.Targets targets(LoadType loadType, String... known) {
    return new TableSink.Targets(Set.of("t"), Set.of(known), loadType);
  }

  @Test
  void tableOfSomebodyElseIsRefusedBeforeAndWithinARun() throws IOException {
    createTableOfSomebodyElse();
    for (LoadType loadType : LoadType.values()) {
      assertThatThrownBy(() -> sink().check(targets(loadType)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cannot write table t:")
          .hasMessageContaining("--schema")
          .hasMessageContaining("--prefix")
          .hasMessageContaining("--adopt t");
    }
    TableSchema full =
        TableSchema.builder().name("t").addColumns(ID).loadType(LoadType.FULL_LOAD).build();
    assertThatThrownBy(() -> run(full, List.of(row("1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run(merged("id", ID, NAME), List.of(row("1", "a"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(visible())
        .containsExactly(
            entry("t", List.of(row("id", "note"), row("1", "mine a"), row("77", "mine c"))));
  }

  @Test
  void viewIsNeverTakenForATable() throws IOException {
    createTableOfSomebodyElse();
    database()
        .execute(
            "ALTER TABLE " + table("t") + " RENAME TO base",
            "CREATE VIEW " + table("t") + " AS SELECT * FROM " + table("base"));
    SqlSink adopting = builder().adopt("t").build();
    assertThatThrownBy(() -> adopting.check(targets(LoadType.FULL_LOAD, "t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a view");
  }

  @Test
  void adoptedTableKeepsItsRowsAndColumns() throws IOException {
    createTableOfSomebodyElse();
    SqlSink adopting = builder().adopt("t").build();
    assertThatThrownBy(() -> adopting.check(targets(LoadType.FULL_LOAD)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a full load would drop the rows");
    assertThat(adopting.check(targets(LoadType.INCREMENTAL_UPDATE))).isEmpty();
    try (SinkTransaction run = adopting.begin()) {
      write(run, merged("id", ID, NAME), List.of(row("1", "a"), row("2", "b")));
      run.commit("{}");
    }
    assertThat(database().rows("SELECT id, note, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "mine a", "a"), row("2", null, "b"), row("77", "mine c", null));
    // From now on it is the program's own.
    run(merged("id", ID, NAME), List.of(row("2", "c")));
    assertThat(database().rows("SELECT count(*) FROM " + table("t"))).containsExactly(row("3"));
  }

  @Test
  void tableWithoutAKeyIsNotAdopted() throws IOException {
    createTableOfSomebodyElse();
    database().execute("INSERT INTO " + table("t") + " VALUES (1, 'mine b')");
    SqlSink adopting = builder().adopt("t").build();
    try (SinkTransaction run = adopting.begin()) {
      assertThatThrownBy(() -> run.open(merged("id", ID, NAME)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cannot adopt table t: its rows are not distinguished by id");
    }
    assertThat(database().rows("SELECT count(*) FROM " + table("t"))).containsExactly(row("3"));
  }

  @Test
  void ownTableStaysOwnWhenTheStateIsLost() throws IOException {
    run(merged("id", ID, NAME), List.of(row("1", "a")));
    sink().stateStore().save(ExtractionState.empty());
    assertThat(sink().check(targets(LoadType.FULL_LOAD))).isEmpty();
    run(merged("id", ID, NAME), List.of(row("2", "b")));
    assertThat(database().rows("SELECT count(*) FROM " + table("t"))).containsExactly(row("2"));
  }

  @Test
  void tableOfAnEarlierVersionIsKnownByTheStateInTheDatabase() throws IOException {
    run(merged("id", ID, NAME), List.of(row("1", "a")));
    String state =
        ExtractionState.builder()
            .putTables("t", TableState.builder().addPrimaryKey("id").build())
            .build()
            .toJson();
    database()
        .execute(
            "ALTER TABLE " + table("_customerio_state") + " DROP COLUMN owned_tables",
            "UPDATE " + table("_customerio_state") + " SET state = '" + state + "'");
    assertThat(sink().check(targets(LoadType.FULL_LOAD))).isEmpty();
    sink().stateStore().save(ExtractionState.empty());
    assertThat(sink().check(targets(LoadType.FULL_LOAD))).isEmpty();
  }

  @Test
  void tableThatOnlyTheExtractorKnowsIsItsOwn() throws IOException {
    run(merged("id", ID, NAME), List.of(row("1", "a")));
    database().execute("DROP TABLE " + table("_customerio_state"));
    assertThat(sink().check(targets(LoadType.INCREMENTAL_UPDATE, "t"))).isEmpty();
    try (SinkTransaction run = sink().begin()) {
      run.known(Set.of("t"));
      write(run, merged("id", ID, NAME), List.of(row("2", "b")));
      run.commit("{}");
    }
    assertThat(database().rows("SELECT count(*) FROM " + table("t"))).containsExactly(row("2"));
  }

  @Test
  void missingTableIsFound() throws IOException {
    run(merged("id", ID, NAME), List.of(row("1", "a")));
    assertThat(sink().check(targets(LoadType.INCREMENTAL_UPDATE, "t", "u"))).isEmpty();
    database().execute("DROP TABLE " + table("t"));
    assertThat(sink().check(targets(LoadType.INCREMENTAL_UPDATE, "t", "u"))).containsExactly("t");
  }

  @Test
  void prefixIsThePlaceOfAnotherTable() throws IOException {
    createTableOfSomebodyElse();
    SqlSink prefixed = builder().prefix("crm_").build();
    assertThat(prefixed.check(targets(LoadType.INCREMENTAL_UPDATE))).isEmpty();
    database().execute("CREATE TABLE " + table("crm_t") + " (id BIGINT)");
    assertThatThrownBy(() -> prefixed.check(targets(LoadType.INCREMENTAL_UPDATE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot write table crm_t:");
  }
}
