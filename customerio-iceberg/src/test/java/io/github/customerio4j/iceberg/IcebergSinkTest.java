package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IcebergSinkTest {
  private static final long DAY = 86_400;

  @TempDir private Path folder;
  private JdbcCatalog catalog;

  @BeforeEach
  void openCatalog() {
    catalog = LocalWarehouse.catalog(folder);
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  private IcebergSink sink() {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
  }

  private static Column column(String name, DataType type) {
    return Column.builder()
        .name(name)
        .originalKey(name)
        .pointer("/" + name)
        .documentedType(type == DataType.TIME ? type : DataType.TEXT)
        .valueType(type == DataType.TIME ? DataType.INTEGER : type)
        .build();
  }

  private static TableSchema columns(Column... more) {
    return TableSchema.builder()
        .name("messages")
        .description("A message.")
        .addColumns(column("id", DataType.TEXT), column("created", DataType.TIME))
        .addColumns(more)
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private List<WrittenTable> run(TableSchema schema, List<@Nullable String>... rows)
      throws IOException {
    return run(sink(), schema, List.of(rows));
  }

  private static List<WrittenTable> run(
      IcebergSink sink, TableSchema schema, List<List<@Nullable String>> rows) throws IOException {
    try (SinkTransaction run = sink.begin()) {
      write(run, schema, rows);
      return run.commit(ExtractionState.empty().toJson());
    }
  }

  private List<List<@Nullable String>> rows(String table) throws IOException {
    return LocalWarehouse.rows(LocalWarehouse.table(catalog, table));
  }

  private Table messages() {
    return LocalWarehouse.table(catalog, "messages");
  }

  @Test
  void rowsAreMergedByThePrimaryKey() throws IOException {
    TableSchema schema = columns(column("subject", DataType.TEXT));
    run(schema, row("a", "100", "x"), row("b", "200", "y"), row("a", "100", "z"));
    assertThat(rows("messages"))
        .containsExactly(
            row("id", "created", "subject"), row("b", "200", "y"), row("a", "100", "z"));
    List<WrittenTable> written =
        run(schema, row("b", "200", "new"), row("c", "300", null), row("a", "100", "z"));
    assertThat(rows("messages"))
        .containsExactlyInAnyOrder(
            row("id", "created", "subject"),
            row("a", "100", "z"),
            row("b", "200", "new"),
            row("c", "300", null));
    assertThat(written.get(0).rowChanges()).contains(new RowChanges(1, 1, 0, 1));
  }

  @Test
  void unchangedRowsWriteNoFile() throws IOException {
    TableSchema schema = columns(column("_extracted_at", DataType.TEXT));
    run(schema, row("a", "100", "monday"), row("b", "200", "monday"));
    List<String> before = locations();
    List<WrittenTable> written = run(schema, row("a", "100", "tuesday"));
    assertThat(locations()).isEqualTo(before);
    assertThat(written.get(0).rowChanges()).contains(new RowChanges(0, 0, 0, 1));
    assertThat(written.get(0).bytes()).isZero();
  }

  @Test
  void onlyFilesOfTheTimesOfTheRunAreWrittenAgain() throws IOException {
    TableSchema schema = columns(column("subject", DataType.TEXT));
    for (int day = 0; day < 5; day++) {
      run(schema, row("m" + day, String.valueOf(day * DAY), "x"));
    }
    List<String> before = locations();
    assertThat(before).hasSize(5);
    run(schema, row("m3", String.valueOf(3 * DAY), "changed"));
    List<String> after = locations();
    assertThat(after).hasSize(5);
    before.retainAll(after);
    assertThat(before).hasSize(4);
    assertThat(rows("messages")).contains(row("m3", String.valueOf(3 * DAY), "changed")).hasSize(6);
  }

  @Test
  void manySmallFilesAreMerged() throws IOException {
    TableSchema schema = columns();
    for (int day = 0; day < 10; day++) {
      run(schema, row("m" + day, String.valueOf(day * DAY)));
    }
    assertThat(locations()).hasSizeLessThan(8);
    assertThat(rows("messages")).hasSize(11);
  }

  @Test
  void primaryKeyIsTheIdentifierOfRows() throws IOException {
    run(columns(), row("a", "100"));
    Table table = messages();
    assertThat(table.schema().identifierFieldNames()).containsExactly("id");
    assertThat(table.properties()).containsEntry("comment", "A message.");
  }

  @Test
  void dataFilesHaveCountsAndBounds() throws IOException {
    run(columns(column("n", DataType.INTEGER)), row("a", "100", null), row("b", "200", "7"));
    DataFile file = LocalWarehouse.files(messages()).get(0);
    int n = messages().schema().findField("n").fieldId();
    assertThat(file.recordCount()).isEqualTo(2);
    assertThat(file.nullValueCounts()).containsEntry(n, 1L);
    assertThat(file.lowerBounds()).containsKey(n);
    assertThat(file.splitOffsets()).containsExactly(4L);
  }

  @Test
  void newColumnsAreAddedAndTypesWidened() throws IOException {
    run(columns(column("n", DataType.INTEGER)), row("a", "100", "1"), row("b", "200", "2"));
    int before = messages().schema().findField("n").fieldId();
    List<WrittenTable> written =
        run(
            columns(column("n", DataType.TEXT), column("extra", DataType.BOOLEAN)),
            row("c", "9000000", "many", "true"));
    Schema schema = messages().schema();
    assertThat(schema.findField("n").type()).isEqualTo(Types.StringType.get());
    assertThat(schema.findField("n").fieldId()).isNotEqualTo(before);
    assertThat(schema.findField("extra").type()).isEqualTo(Types.BooleanType.get());
    List<String> columns = schema.columns().stream().map(NestedField::name).toList();
    assertThat(columns).containsExactly("id", "created", "n", "extra");
    List<List<@Nullable String>> cells = new ArrayList<>();
    for (List<@Nullable String> one : rows("messages")) {
      cells.add(row(one.get(0), one.get(columns.indexOf("n")), one.get(columns.indexOf("extra"))));
    }
    assertThat(cells)
        .containsExactlyInAnyOrder(
            row("id", "n", "extra"),
            row("a", "1", null),
            row("b", "2", null),
            row("c", "many", "true"));
    assertThat(written.get(0).schemaChanges())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("n: widened from long to string", "extra: added as boolean");
  }

  @Test
  void keyThatBecomesTextKeepsItsRows() throws IOException {
    for (DataType type : List.of(DataType.INTEGER, DataType.TEXT)) {
      TableSchema schema =
          TableSchema.builder()
              .name("t")
              .addColumns(column("id", type))
              .addPrimaryKey("id")
              .loadType(LoadType.INCREMENTAL_UPDATE)
              .build();
      run(schema, row("7"), row(type == DataType.TEXT ? "x" : "8"));
    }
    assertThat(rows("t")).containsExactlyInAnyOrder(row("id"), row("7"), row("8"), row("x"));
  }

  @Test
  void deletedRowsAreMarkedAndTheMarkGoesWhenTheyReturn() throws IOException {
    TableSchema schema =
        TableSchema.builder()
            .name("segments")
            .addColumns(column("id", DataType.TEXT))
            .addPrimaryKey("id")
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .marksDeletedRows(true)
            .build();
    run(schema, row("a"), row("b"));
    assertThat(run(schema, row("a")).get(0).rowChanges()).contains(new RowChanges(0, 0, 1, 1));
    assertThat(rows("segments"))
        .containsExactlyInAnyOrder(row("id", "_is_deleted"), row("a", "false"), row("b", "true"));
    run(schema, row("a"), row("b"));
    assertThat(rows("segments"))
        .containsExactlyInAnyOrder(row("id", "_is_deleted"), row("a", "false"), row("b", "false"));
  }

  @Test
  void namesOfIcebergsOwnColumnsGetASuffix() throws IOException {
    run(schema("t", "_file", "_deleted", "id"), row("a", "b", "c"));
    assertThat(rows("t")).containsExactly(row("_file_", "_deleted_", "id"), row("a", "b", "c"));
  }

  @Test
  void runWithoutKeyOfARowIsRefused() throws IOException {
    try (SinkTransaction run = sink().begin();
        TableWriter writer = run.open(columns())) {
      assertThatIOException()
          .isThrownBy(() -> writer.write(Rows.view(row(null, "100"))))
          .withMessageContaining("one has no id");
    }
  }

  @Test
  void fullLoadOfTheSameRowsWritesNoFile() throws IOException {
    TableSchema schema = schema("t", "id", "_extracted_at");
    run(schema, row("1", "monday"), row("2", "monday"));
    long before = LocalWarehouse.table(catalog, "t").currentSnapshot().snapshotId();
    List<WrittenTable> same = run(schema, row("1", "tuesday"), row("2", "tuesday"));
    assertThat(LocalWarehouse.table(catalog, "t").currentSnapshot().snapshotId()).isEqualTo(before);
    assertThat(same.get(0).rowChanges()).contains(new RowChanges(0, 0, 0, 2));
    run(schema, row("2", "tuesday"), row("1", "tuesday"));
    run(schema, row("1", "monday"));
    assertThat(rows("t")).containsExactly(row("id", "_extracted_at"), row("1", "monday"));
  }

  @Test
  void tableOfSomebodyElseIsRefused() throws IOException {
    catalog.createNamespace(LocalWarehouse.NAMESPACE);
    catalog.createTable(
        TableIdentifier.of(LocalWarehouse.NAMESPACE, "t"),
        new Schema(NestedField.optional(1, "id", Types.StringType.get())));
    try (SinkTransaction run = sink().begin()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.open(schema("t", "id")))
          .withMessageContaining("no run has made it");
    }
  }

  @Test
  void ofTwoRunsTheSecondIsRefused() throws IOException {
    run(columns(), row("a", "100"));
    try (SinkTransaction first = sink().begin();
        SinkTransaction second = sink().begin()) {
      write(first, columns(), List.of(row("b", "200")));
      write(second, columns(), List.of(row("c", "300")));
      first.commit("{}");
      assertThatIOException()
          .isThrownBy(() -> second.commit("{}"))
          .withMessageContaining("another run committed");
    }
    assertThat(rows("messages")).hasSize(3);
  }

  @Test
  void stateIsCommittedWithTheTables() throws IOException {
    ExtractionState state = ExtractionState.empty();
    run(columns(), row("a", "100"));
    assertThat(sink().stateStore().load()).isEqualTo(state);
    try (SinkTransaction next = sink().begin()) {
      assertThat(next.unsavedState()).contains(state.toJson());
      sink().stateStore().save(state);
      next.stateSaved();
    }
    try (SinkTransaction next = sink().begin()) {
      assertThat(next.unsavedState()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void nextRunFinishesARunThatDiedAfterItsCommit() throws IOException {
    run(columns(), row("a", "100"));
    run(schema("other", "id"), row("1"));
    DyingCatalog dying = new DyingCatalog(catalog);
    IcebergSink sink = IcebergSink.builder(dying, LocalWarehouse.NAMESPACE).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, columns(), List.of(row("b", "200")));
      write(run, schema("fresh", "id"), List.of(row("2")));
      dying.dieAfterCommitsOf(Journal.TABLE);
      assertThatIOException().isThrownBy(() -> run.commit("{}"));
    }
    assertThat(rows("messages")).hasSize(2);
    sink().begin().close();
    assertThat(rows("messages")).hasSize(3);
    assertThat(rows("fresh")).containsExactly(row("id"), row("2"));
    sink().begin().close();
    assertThat(rows("messages")).hasSize(3);
  }

  @Test
  void tableThatWasCompactedDuringTheRunLosesNothing() throws IOException {
    run(columns(column("s", DataType.TEXT)), row("a", "100", "x"), row("b", "200", "x"));
    try (SinkTransaction run = sink().begin()) {
      write(
          run,
          columns(column("s", DataType.TEXT)),
          List.of(row("a", "100", "y"), row("c", "300", "y")));
      Table table = messages();
      List<DataFile> files = LocalWarehouse.files(table);
      // Another program writes the same rows into another file.
      Path copy = Path.of(files.get(0).location() + ".compacted.parquet");
      Files.copy(Path.of(files.get(0).location()), copy);
      DataFile compacted =
          DataFiles.builder(table.spec()).copy(files.get(0)).withPath(copy.toString()).build();
      table.newRewrite().deleteFile(files.get(0)).addFile(compacted).commit();
      run.commit("{}");
    }
    assertThat(rows("messages"))
        .containsExactlyInAnyOrder(
            row("id", "created", "s"),
            row("a", "100", "y"),
            row("b", "200", "x"),
            row("c", "300", "y"));
  }

  @Test
  void olderSnapshotsExpire() throws IOException {
    IcebergSink sink =
        IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).keptSnapshots(2).build();
    for (int i = 0; i < 5; i++) {
      run(sink, schema("t", "id"), List.of(row(String.valueOf(i))));
    }
    assertThat(LocalWarehouse.table(catalog, "t").snapshots()).hasSize(2);
    assertThat(LocalWarehouse.table(catalog, Journal.TABLE).snapshots()).hasSize(2);
    assertThat(rows("t")).containsExactly(row("id"), row("4"));
  }

  private List<String> locations() throws IOException {
    return new ArrayList<>(
        LocalWarehouse.files(messages()).stream().map(DataFile::location).sorted().toList());
  }
}
