package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A load keeps a table, with what a user has added to it, and writes only what has changed. */
abstract class KeptTablesContract extends DescribedTablesContract {
  private static final Column ID = column("id", DataType.TEXT).build();
  private static final Column NAME = column("name", DataType.TEXT).build();
  private static final Column SCORE = column("score", DataType.INTEGER).build();

  /** A Full Load of a table whose rows have a key. */
  static TableSchema full(String key, Column... columns) {
    return TableSchema.builder()
        .name("t")
        .addColumns(columns)
        .rowKey(List.of(key))
        .loadType(LoadType.FULL_LOAD)
        .build();
  }

  final RowChanges load(TableSchema schema, List<List<@Nullable String>> rows) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema, rows);
      List<WrittenTable> written = run.commit("{}");
      run.stateSaved();
      return written.get(0).rowChanges().orElseThrow();
    }
  }

  @Test
  void incrementalUpdateTellsWhatChanged() throws IOException {
    TableSchema schema = merged("id", ID, NAME);
    assertThat(load(schema, List.of(row("1", "a"), row("2", null))))
        .isEqualTo(new RowChanges(2, 0, 0, 0));
    assertThat(load(schema, List.of(row("1", "a"), row("2", "b"), row("3", null), row("3", "c"))))
        .isEqualTo(new RowChanges(1, 1, 0, 1));
    assertThat(load(schema, List.of(row("2", null)))).isEqualTo(new RowChanges(0, 1, 0, 0));
  }

  @Test
  void fullLoadDeletesUpdatesAndInsertsOnlyWhatDiffers() throws IOException {
    TableSchema schema = full("id", ID, NAME);
    load(schema, List.of(row("1", "a"), row("2", "b"), row("3", "c")));
    assertThat(load(schema, List.of(row("3", "x"), row("1", "a"), row("4", null))))
        .isEqualTo(new RowChanges(1, 1, 1, 1));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "a"), row("3", "x"), row("4", null));
  }

  @Test
  void fullLoadWithoutKeysComparesWholeRows() throws IOException {
    TableSchema schema = schema("t", "id", "name");
    load(schema, List.of(row("1", "a"), row("1", "a"), row(null, "b"), row("2", "c")));
    database().execute("ALTER TABLE " + table("t") + " ADD COLUMN mine VARCHAR");
    database().execute("UPDATE " + table("t") + " SET mine = 'kept' WHERE id IS NULL");
    assertThat(load(schema, List.of(row("1", "a"), row(null, "b"), row("2", "d"))))
        .isEqualTo(new RowChanges(1, 0, 2, 2));
    assertThat(database().rows("SELECT id, name, mine FROM " + table("t") + " ORDER BY name"))
        .containsExactly(row("1", "a", null), row(null, "b", "kept"), row("2", "d", null));
  }

  /** A table whose rows had keys may get some without. */
  @Test
  void fullLoadWithRepeatedKeysKeepsEachRow() throws IOException {
    load(full("id", ID, NAME), List.of(row("1", "a"), row("2", "b")));
    load(full("id", ID, NAME), List.of(row("1", "a"), row("1", "z"), row(null, "n")));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY name"))
        .containsExactly(row("1", "a"), row(null, "n"), row("1", "z"));
    load(full("id", ID, NAME), List.of(row("1", "b")));
    load(merged("id", ID, NAME), List.of(row("1", "c"), row("2", "d")));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY name"))
        .containsExactly(row("1", "c"), row("2", "d"));
  }

  @Test
  void columnOfAFormerRunBecomesNullAndColumnOfTheUserStays() throws IOException {
    load(full("id", ID, NAME), List.of(row("1", "a"), row("2", "b")));
    database().execute("ALTER TABLE " + table("t") + " ADD COLUMN mine VARCHAR");
    database().execute("UPDATE " + table("t") + " SET mine = 'm' || id");
    load(full("id", ID, SCORE), List.of(row("2", "5"), row("3", "7")));
    assertThat(database().rows("SELECT id, name, score, mine FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("2", null, "5", "m2"), row("3", null, "7", null));
  }

  @Test
  void fullLoadKeepsIndexesCommentsAndViews() throws IOException {
    load(full("id", ID, NAME), List.of(row("1", "a")));
    decorate();
    load(full("id", ID, NAME, SCORE), List.of(row("1", "b", "1"), row("2", "c", null)));
    assertDecorated();
  }

  @Test
  void wideningKeepsIndexesCommentsAndViews() throws IOException {
    load(merged("id", ID, NAME, SCORE), List.of(row("1", "a", "1")));
    decorate();
    database()
        .execute(
            "CREATE VIEW " + table("scores") + " AS SELECT id, score FROM " + table("t"),
            "CREATE VIEW " + table("both") + " AS SELECT max(score) AS s FROM " + table("scores"),
            "COMMENT ON COLUMN " + table("t") + ".score IS 'my score'",
            "COMMENT ON VIEW " + table("both") + " IS 'the best'");
    Column wide = column("score", DataType.TEXT).build();
    load(merged("id", ID, NAME, wide), List.of(row("1", "b", "x"), row("2", "c", "2")));
    assertDecorated();
    assertThat(database().rows("SELECT s FROM " + table("both"))).containsExactly(row("x"));
    assertThat(comments()).contains("my score", "the best");
  }

  /** The order in which views are created again must not depend on their names. */
  @Test
  void viewsWithShortNamesSurviveGrowthAndWidening() throws IOException {
    load(merged("id", ID, SCORE), List.of(row("1", "1")));
    database()
        .execute(
            "CREATE VIEW " + table("v") + " AS SELECT * FROM " + table("t"),
            "CREATE VIEW " + table("w") + " AS SELECT score FROM " + table("v"),
            "CREATE VIEW " + table("a") + " AS SELECT count(*) AS c FROM " + table("w"));
    Column wide = column("score", DataType.TEXT).build();
    load(merged("id", ID, SCORE, NAME), List.of(row("2", "2", "b")));
    load(merged("id", ID, wide, NAME), List.of(row("3", "x", "c")));
    assertThat(database().rows("SELECT c FROM " + table("a"))).containsExactly(row("3"));
    assertThat(database().rows("SELECT score FROM " + table("w") + " ORDER BY score"))
        .containsExactly(row("1"), row("2"), row("x"));
  }

  @Test
  void marksOfDeletedRowsKeepViewsAndTouchNoOtherRow() throws IOException {
    load(merged("id", ID), List.of(row("1"), row("2")));
    database().execute("CREATE VIEW " + table("everything") + " AS SELECT * FROM " + table("t"));
    TableSchema marking =
        TableSchema.builder().from(merged("id", ID)).marksDeletedRows(true).build();
    assertThat(load(marking, List.of(row("1")))).isEqualTo(new RowChanges(0, 0, 1, 1));
    assertThat(load(marking, List.of(row("1")))).isEqualTo(new RowChanges(0, 0, 0, 1));
    load(full("id", ID), List.of(row("1"), row("2")));
    assertThat(database().rows("SELECT id FROM " + table("t") + " WHERE NOT _deleted ORDER BY id"))
        .containsExactly(row("1"), row("2"));
    assertThat(database().rows("SELECT count(*) FROM " + table("everything")))
        .containsExactly(row("2"));
  }

  @Test
  void timeOfTheRunMovesOnlyWithAChange() throws IOException {
    Column at = column("_extracted_at", DataType.INTEGER).build();
    TableSchema schema = merged("id", ID, NAME, at);
    load(schema, List.of(row("1", "a", "100"), row("2", "b", "100")));
    assertThat(load(schema, List.of(row("1", "a", "200"), row("2", "c", "200"))))
        .isEqualTo(new RowChanges(0, 1, 0, 1));
    assertThat(database().rows("SELECT id, _extracted_at FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "100"), row("2", "200"));
  }

  @Test
  void viewThatFailsAlreadyDoesNotStopARun() throws IOException {
    load(merged("id", ID), List.of(row("1")));
    database()
        .execute(
            "CREATE TABLE " + table("other") + " (x INT)",
            "CREATE VIEW "
                + table("broken")
                + " AS SELECT t.id, x FROM "
                + table("t")
                + " AS t, "
                + table("other"));
    dropTable("other");
    load(merged("id", ID, NAME), List.of(row("2", "b")));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", null), row("2", "b"));
  }

  /** Drops a table that a view uses, with the view where the database insists. */
  private void dropTable(String name) throws IOException {
    database().execute("DROP TABLE " + table(name) + " CASCADE");
  }

  @Test
  void rowsWithoutAKeyOfAFullLoadStayThroughAnUpdate() throws IOException {
    load(full("id", ID, NAME), List.of(row(null, "a"), row(null, "b"), row("1", "c")));
    load(merged("id", ID, NAME), List.of(row("1", "d")));
    assertThat(database().rows("SELECT id, name FROM " + table("t") + " ORDER BY name"))
        .containsExactly(row(null, "a"), row(null, "b"), row("1", "d"));
  }

  @Test
  void viewThatDoesNotFitTheNewTypeEndsTheRunAndChangesNothing() throws IOException {
    load(merged("id", ID, SCORE), List.of(row("1", "1")));
    database()
        .execute("CREATE VIEW " + table("next") + " AS SELECT score + 1 AS n FROM " + table("t"));
    Column wide = column("score", DataType.TEXT).build();
    assertThatThrownBy(() -> load(merged("id", ID, wide), List.of(row("1", "x"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("next")
        .hasMessageContaining("run again");
    assertThat(database().rows("SELECT n FROM " + table("next"))).containsExactly(row("2"));
  }

  private void decorate() throws IOException {
    database()
        .execute(
            "CREATE INDEX my_index ON " + table("t") + " (name)",
            "COMMENT ON TABLE " + table("t") + " IS 'my table'",
            "COMMENT ON COLUMN " + table("t") + ".name IS 'my name'",
            "CREATE VIEW " + table("everything") + " AS SELECT * FROM " + table("t"),
            "CREATE VIEW " + table("names") + " AS SELECT name FROM " + table("everything"),
            "CREATE VIEW " + table("count") + " AS SELECT count(*) AS n FROM " + table("names"));
  }

  private void assertDecorated() throws IOException {
    assertThat(database().rows("SELECT n FROM " + table("count"))).containsExactly(row("2"));
    assertThat(database().rows("SELECT name FROM " + table("names") + " ORDER BY name"))
        .containsExactly(row("b"), row("c"));
    assertThat(comments()).contains("my table", "my name");
    assertThat(database().rows(indexes())).contains(row("my_index"));
  }

  private List<String> comments() throws IOException {
    return database().rows(commentsQuery()).stream()
        .map(found -> String.valueOf(found.get(0)))
        .toList();
  }

  /** Selects all comments in the tables' schema. */
  abstract String commentsQuery();

  /** Selects the names of all indexes of table {@code t}. */
  abstract String indexes();
}
