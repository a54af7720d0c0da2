package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.iceberg.file.LocalFileIO;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits to REST catalogs, one table at a time and all at once, with faults and other writers. */
final class RestCatalogTest {
  private static final String TOGETHER = "transactions/commit";
  private static final String JOURNAL = "tables/" + Journal.TABLE;
  private static final String MERGED = "tables/merged";

  private final CatalogServers servers = new CatalogServers();
  private CatalogServers.@Nullable Opened opened;
  @TempDir private Path folder;

  @AfterEach
  void close() throws IOException {
    try (servers) {
      if (opened != null) {
        opened.close();
      }
    }
  }

  private RestCatalogServer open(CatalogServers.Kind kind) throws IOException {
    opened = servers.open(kind, folder, new LocalFileIO());
    return opened.rest();
  }

  private IcebergSink sink() {
    return IcebergSink.builder(catalog().catalog(), LocalWarehouse.NAMESPACE).build();
  }

  private CatalogServers.Opened catalog() {
    if (opened == null) {
      throw new IllegalStateException("No catalog is open.");
    }
    return opened;
  }

  private static TableSchema merged(DataType type, String... more) {
    TableSchema.Builder schema =
        TableSchema.builder()
            .name("merged")
            .addColumns(column("id", DataType.TEXT), column("n", type))
            .addPrimaryKey("id")
            .loadType(LoadType.INCREMENTAL_UPDATE);
    for (String name : more) {
      schema.addColumns(column(name, DataType.TEXT));
    }
    return schema.build();
  }

  private static Column column(String name, DataType type) {
    return Column.builder()
        .name(name)
        .originalKey(name)
        .pointer("/" + name)
        .documentedType(DataType.TEXT)
        .valueType(type)
        .build();
  }

  /** Merges a row and replaces a table. */
  private void run(String id, String value) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, merged(DataType.INTEGER), List.of(row(id, value)));
      write(run, schema("replaced", "id"), List.of(row(value)));
      run.commit("{\"run\":" + value + "}");
    }
  }

  private Set<List<@Nullable String>> rows(String table) throws IOException {
    List<List<@Nullable String>> rows =
        LocalWarehouse.rows(LocalWarehouse.table(catalog().catalog(), table));
    Set<List<@Nullable String>> unordered = new HashSet<>(rows);
    assertThat(unordered).as("each row once").hasSameSizeAs(rows);
    return unordered;
  }

  private Optional<String> state() throws IOException {
    try (SinkTransaction next = sink().begin()) {
      return next.unsavedState();
    }
  }

  /** Another program writes the same rows into another file. */
  private void compact() {
    try {
      Table table = LocalWarehouse.table(catalog().rest().catalog(), "merged");
      DataFile file = LocalWarehouse.files(table).get(0);
      Path copy = Path.of(file.location() + ".compacted.parquet");
      Files.copy(Path.of(file.location()), copy);
      table
          .newRewrite()
          .deleteFile(file)
          .addFile(DataFiles.builder(table.spec()).copy(file).withPath(copy.toString()).build())
          .commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertHasBoth(String value) throws IOException {
    assertThat(rows("merged"))
        .containsExactlyInAnyOrder(row("id", "n"), row("a", "1"), row("b", value));
    assertThat(rows("replaced")).containsExactlyInAnyOrder(row("id"), row(value));
    assertThat(state()).contains("{\"run\":" + value + "}");
    assertOnlyFilesOfSnapshots();
  }

  /** Each data file and each manifest in the warehouse belongs to a snapshot. */
  private void assertOnlyFilesOfSnapshots() throws IOException {
    Set<String> known = new HashSet<>();
    for (String name : List.of("merged", "replaced", Journal.TABLE)) {
      Table table = LocalWarehouse.table(catalog().catalog(), name);
      for (var snapshot : table.snapshots()) {
        known.add(snapshot.manifestListLocation());
        snapshot.allManifests(table.io()).forEach(manifest -> known.add(manifest.path()));
        try (CloseableIterable<FileScanTask> tasks =
            table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
          tasks.forEach(task -> known.add(task.file().location()));
        }
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      Set<String> found =
          files
              .filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(file -> file.endsWith(".avro") || file.endsWith(".parquet"))
              .collect(Collectors.toSet());
      found.removeAll(known);
      assertThat(found).isEmpty();
    }
  }

  @Test
  void tablesThatExistAndTheStateAreCommittedInOneRequest() throws IOException {
    RestCatalogServer server = open(CatalogServers.Kind.REST_TOGETHER);
    run("a", "1");
    long before = server.requests("");
    run("b", "2");
    assertThat(server.requests("") - before).isEqualTo(1);
    assertThat(server.requests(TOGETHER)).isEqualTo(1);
    assertHasBoth("2");
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogServers.Kind.class,
      names = {"REST", "REST_UNTOLD"})
  void tablesAreCommittedOneByOneWhereTheCatalogDoesNotTakeAllAtOnce(CatalogServers.Kind kind)
      throws IOException {
    RestCatalogServer server = open(kind);
    run("a", "1");
    run("b", "2");
    assertHasBoth("2");
    assertThat(server.requests(MERGED)).isEqualTo(2);
  }

  @Test
  void tableThatTheRunMakesComesAfterTheOthers() throws IOException {
    RestCatalogServer server = open(CatalogServers.Kind.REST_TOGETHER);
    run("a", "1");
    try (SinkTransaction run = sink().begin()) {
      write(run, merged(DataType.INTEGER), List.of(row("b", "2")));
      write(run, schema("fresh", "id"), List.of(row("3")));
      run.commit("{}");
    }
    assertThat(server.requests(TOGETHER)).isEqualTo(1);
    assertThat(rows("merged")).contains(row("b", "2")).hasSize(3);
    assertThat(rows("fresh")).containsExactlyInAnyOrder(row("id"), row("3"));
  }

  @Test
  void columnsChangeInTheSameRequest() throws IOException {
    RestCatalogServer server = open(CatalogServers.Kind.REST_TOGETHER);
    run("a", "1");
    try (SinkTransaction run = sink().begin()) {
      write(run, merged(DataType.TEXT, "extra"), List.of(row("b", "many", "x")));
      run.commit("{}");
    }
    assertThat(server.requests(TOGETHER)).isEqualTo(1);
    assertThat(server.requests(MERGED)).isEqualTo(1);
    Table table = LocalWarehouse.table(catalog().catalog(), "merged");
    assertThat(table.schema().findField("n").type()).isEqualTo(Types.StringType.get());
    assertThat(rows("merged"))
        .containsExactlyInAnyOrder(
            row("id", "n", "extra"), row("a", "1", null), row("b", "many", "x"));
  }

  @Test
  void lostAnswerToTheRequestForAllTablesIsACommit() throws IOException {
    RestCatalogServer server = open(CatalogServers.Kind.REST_TOGETHER);
    run("a", "1");
    server.loseAnswerTo(TOGETHER);
    run("b", "2");
    assertHasBoth("2");
    server.beUnavailableAfter(TOGETHER);
    run("b", "3");
    assertHasBoth("3");
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogServers.Kind.class,
      names = {"REST", "REST_UNTOLD"})
  void lostAnswersToTheRequestsForEachTableAreCommits(CatalogServers.Kind kind) throws IOException {
    RestCatalogServer server = open(kind);
    run("a", "1");
    for (String table : List.of(JOURNAL, MERGED)) {
      server.loseAnswerTo(table);
    }
    run("b", "2");
    assertHasBoth("2");
    for (String table : List.of(JOURNAL, MERGED)) {
      server.beUnavailableAfter(table);
    }
    run("b", "3");
    assertHasBoth("3");
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogServers.Kind.class,
      names = {"REST", "REST_TOGETHER"})
  void lostAnswersOfTheFirstRunAreCommits(CatalogServers.Kind kind) throws IOException {
    RestCatalogServer server = open(kind);
    for (String table : List.of(JOURNAL, MERGED, "tables/replaced")) {
      server.loseAnswerTo(table);
    }
    run("a", "1");
    run("b", "2");
    assertHasBoth("2");
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogServers.Kind.class,
      names = {"REST", "REST_UNTOLD", "REST_TOGETHER"})
  void tableThatIsCompactedDuringTheCommitLosesNothing(CatalogServers.Kind kind)
      throws IOException {
    RestCatalogServer server = open(kind);
    run("b", "0");
    run("a", "1");
    String request = kind == CatalogServers.Kind.REST_TOGETHER ? TOGETHER : MERGED;
    for (int i = 0; i < 3; i++) {
      server.before(request, this::compact);
    }
    run("b", "2");
    assertHasBoth("2");
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogServers.Kind.class,
      names = {"REST", "REST_UNTOLD", "REST_TOGETHER"})
  void runIsRefusedIfAnotherOneCommitsDuringItsCommit(CatalogServers.Kind kind) throws IOException {
    RestCatalogServer server = open(kind);
    run("a", "1");
    server.before(
        kind == CatalogServers.Kind.REST_TOGETHER ? TOGETHER : JOURNAL,
        () -> {
          try {
            run("b", "2");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    assertThatIOException()
        .isThrownBy(() -> run("b", "3"))
        .withMessageContaining("another run committed");
    assertHasBoth("2");
  }

  @Test
  void olderSnapshotsExpire() throws IOException {
    open(CatalogServers.Kind.REST_TOGETHER);
    IcebergSink sink =
        IcebergSink.builder(catalog().catalog(), LocalWarehouse.NAMESPACE).keptSnapshots(2).build();
    for (int i = 0; i < 4; i++) {
      try (SinkTransaction run = sink.begin()) {
        write(run, schema("t", "id"), List.of(row(String.valueOf(i))));
        run.commit("{}");
      }
    }
    assertThat(LocalWarehouse.table(catalog().catalog(), "t").snapshots()).hasSize(2);
    assertThat(rows("t")).containsExactlyInAnyOrder(row("id"), row("3"));
  }
}
