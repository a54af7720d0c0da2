package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever makes a run fail is an {@link ExtractionException} that leads to its cause. */
class ExtractionFailuresTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.list("campaigns", "{\"id\":1}");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void refusedKeyIsAFailedRequest() {
    scene.api.trouble(request -> Optional.of(new MockResponse.Builder().code(401).build()));

    ExtractionConfig children =
        ExtractionConfig.builder()
            .segmentCustomers(SegmentCustomersSelection.builder().build())
            .spoolDirectory(spool())
            .build();

    ExtractionException.RequestFailed run =
        catchThrowableOfType(
            ExtractionException.RequestFailed.class, () -> extractor(scene.sink).run(config()));
    ExtractionException.RequestFailed plan =
        catchThrowableOfType(
            ExtractionException.RequestFailed.class, () -> extractor(scene.sink).plan(children));

    assertThat(run.failure()).isInstanceOf(AuthenticationException.class).isSameAs(run.getCause());
    assertThat(run)
        .hasMessage(run.failure().getMessage())
        .hasMessageContaining("Check that the key");
    assertThat(plan.failure()).isInstanceOf(AuthenticationException.class);
  }

  @Test
  void damagedStateIsAFailureOfTheRun() throws IOException {
    Path file = Files.writeString(folder.resolve("state.json"), "{\"version\":2}");

    ExtractionException failure = failure(scene.sink, new FileStateStore(file));

    assertThat(failure)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("Cannot read the state at $.version")
        .hasMessageContaining(file.toString());
  }

  @Test
  void stateInUseHasTheReasonAsCause() throws IOException {
    FileStateStore store = new FileStateStore(folder.resolve("state.json"));
    Closeable other = store.lock();
    try (other) {
      assertThat(failure(scene.sink, store))
          .hasCauseInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot extract: Cannot begin a run: another one (process ");
    }
  }

  @Test
  void folderThatCannotBeWrittenHasTheReasonAsCause() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "a file");

    assertThat(failure(FileSink.builder(file, CsvFormat.standard()).build()))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void databaseThatIsNotThereLeadsToItsSqlException() {
    ExtractionException failure =
        failure(SqlSink.postgresql("postgresql://nobody@127.0.0.1:1/none").build());

    assertThat(failure)
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("Cannot lock the database");
    assertThat(failure.getCause()).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void fullSpoolHasTheReasonAsCause() {
    ExtractionConfig config =
        ExtractionConfig.builder()
            .addTables("campaigns")
            .maxSpoolBytes(1)
            .spoolDirectory(spool())
            .build();

    ExtractionException failure =
        catchThrowableOfType(ExtractionException.class, () -> extractor(scene.sink).run(config));

    assertThat(failure).hasCauseInstanceOf(IOException.class).hasMessageContaining("maxSpoolBytes");
    assertThat(failure.spoolFolder()).isEmpty();
    assertThat(spool()).isEmptyDirectory();
  }

  @Test
  void exceptionOfAListenerIsTheCause() {
    IllegalStateException bug = new IllegalStateException("a bug of mine");
    scene.listener(
        new ExtractionListener() {
          @Override
          public void started(ExtractionStart start) {
            throw bug;
          }
        });

    assertThat(failure(scene.sink))
        .hasCause(bug)
        .hasMessage("Cannot extract: java.lang.IllegalStateException: a bug of mine");
  }

  @Test
  void exceptionOfASinkIsTheCause() {
    UnsupportedOperationException bug = new UnsupportedOperationException();
    TableSink sink =
        new TableSink() {
          @Override
          public SinkTransaction begin() {
            throw bug;
          }
        };

    assertThat(failure(sink)).hasCause(bug).hasMessageContaining("UnsupportedOperationException");
  }

  @Test
  void configurationThatCannotBeUsedIsNoFailureOfARun() {
    ExtractionConfig marking =
        ExtractionConfig.builder()
            .addTables("campaigns")
            .deletedRows(ExtractionConfig.DeletedRows.MARK)
            .build();
    Extractor extractor =
        extractor(FileSink.builder(folder.resolve("out"), CsvFormat.standard()).build());

    assertThatIllegalArgumentException().isThrownBy(() -> extractor.run(marking));
    assertThatIllegalArgumentException().isThrownBy(() -> extractor.start(marking));
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  private ExtractionConfig config() {
    return ExtractionConfig.builder().addTables("campaigns").spoolDirectory(spool()).build();
  }

  private Extractor extractor(TableSink sink) {
    return scene.extractor().sink(sink).build();
  }

  private ExtractionException failure(TableSink sink) {
    return failure(sink, scene.store());
  }

  private ExtractionException failure(TableSink sink, StateStore store) {
    return catchThrowableOfType(
        ExtractionException.class,
        () -> scene.extractor().sink(sink).stateStore(store).build().run(config()));
  }
}
