package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another program changes a table at each moment of a run: before any of the run's calls to the
 * files of the warehouse.
 */
final class IcebergBesideOthersTest {
  @TempDir private Path folder;

  /** Files that let another program act before one of the calls. */
  private static final class InterruptedFiles extends ForwardingFiles {
    private static final long serialVersionUID = 1L;

    private long left = Long.MAX_VALUE;
    private transient Runnable other = () -> {};

    void before(long call, Runnable action) {
      left = call;
      other = action;
    }

    boolean hasActed() {
      return left < 0;
    }

    @Override
    void beforeCall() {
      left--;
      if (left == -1) {
        other.run();
      }
    }
  }

  private static TableSchema messages(String... columns) {
    return TableSchema.builder()
        .from(schema("messages", columns))
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private static void run(JdbcCatalog catalog, TableSchema schema, List<@Nullable String>... rows)
      throws IOException {
    IcebergSink sink = IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema, List.of(rows));
      run.commit("{}");
    }
  }

  /**
   * Runs while another program acts once, before every other call; the rows are the same every
   * time.
   */
  private void actFrom(int first, Consumer<Table> action, List<List<@Nullable String>> expected)
      throws IOException {
    boolean hasActed = true;
    for (int call = first; hasActed; call += 2) {
      Path place = Files.createDirectories(folder.resolve("before-" + call));
      InterruptedFiles files = new InterruptedFiles();
      try (JdbcCatalog catalog = LocalWarehouse.catalog(place, files);
          JdbcCatalog others = LocalWarehouse.catalog(place)) {
        run(catalog, messages("id", "subject"), row("a", "x"), row("b", "x"));
        run(catalog, messages("id", "subject"), row("c", "x"));
        files.before(call, () -> action.accept(LocalWarehouse.table(others, "messages")));
        run(catalog, messages("id", "subject", "more"), row("a", "y", null), row("d", "y", "z"));
        hasActed = files.hasActed();
        if (hasActed) {
          assertThat(LocalWarehouse.rows(LocalWarehouse.table(others, "messages")))
              .as("before call %d", call)
              .containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
  }

  /** The same rows in other files. */
  private static void compact(Table table) {
    try {
      RewriteFiles rewrite = table.newRewrite();
      for (DataFile file : LocalWarehouse.files(table)) {
        rewrite.deleteFile(file).addFile(copy(table, file, "compacted"));
      }
      rewrite.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataFile copy(Table table, DataFile file, String name) throws IOException {
    Path copy = Path.of(file.location() + "." + name + ".parquet");
    Files.copy(Path.of(file.location()), copy);
    return DataFiles.builder(table.spec()).copy(file).withPath(copy.toString()).build();
  }

  /** Rows with other keys. */
  private static void append(Table table) {
    try {
      TableColumns columns =
          TableColumns.of(messages("id", "subject"), Optional.of(table), Typing.TYPED);
      Place place = Place.of(table, "messages", "others", Path.of(table.location()), 1 << 20);
      try (FileWriter writer = new FileWriter(place, columns, 0)) {
        writer.write(new PlacedRow(columns.places()).of(Rows.view(row("theirs", "t"))));
        table.newAppend().appendFile(writer.finish().get(0)).commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<@Nullable String>> expected() {
    return new ArrayList<>(
        List.of(
            row("id", "subject", "more"),
            row("a", "y", null),
            row("b", "x", null),
            row("c", "x", null),
            row("d", "y", "z")));
  }

  @Test
  void compactionLosesNothing() throws IOException {
    actFrom(0, IcebergBesideOthersTest::compact, expected());
  }

  @Test
  void appendedRowsStay() throws IOException {
    List<List<@Nullable String>> expected = expected();
    expected.add(row("theirs", "t", null));
    actFrom(1, IcebergBesideOthersTest::append, expected);
  }

  /** Whether the run is committed; if not, it has to say why. */
  private static boolean isCommitted(JdbcCatalog catalog, String id, String state)
      throws IOException {
    IcebergSink sink = IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, messages("id"), List.of(row(id)));
      write(run, schema("replaced", "id"), List.of(row(id)));
      run.commit(state);
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("another run committed");
      return false;
    }
  }

  private static void commit(JdbcCatalog catalog, String id, String state) {
    try {
      assertThat(isCommitted(catalog, id, state)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void commitOfAnotherRunAtAnyMomentStays() throws IOException {
    boolean hasActed = true;
    boolean wasRefused = false;
    for (int call = 1; hasActed; call += 2) {
      Path place = Files.createDirectories(folder.resolve("run-" + call));
      InterruptedFiles files = new InterruptedFiles();
      try (JdbcCatalog catalog = LocalWarehouse.catalog(place, files);
          JdbcCatalog others = LocalWarehouse.catalog(place)) {
        commit(catalog, "a", "{\"run\":1}");
        files.before(call, () -> commit(others, "b", "{\"run\":2}"));
        boolean isCommitted = isCommitted(catalog, "c", "{\"run\":3}");
        hasActed = files.hasActed();
        wasRefused |= !isCommitted;
        if (hasActed) {
          List<List<@Nullable String>> expected =
              new ArrayList<>(List.of(row("id"), row("a"), row("b")));
          if (isCommitted) {
            expected.add(row("c"));
          }
          assertThat(LocalWarehouse.rows(LocalWarehouse.table(others, "messages")))
              .as("before call %d", call)
              .containsExactlyInAnyOrderElementsOf(expected);
          assertThat(LocalWarehouse.rows(LocalWarehouse.table(others, "replaced")))
              .as("before call %d", call)
              .containsExactly(row("id"), row("b"));
          IcebergSink sink = IcebergSink.builder(others, LocalWarehouse.NAMESPACE).build();
          try (SinkTransaction next = sink.begin()) {
            assertThat(next.unsavedState()).as("before call %d", call).contains("{\"run\":2}");
          }
        }
      }
    }
    assertThat(wasRefused).isTrue();
  }
}
