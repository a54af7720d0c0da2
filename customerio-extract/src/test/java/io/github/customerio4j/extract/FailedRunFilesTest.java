package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that fails leaves on the disk, and what its exception says of it. */
class FailedRunFilesTest {
  @TempDir Path folder;
  private Scene scene;
  private Path spool;
  private final List<Instant> resumed = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    spool = folder.resolve("spool");
    scene.api.list("campaigns", "{\"id\":1,\"name\":\"a\"}");
    scene.api.list("segments", "{\"id\":7}");
    scene.api.list("segments/7/membership", "{\"cio_id\":\"a\"}");
    scene.listener(
        new ExtractionListener() {
          @Override
          public void resumed(Instant startedAt, long pages) {
            resumed.add(startedAt);
          }
        });
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void runWithoutAPageLeavesNothing() throws IOException {
    refuse("");

    ExtractionException e = failure(scene.sink);

    assertThat(e.spoolFolder()).isEmpty();
    assertThat(e.getMessage()).isEqualTo(e.problem()).doesNotContain(spool.toString());
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void runWithPagesLeavesOneFolderAndNamesIt() throws IOException {
    refuse("/v1/segments/7/membership");

    ExtractionException e = failure(scene.sink);

    Path kept = e.spoolFolder().orElseThrow();
    assertThat(kept).hasParent(spool).isDirectory();
    assertThat(files(spool)).containsExactly(kept.getFileName().toString());
    assertThat(e)
        .isInstanceOf(ExtractionException.RequestFailed.class)
        .hasMessage(
            e.problem()
                + " What was read is kept in "
                + kept
                + "; the next run continues from there.");
    assertThat(((ExtractionException.RequestFailed) e).failure()).hasMessage(e.problem());
    scene.api.trouble(request -> Optional.empty());
    scene.run(tables());
    assertThat(resumed).containsExactly(Scene.NOW);
    assertThat(spool).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void destinationThatFailsAtTheEndCostsNoPage(boolean isUnchecked) throws IOException {
    IOException full = new IOException("No space left on device");

    ExtractionException e =
        failure(
            new FailingSink(
                () -> {
                  if (isUnchecked) {
                    throw new UncheckedIOException("Cannot write table campaigns", full);
                  }
                  throw full;
                }));

    assertThat(e).hasCause(full);
    assertThat(e.spoolFolder()).isPresent();
    scene.api.forgetRequests();
    scene.extractor().sink(new FailingSink(() -> {})).build().run(config());
    assertThat(resumed).containsExactly(Scene.NOW);
    assertThat(scene.api.requestCount()).isZero();
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void configurationThatMustChangeLeavesNothing() {
    ExtractionConfig config =
        tables().putExcludedColumns("campaigns", Set.of("nmae")).spoolDirectory(spool).build();

    assertThatExceptionOfType(ExtractionConfig.UnknownColumnException.class)
        .isThrownBy(() -> scene.extractor().sink(scene.sink).build().run(config));

    assertThat(spool).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "parquet", "duckdb"})
  void destinationOfARunThatFailedHasNothingOfIt(String kind) throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path state = Files.createDirectory(folder.resolve("state"));
    Extractor extractor =
        scene
            .extractor()
            .sink(sink(kind, out.resolve("crm")))
            .stateStore(new FileStateStore(state.resolve("state.json")))
            .build();
    extractor.run(config());
    List<String> before = tree(out);
    refuse("/v1/segments/7/membership");

    assertThatExceptionOfType(ExtractionException.class).isThrownBy(() -> extractor.run(config()));

    assertThat(tree(out)).isEqualTo(before);
    assertThat(files(state)).containsExactly("state.json");
    assertThat(files(folder)).containsExactly("out", "spool", "state");
    assertThat(before).noneMatch(name -> name.endsWith(".crc") || name.endsWith(".tmp"));
  }

  private static TableSink sink(String kind, Path place) {
    if (kind.equals("duckdb")) {
      return SqlSink.duckDb(place).withoutRunLog().build();
    }
    FileFormat format =
        switch (kind) {
          case "csv" -> CsvFormat.standard();
          case "jsonl" -> JsonlFormat.plain();
          default -> ParquetFormat.standard();
        };
    return FileSink.builder(place, format).build();
  }

  /** Refuses the path, or all. */
  private void refuse(String path) {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith(path)
                ? Optional.of(new MockResponse.Builder().code(401).build())
                : Optional.empty());
  }

  private ExtractionException failure(TableSink sink) {
    return catchThrowableOfType(
        ExtractionException.class, () -> scene.extractor().sink(sink).build().run(config()));
  }

  private static ExtractionConfig.Builder tables() {
    return ExtractionConfig.builder()
        .addTables("campaigns", "segments")
        .segmentCustomers(SegmentCustomersSelection.builder().build());
  }

  private ExtractionConfig config() {
    return tables().spoolDirectory(spool).build();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> tree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  /** Fails when the first table opens. */
  private record FailingSink(Opening opening) implements TableSink {
    @FunctionalInterface
    private interface Opening {
      void check() throws IOException;
    }

    @Override
    public SinkTransaction begin() throws IOException {
      SinkTransaction memory = TableSink.collecting().begin();
      return new SinkTransaction() {
        @Override
        public TableWriter open(TableSchema schema) throws IOException {
          opening.check();
          return memory.open(schema);
        }

        @Override
        public List<WrittenTable> commit(String state) throws IOException {
          return memory.commit(state);
        }

        @Override
        public void close() throws IOException {
          memory.close();
        }
      };
    }
  }
}
