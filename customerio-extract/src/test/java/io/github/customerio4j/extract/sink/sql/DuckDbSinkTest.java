package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSinkTest extends KeptTablesContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("crm.duckdb");
  }

  @Override
  protected SqlSink sink() {
    return SqlSink.duckDb(file()).build();
  }

  @Override
  String commentsQuery() {
    return "SELECT comment FROM (SELECT comment, schema_name FROM duckdb_tables() UNION ALL SELECT"
        + " comment, schema_name FROM duckdb_columns() UNION ALL SELECT comment, schema_name FROM"
        + " duckdb_views()) AS c WHERE comment IS NOT NULL";
  }

  @Override
  String commentsOfT() {
    return "SELECT '' AS name, comment FROM duckdb_tables() WHERE table_name = 't' AND comment IS"
        + " NOT NULL UNION ALL SELECT column_name, comment FROM duckdb_columns() WHERE table_name ="
        + " 't' AND comment IS NOT NULL ORDER BY 1";
  }

  @Override
  String indexes() {
    return "SELECT index_name FROM duckdb_indexes() WHERE table_name = 't'";
  }

  @Override
  SqlSink.Builder builder() {
    return SqlSink.duckDb(file());
  }

  @Test
  void tableOfSomebodyElseIsFoundWhateverItsCase() throws IOException {
    database()
        .execute(
            "CREATE SCHEMA other",
            "CREATE TABLE other.\"T\" (\"ID\" BIGINT, note VARCHAR)",
            "INSERT INTO other.\"T\" VALUES (1, 'mine')");
    TableSink.Targets targets =
        new TableSink.Targets(Set.of("t"), Set.of(), LoadType.INCREMENTAL_UPDATE);
    assertThatThrownBy(() -> builder().schema("OTHER").build().check(targets))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".T is there already");
    try (SinkTransaction run = builder().schema("OTHER").adopt("t").build().begin()) {
      Column id = column("id", DataType.INTEGER).build();
      Column name = column("name", DataType.TEXT).build();
      Rows.write(run, merged("id", id, name), List.of(Rows.row("1", "a"), Rows.row("2", "b")));
      run.commit("{}");
    }
    assertThat(database().rows("SELECT id, note, name FROM other.t ORDER BY id"))
        .containsExactly(Rows.row("1", "mine", "a"), Rows.row("2", null, "b"));
  }

  @Test
  void missingFileIsNotMadeByACheck() throws IOException {
    assertThat(
            builder()
                .build()
                .check(
                    new TableSink.Targets(
                        Set.of("t"), Set.of("t", "u"), LoadType.INCREMENTAL_UPDATE)))
        .containsExactly("t");
    assertThat(file()).doesNotExist();
  }

  @Override
  SqlSink textual() {
    return SqlSink.duckDb(file()).typing(Typing.TEXT).build();
  }

  @Override
  Database database() {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file()));
  }

  @Override
  String schemaName() {
    return "main";
  }

  @Override
  String nameOf(SqlType type) {
    return new DuckDbDialect(file()).typeName(type);
  }
}
