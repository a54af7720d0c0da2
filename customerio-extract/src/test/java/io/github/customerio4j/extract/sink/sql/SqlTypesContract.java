package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSinkContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The columns that a sink of a database makes: their names, their types and later changes. */
abstract class SqlTypesContract extends TableSinkContract {

  @Override
  protected abstract SqlSink sink();

  abstract Database database();

  abstract String schemaName();

  /** The database's name for a type. */
  abstract String nameOf(SqlType type);

  /** A sink whose columns are all texts. */
  abstract SqlSink textual();

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    return database().tables(schemaName());
  }

  String table(String name) {
    return "\"" + schemaName() + "\".\"" + name + "\"";
  }

  static Column.Builder column(String name, DataType values) {
    return Column.builder().name(name).originalKey(name).pointer("/" + name).valueType(values);
  }

  static TableSchema merged(String key, Column... columns) {
    return TableSchema.builder()
        .name("t")
        .addColumns(columns)
        .addPrimaryKey(key)
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  void run(TableSchema schema, List<List<@Nullable String>> rows) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema, rows);
      run.commit("{}");
    }
  }

  @Test
  void columnsHaveTheTypesOfTheirValues() throws IOException {
    Column time =
        column("created", DataType.INTEGER)
            .documentedType(DataType.TIME)
            .isDocumented(true)
            .build();
    Column count =
        column("count", DataType.INTEGER)
            .documentedType(DataType.INTEGER)
            .isDocumented(true)
            .build();
    run(
        merged(
            "id",
            column("id", DataType.INTEGER).isDocumented(true).build(),
            time,
            count,
            column("yes", DataType.BOOLEAN).build(),
            column("list", DataType.JSON).build(),
            column("price", DataType.DECIMAL).scale(2).build(),
            column("whole", DataType.INTEGER).build(),
            column("nothing", DataType.NONE).build(),
            column("text", DataType.TEXT).build()),
        List.of(
            row(
                "7",
                "1795437296",
                "5",
                "true",
                "[1, {\"a\":\"\\\\\"}]",
                "1.50",
                "-3",
                null,
                "\\N\t\n")));
    assertThat(database().types(schemaName(), "t"))
        .containsEntry("id", nameOf(SqlType.TEXT))
        .containsEntry("created", nameOf(SqlType.TIME))
        .containsEntry("count", nameOf(SqlType.INTEGER))
        .containsEntry("yes", nameOf(SqlType.BOOLEAN))
        .containsEntry("list", nameOf(SqlType.JSON))
        .containsEntry("price", nameOf(SqlType.decimal(2)))
        .containsEntry("whole", nameOf(SqlType.INTEGER))
        .containsEntry("text", nameOf(SqlType.TEXT))
        .doesNotContainKey("nothing");
    assertThat(
            database()
                .rows(
                    "SELECT id, CAST(extract(epoch FROM created) AS BIGINT), count, yes, price,"
                        + " whole, text FROM "
                        + table("t")))
        .hasSize(1)
        .first()
        .satisfies(
            cells -> {
              assertThat(cells.subList(0, 3)).containsExactly("7", "1795437296", "5");
              assertThat(cells.get(3)).isIn("true", "t");
              assertThat(cells.subList(4, 7)).containsExactly("1.50", "-3", "\\N\t\n");
            });
    assertThat(database().rows("SELECT list FROM " + table("t")).get(0).get(0))
        .isIn("[1, {\"a\":\"\\\\\"}]", "[1, {\"a\": \"\\\\\"}]");
  }

  @Test
  void cellsOfAnyTypeMayBeNullAndLongNamesStayDifferent() throws IOException {
    String front = "n".repeat(63);
    Column id = column("id", DataType.TEXT).build();
    run(
        merged(
            "id",
            id,
            column(front + "a", DataType.TEXT).build(),
            column(front + "b", DataType.TEXT).build(),
            column("yes", DataType.BOOLEAN).build(),
            column("whole", DataType.INTEGER).build(),
            column("price", DataType.NUMBER).build(),
            column("list", DataType.JSON).build(),
            column("made", DataType.INTEGER)
                .documentedType(DataType.TIME)
                .isDocumented(true)
                .build()),
        List.of(row("1", "a", "b", null, null, null, null, null)));
    assertThat(database().rows("SELECT * FROM " + table("t")))
        .containsExactly(row("1", "a", "b", null, null, null, null, null));
  }

  @Test
  void newColumnsAreAddedAndTypesWidenedWithoutLoss() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column time =
        column("moment", DataType.INTEGER).documentedType(DataType.TIME).isDocumented(true).build();
    run(
        merged(
            "id",
            id,
            column("n", DataType.INTEGER).build(),
            column("b", DataType.BOOLEAN).build(),
            column("gone", DataType.TEXT).build(),
            time),
        List.of(row("1", "900719925474099", "true", "old", "1795437296")));
    run(
        merged(
            "id",
            id,
            column("n", DataType.NUMBER).build(),
            column("b", DataType.TEXT).build(),
            column("moment", DataType.TEXT).isDocumented(true).build(),
            column("more", DataType.JSON).build()),
        List.of(row("2", "1.25", "perhaps", "soon", "[]")));
    run(merged("id", id, column("n", DataType.TEXT).build()), List.of(row("3", "many")));
    assertThat(
            database()
                .rows("SELECT id, n, b, gone, moment, more FROM " + table("t") + " ORDER BY id"))
        .containsExactly(
            row("1", "900719925474099", "true", "old", "1795437296", null),
            row("2", "1.25", "perhaps", null, "soon", "[]"),
            row("3", "many", null, null, null, null));
  }

  @Test
  void commitReturnsTheChangesOfColumns() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    run(merged("id", id, column("n", DataType.INTEGER).build()), List.of(row("1", "1")));
    try (SinkTransaction run = sink().begin()) {
      write(
          run,
          merged(
              "id",
              id,
              column("n", DataType.TEXT).build(),
              column("more", DataType.BOOLEAN).build()),
          List.of(row("2", "x", "true")));
      assertThat(run.commit("{}"))
          .singleElement()
          .satisfies(
              table ->
                  assertThat(table.schemaChanges())
                      .containsExactly(
                          new SchemaChange(
                              "n",
                              "widened from "
                                  + nameOf(SqlType.INTEGER)
                                  + " to "
                                  + nameOf(SqlType.TEXT)),
                          new SchemaChange("more", "added as " + nameOf(SqlType.BOOLEAN))));
    }
  }

  @Test
  void decimalsKeepAllTheirDigits() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    run(
        merged("id", id, column("n", DataType.DECIMAL).scale(3).build()),
        List.of(row("1", "1.125"), row("2", "12345678901234567890"), row("3", "15e-1")));
    run(
        merged("id", id, column("n", DataType.DECIMAL).scale(18).build()),
        List.of(row("4", "-12345678901234567890.123456789012345678")));
    assertThat(
            database()
                .rows(
                    "SELECT id FROM "
                        + table("t")
                        + " WHERE n IN (1.125, 12345678901234567890, 1.5,"
                        + " -12345678901234567890.123456789012345678) ORDER BY id"))
        .containsExactly(row("1"), row("2"), row("3"), row("4"));
    run(
        merged("id", id, column("n", DataType.NUMBER).build()),
        List.of(row("5", "123456789012345678901234567890.5")));
    assertThat(database().rows("SELECT n FROM " + table("t") + " WHERE id = '5'"))
        .containsExactly(row("123456789012345678901234567890.5"));
  }

  @Test
  void timesOfAnyYearAreExact() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    Column time =
        column("moment", DataType.INTEGER).documentedType(DataType.TIME).isDocumented(true).build();
    List<String> seconds =
        List.of(
            "0",
            "-1",
            "951782400",
            "951868799",
            "1709164800",
            "4102444799",
            "-2208988800",
            "99999999999",
            "-99999999999",
            "-62135596801");
    List<List<@Nullable String>> rows = new ArrayList<>();
    seconds.forEach(second -> rows.add(row("s" + second, second)));
    run(merged("id", id, time), rows);
    run(merged("id", id, time), rows);
    assertThat(
            database()
                .rows("SELECT id, CAST(extract(epoch FROM moment) AS BIGINT) FROM " + table("t")))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void columnsWithReservedNamesAreRenamed() throws IOException {
    Column id = column("id", DataType.TEXT).build();
    TableSchema all =
        TableSchema.builder()
            .from(
                merged(
                    "id",
                    id,
                    column("rowid", DataType.INTEGER).build(),
                    column("ctid", DataType.TEXT).build(),
                    Column.builder()
                        .name("deleted")
                        .originalKey("_deleted")
                        .pointer("/_deleted")
                        .valueType(DataType.TEXT)
                        .build()))
            .marksDeletedRows(true)
            .build();
    run(all, List.of(row("1", "5", "a", "mine"), row("1", "4", "b", "mine")));
    run(all, List.of(row("2", "1", "c", "mine")));
    assertThat(
            database()
                .rows("SELECT id, rowid_, ctid_, deleted FROM " + table("t") + " ORDER BY id"))
        .containsExactly(row("1", "4", "b", "mine"), row("2", "1", "c", "mine"));
  }

  @Test
  void columnNamesKeepTheirSpellingWherePossible() throws IOException {
    Column key =
        Column.builder().name("grosse_id").originalKey("größe.id").pointer("/größe/id").build();
    Column quoted =
        Column.builder().name("a_b").originalKey("a\"b; DROP TABLE x").pointer("/a").build();
    Column taken = Column.builder().name("A_B_2").originalKey("A_B").pointer("/A_B").build();
    Column lengthy =
        Column.builder().name("long").originalKey("x".repeat(200)).pointer("/x").build();
    run(merged("grosse_id", key, quoted, taken, lengthy), List.of(row("1", "2", "3", "4")));
    assertThat(database().query("SELECT * FROM " + table("t")).get(0))
        .containsExactly("größe_id", "a\"b; DROP TABLE x", "A_B_2", "long");
  }

  @Test
  void textTypingMakesEveryColumnText() throws IOException {
    Column count =
        column("count", DataType.INTEGER)
            .documentedType(DataType.INTEGER)
            .isDocumented(true)
            .build();
    try (SinkTransaction run = textual().begin()) {
      write(run, merged("count", count), List.of(row("5")));
      run.commit("{}");
    }
    assertThat(database().types(schemaName(), "t")).containsEntry("count", nameOf(SqlType.TEXT));
  }
}
