package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data files of runs that never committed are deleted, and no others. */
final class IcebergLeftoversTest {
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

  private static IcebergSink sink(Catalog catalog) {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
  }

  private static TableSchema messages() {
    return TableSchema.builder()
        .from(schema("messages", "id", "subject"))
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  private void run(List<@Nullable String> row) throws IOException {
    try (SinkTransaction run = sink(catalog).begin()) {
      write(run, messages(), List.of(row));
      run.commit("{}");
    }
  }

  /** A process that ends without a word: nobody closes its run. */
  private SinkTransaction begun(List<@Nullable String> row) throws IOException {
    SinkTransaction run = sink(catalog).begin();
    write(run, messages(), List.of(row));
    return run;
  }

  private Set<String> dataFiles() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> all = Files.list(folder.resolve("warehouse/crm/messages/data"))) {
      all.forEach(file -> names.add(file.toString()));
    }
    return names;
  }

  private Set<String> live() throws IOException {
    Set<String> names = new HashSet<>();
    Table table = LocalWarehouse.table(catalog, "messages");
    for (DataFile file : LocalWarehouse.files(table)) {
      names.add(file.location());
    }
    return names;
  }

  @Test
  void filesOfADeadRunGoOnceItCanNoLongerCommit() throws IOException {
    run(row("a", "x"));
    begun(row("dead", "x"));
    Set<String> withDead = dataFiles();
    assertThat(withDead).hasSize(2);

    run(row("b", "x"));
    assertThat(dataFiles()).containsAll(withDead).hasSize(3);
    run(row("c", "x"));

    assertThat(dataFiles()).isEqualTo(live()).hasSize(3);
    assertThat(LocalWarehouse.rows(LocalWarehouse.table(catalog, "messages"))).hasSize(4);
  }

  @Test
  void filesOfARunBeforeTheFirstCommitGoToo() throws IOException {
    begun(row("dead", "x"));
    run(row("a", "x"));
    run(row("b", "x"));

    assertThat(dataFiles()).isEqualTo(live());
  }

  @Test
  void filesOfARunInProgressStay() throws IOException {
    run(row("a", "x"));
    run(row("b", "x"));
    try (SinkTransaction slow = begun(row("slow", "x"))) {
      sink(catalog).begin().close();
      slow.commit("{}");
    }

    assertThat(dataFiles()).isEqualTo(live());
    assertThat(LocalWarehouse.rows(LocalWarehouse.table(catalog, "messages")))
        .contains(row("slow", "x"));
  }

  @Test
  void runWhoseFilesWereDeletedCannotCommit() throws IOException {
    run(row("a", "x"));
    try (SinkTransaction slow = begun(row("slow", "x"))) {
      run(row("b", "x"));
      run(row("c", "x"));
      assertThatIOException()
          .isThrownBy(() -> slow.commit("{}"))
          .withMessageContaining("another run committed");
    }

    assertThat(dataFiles()).isEqualTo(live());
  }

  @Test
  void filesOfOlderSnapshotsStay() throws IOException {
    run(row("a", "x"));
    run(row("a", "y"));
    run(row("a", "z"));

    assertThat(live()).hasSize(1);
    assertThat(dataFiles()).hasSize(3);
  }

  @Test
  void journalKeepsNoFilesOfDeadRuns() throws IOException {
    run(row("a", "x"));
    DyingCatalog dying = new DyingCatalog(catalog);
    try (SinkTransaction run = sink(dying).begin()) {
      write(run, messages(), List.of(row("b", "x")));
      dying.dieAfterCommitsOf(Journal.TABLE);
      assertThatIOException().isThrownBy(() -> run.commit("{}"));
    }
    // The run has committed: its files are the table's, although it died after that.
    run(row("c", "x"));

    assertThat(dataFiles()).isEqualTo(live()).hasSize(3);
  }

  @Test
  void whatASnapshotHasStaysEvenIfTheJournalWasPutBack() throws IOException {
    run(row("a", "x"));
    long first = LocalWarehouse.table(catalog, Journal.TABLE).currentSnapshot().snapshotId();
    run(row("b", "x"));
    LocalWarehouse.table(catalog, Journal.TABLE).manageSnapshots().rollbackTo(first).commit();
    run(row("c", "x"));
    run(row("d", "x"));

    assertThat(dataFiles()).isEqualTo(live()).hasSize(4);
  }
}
