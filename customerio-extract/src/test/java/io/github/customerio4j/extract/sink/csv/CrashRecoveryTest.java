package io.github.customerio4j.extract.sink.csv;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashRecoveryTest {

  private static final List<String> FILES =
      List.of("a.csv", "a.csv.manifest", "b.csv", "b.csv.manifest");
  private static final String JOURNAL =
      "{\"version\":1,\"directory\":\"../out\",\"files\":[\"a.csv\",\"a.csv.manifest\","
          + "\"b.csv\",\"b.csv.manifest\"]}";

  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void runThatDiedBetweenMovesIsFinished(int moved) throws IOException {
    dieAfter(moved, JOURNAL);
    sink().begin().close();
    for (String file : FILES) {
      assertThat(output().resolve(file)).hasContent("new " + file);
    }
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void fileDeletedAfterItsMoveDoesNotStopRecovery() throws IOException {
    dieAfter(4, JOURNAL);
    Files.delete(output().resolve("a.csv"));
    sink().begin().close();
    assertThat(names(output())).containsExactly("a.csv.manifest", "b.csv", "b.csv.manifest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[\"a.csv\",\"b.c",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[\"a.csv\"]}{}",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[\"../../a.csv\"]}",
        "{\"version\":2,\"directory\":\"../out\",\"files\":[\"a.csv\"]}",
        "\u0000\u0000\u0000",
      })
  void damagedJournalUndoesTheRun(String journal) throws IOException {
    dieAfter(0, journal);
    sink().begin().close();
    assertUnchanged();
  }

  @Test
  void runThatDiedBeforeItsCommitIsUndone() throws IOException {
    dieAfter(0, JOURNAL);
    Files.move(staging().resolve("journal.json"), staging().resolve("journal.json.tmp"));
    sink().begin().close();
    assertUnchanged();
  }

  @Test
  void nextRunFinishesTheLastRunAndContinues() throws IOException {
    dieAfter(2, JOURNAL);
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of(row("next")));
      run.commit("{}");
    }
    assertThat(output().resolve("a.csv")).hasContent("id\nnext\n");
    assertThat(output().resolve("b.csv")).hasContent("new b.csv");
  }

  @Test
  void unsavedStateIsReturnedToNextRunsUntilItIsSaved() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of(row("new")));
      run.commit("{\"version\":1}");
    }
    try (SinkTransaction dying = sink().begin()) {
      assertThat(dying.unsavedState()).contains("{\"version\":1}");
      write(dying, schema("a", "id"), List.of(row("never seen")));
    }
    try (SinkTransaction next = sink().begin()) {
      assertThat(next.unsavedState()).contains("{\"version\":1}");
      next.stateSaved();
      assertThat(next.unsavedState()).isEmpty();
    }
    try (SinkTransaction last = sink().begin()) {
      assertThat(last.unsavedState()).isEmpty();
    }
    assertThat(output().resolve("a.csv")).hasContent("id\nnew\n");
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void unfinishedRunIsKeptUntilItsObstacleIsRemoved() throws IOException {
    dieAfter(1, JOURNAL);
    Files.delete(output().resolve("b.csv"));
    Path blocker = Files.createDirectories(output().resolve("b.csv/inside"));
    assertThatIOException()
        .isThrownBy(() -> sink().begin())
        .withMessageStartingWith("Cannot finish a run that died, whose tables are whole in ")
        .withMessageEndingWith("Remove the cause; the next run finishes it first.");
    Files.delete(blocker);
    Files.delete(output().resolve("b.csv"));
    sink().begin().close();
    assertThat(output().resolve("b.csv")).hasContent("new b.csv");
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void tablesOfAnotherOutputFolderAreNotMovedHere() throws IOException {
    dieAfter(1, JOURNAL);
    FileSink other =
        FileSink.builder(parent.resolve("other"), CsvFormat.standard())
            .stagingFolder(staging())
            .build();
    assertThatIOException()
        .isThrownBy(other::begin)
        .withMessage(
            "Cannot begin a run: a run that died left tables in %s for the folder %s, not for %s."
                + " Give each output folder a staging folder of its own.",
            staging(), output(), parent.resolve("other"));
    sink().begin().close();
    assertThat(output().resolve("b.csv")).hasContent("new b.csv");
  }

  @Test
  void stagingFolderWithOtherFilesIsRefused() throws IOException {
    Files.createDirectories(staging());
    Path mine = Files.writeString(staging().resolve("letter.txt"), "mine");
    assertThatIOException()
        .isThrownBy(() -> sink().begin())
        .withMessage(
            "Cannot use %s as the staging folder: it holds other files, such as letter.txt."
                + " Name a folder that is new or empty.",
            staging());
    assertThat(mine).hasContent("mine");
  }

  @Test
  void secondRunInTheSameProcessIsRefused() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatIOException()
            .isThrownBy(() -> sink().begin())
            .withMessage(
                "Cannot begin a run: another one (process %d, this one) is using the staging folder"
                    + " %s. Wait until it ends.",
                ProcessHandle.current().pid(), staging());
      }
      write(run, schema("a", "id"), List.of());
      run.commit("{}");
    }
    sink().begin().close();
  }

  @Test
  void racingRunsUseTheFolderOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    Callable<Void> racer =
        () -> {
          for (int round = 0; round < 100; round++) {
            try (SinkTransaction run = sink().begin()) {
              assertThat(inside.incrementAndGet()).isEqualTo(1);
              write(run, schema("a", "id"), List.of());
              runs.incrementAndGet();
              inside.decrementAndGet();
            } catch (IOException e) {
              assertThat(e).hasMessageContaining("another one (process ");
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (Future<Void> racing : threads.invokeAll(List.of(racer, racer, racer))) {
        racing.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(runs).hasPositiveValue();
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void runOfAnotherProcessHoldsTheFolderUntilItDies() throws Exception {
    Process other = startRunOfAnotherProcess();
    try {
      assertThatIOException()
          .isThrownBy(() -> sink().begin())
          .withMessageContaining("another one (process " + other.pid() + ") is using the staging")
          .withMessageContaining(staging().toString());
      assertThat(names(staging())).contains("half.csv", "whole.csv");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(names(staging())).as("left by the dead process").contains("half.csv", "whole.csv");
    sink().begin().close();
    assertThat(names(output())).isEmpty();
    assertThat(names(parent)).containsExactly("out");
  }

  private Process startRunOfAnotherProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                UnfinishedRun.class.getName(),
                output().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(UTF_8);
    assertThat(lines.readLine()).isEqualTo("writing");
    return process;
  }

  /** Writes tables and never ends. */
  static final class UnfinishedRun {
    private UnfinishedRun() {}

    public static void main(String[] args) throws IOException {
      SinkTransaction run =
          FileSink.builder(Path.of(args[0]), CsvFormat.standard()).build().begin();
      write(run, schema("whole", "id"), List.of(row("1")));
      run.open(schema("half", "id"));
      System.out.println("writing");
      // Until the parent process ends this process, or ends itself.
      while (System.in.read() >= 0) {}
    }
  }

  /** Leaves the folders like a process that died after the given number of moves. */
  private void dieAfter(int moved, String journal) throws IOException {
    Files.createDirectories(output());
    Files.createDirectories(staging());
    Files.writeString(staging().resolve("customerio-run.lock"), "process 1");
    Files.writeString(staging().resolve("journal.json"), journal);
    for (int index = 0; index < FILES.size(); index++) {
      String file = FILES.get(index);
      Files.writeString(output().resolve(file), (index < moved ? "new " : "previous ") + file);
      if (index >= moved) {
        Files.writeString(staging().resolve(file), "new " + file);
      }
    }
  }

  private void assertUnchanged() throws IOException {
    for (String file : FILES) {
      assertThat(output().resolve(file)).hasContent("previous " + file);
    }
    assertThat(names(parent)).containsExactly("out");
  }

  private FileSink sink() {
    return FileSink.builder(output(), CsvFormat.standard()).build();
  }

  private Path output() {
    return parent.resolve("out");
  }

  private Path staging() {
    return parent.resolve(".out.staging");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
