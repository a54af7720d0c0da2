package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables say what they are, by comments, and what runs did with them, by the run log. */
abstract class DescribedTablesContract extends SqlSinkContract {
  private static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

  /** Selects the comments of table {@code t}: the column's name, or an empty one, and the text. */
  abstract String commentsOfT();

  private static TableSchema described(String table, String column) {
    return TableSchema.builder()
        .name("t")
        .description(table)
        .addColumns(
            Column.builder()
                .name("id")
                .originalKey("id")
                .pointer("/id")
                .isDocumented(true)
                .description(column)
                .build())
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  private void load(SqlSink sink, TableSchema schema, TableSink.RunFacts facts) throws IOException {
    try (SinkTransaction run = sink.begin()) {
      write(run, schema, List.of(row("1")));
      run.describe(facts);
      run.commit("{}");
      run.stateSaved();
    }
  }

  private static TableSink.RunFacts facts(Instant start, TableSink.TableFacts... tables) {
    return new TableSink.RunFacts(start, start.plusSeconds(5), List.of(tables), Optional.empty());
  }

  private static TableSink.TableFacts table(long requests, String... warnings) {
    return new TableSink.TableFacts(
        "t", requests, Optional.of(Duration.ofDays(14)), List.of(warnings), Optional.empty());
  }

  @Test
  void commentsComeFromTheCatalogAndFollowIt() throws IOException {
    load(builder().build(), described("One row a thing.", "It's the id."), facts(START));
    assertThat(database().rows(commentsOfT()))
        .containsExactly(row("", "One row a thing."), row("id", "It's the id."));
    load(builder().build(), described("One row a thing.", "Identifies it."), facts(START));
    assertThat(database().rows(commentsOfT()))
        .containsExactly(row("", "One row a thing."), row("id", "Identifies it."));
  }

  @Test
  void commentOfTheUserIsNeverChanged() throws IOException {
    load(builder().build(), described("One row a thing.", "The id."), facts(START));
    database()
        .execute(
            "COMMENT ON TABLE " + table("t") + " IS 'mine'",
            "COMMENT ON COLUMN " + table("t") + ".id IS 'my id'");
    load(builder().build(), described("Another sentence.", "Another id."), facts(START));
    assertThat(database().rows(commentsOfT())).containsExactly(row("", "mine"), row("id", "my id"));
  }

  @Test
  void runLogHasARowForEachTableOfARun() throws IOException {
    load(builder().build(), described("", ""), facts(START, table(3, "odd", "late")));
    load(builder().build(), described("", ""), facts(START.plusSeconds(60), table(2)));
    assertThat(
            database()
                .rows(
                    "SELECT table_name, rows_new, rows_changed, rows_deleted, rows_unchanged,"
                        + " requests, tier, warnings, error FROM "
                        + table("_customerio_runs")
                        + " ORDER BY started"))
        .containsExactly(
            row("t", "1", "0", "0", "0", "3", "14d", "odd\nlate", null),
            row("t", "0", "0", "0", "1", "2", "14d", null, null));
    assertThat(
            database()
                .rows(
                    "SELECT count(DISTINCT run), CAST(max(extract(epoch FROM ended - started)) AS"
                        + " INT) FROM "
                        + table("_customerio_runs")))
        .containsExactly(row("2", "5"));
  }

  @Test
  void runLogKeepsAYearByTheTimeOfTheRun() throws IOException {
    load(builder().build(), described("", ""), facts(START, table(1)));
    load(builder().build(), described("", ""), facts(START.plus(Duration.ofDays(364)), table(2)));
    load(builder().build(), described("", ""), facts(START.plus(Duration.ofDays(366)), table(3)));
    assertThat(
            database()
                .rows("SELECT requests FROM " + table("_customerio_runs") + " ORDER BY started"))
        .containsExactly(row("2"), row("3"));
  }

  @Test
  void runThatFailedIsNotedAlone() throws IOException {
    builder()
        .build()
        .failed(
            new TableSink.RunFacts(
                START, START.plusSeconds(9), List.of(), Optional.of("Cannot read messages")));
    assertThat(
            database().rows("SELECT table_name, requests, error FROM " + table("_customerio_runs")))
        .containsExactly(row(null, null, "Cannot read messages"));
  }

  @Test
  void tableThatFailedStandsBesideTheOthers() throws IOException {
    TableSink.TableFacts failed =
        new TableSink.TableFacts(
            "segments", 0, Optional.empty(), List.of(), Optional.of("Cannot read segments"));
    load(builder().prefix("cio_").build(), described("", ""), facts(START, table(1), failed));
    assertThat(
            database()
                .rows(
                    "SELECT entry, table_name, error FROM "
                        + table("_customerio_runs")
                        + " ORDER BY entry"))
        .containsExactly(row("1", "cio_t", null), row("2", "segments", "Cannot read segments"));
  }

  @Test
  void runLogCanBeLeftOut() throws IOException {
    SqlSink sink = builder().withoutRunLog().build();
    load(sink, described("", ""), facts(START, table(1)));
    sink.failed(new TableSink.RunFacts(START, START, List.of(), Optional.of("no")));
    assertThat(database().tables(schemaName())).containsOnlyKeys("t");
  }

  @Test
  void tableOfAnotherProgramWithTheNameOfTheRunLogIsNamedBeforeARun() throws IOException {
    load(builder().withoutRunLog().build(), described("", ""), facts(START));
    database().execute("CREATE TABLE " + table("_customerio_runs") + " (mine INT)");
    TableSink.Targets targets =
        new TableSink.Targets(Set.of("t"), Set.of("t"), LoadType.INCREMENTAL_UPDATE);
    assertThatThrownBy(() -> builder().build().check(targets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("_customerio_runs")
        .hasMessageContaining("--no-run-log");
  }
}
