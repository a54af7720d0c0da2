package io.github.customerio4j.extract.sink.jsonl;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that die at any step of a commit with moves into folders and with removals. */
class JsonlCrashTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T11:30:45Z"), ZoneOffset.UTC);

  /** The steps of the commit: three moves, two removals, and the removal of an empty folder. */
  private static final int STEPS = 6;

  private static final List<String> MOVES =
      List.of("whole.jsonl", "part/20261126T113045Z-2.jsonl", "new/20261126T113045Z-2.jsonl");
  private static final List<String> REMOVALS =
      List.of("whole.jsonl.gz", "whole/20261126T113045Z.jsonl");

  @TempDir Path parent;
  private final Map<String, String> previous = new TreeMap<>();
  private final Map<String, String> complete = new TreeMap<>();
  private Path image = Path.of("");

  /** Runs the commit once, and keeps the content of the staging folder before the moves. */
  @BeforeEach
  void commit() throws IOException {
    image = parent.resolve("image");
    put("previous", "whole.jsonl", "whole.jsonl.gz", "whole/20261126T113045Z.jsonl");
    put("previous", "part.jsonl", "part/20261126T113045Z.jsonl", "notes.txt");
    previous.putAll(files(output()));
    try (SinkTransaction run = sink().begin()) {
      write(run, table("whole", LoadType.FULL_LOAD), List.of(row("1")));
      write(run, table("part", LoadType.INCREMENTAL_UPDATE), List.of(row("2")));
      write(run, table("new", LoadType.INCREMENTAL_UPDATE), List.of(row("3")));
      copy(staging(), image);
      run.commit("{\"version\":1}");
      Files.copy(staging().resolve("journal.json"), image.resolve("journal.json"));
      assertThat(names(staging())).containsExactly("customerio-run.lock", "journal.json");
    }
    complete.putAll(files(output()));
    assertThat(complete.keySet())
        .containsExactlyInAnyOrder(
            "whole.jsonl",
            "part.jsonl",
            "part/20261126T113045Z.jsonl",
            "part/20261126T113045Z-2.jsonl",
            "new/20261126T113045Z-2.jsonl",
            "notes.txt");
    assertThat(Files.readString(image.resolve("journal.json")))
        .contains("\"files\":[\"whole.jsonl\",\"part/20261126T113045Z-2.jsonl\",")
        .contains("\"removals\":[\"whole.jsonl.gz\",\"whole/20261126T113045Z.jsonl\"]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, STEPS})
  void runThatDiedDuringItsCommitIsFinished(int steps) throws IOException {
    dieAfter(steps);
    try (SinkTransaction next = sink().begin()) {
      assertThat(next.unsavedState()).contains("{\"version\":1}");
      assertThat(files(output())).isEqualTo(complete);
      next.stateSaved();
    }
    assertThat(output().resolve("whole")).doesNotExist();
    assertThat(names(parent)).containsExactly("image", "out");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void sinkOfAnotherFormatFinishesTheRunThatDied(int steps) throws IOException {
    dieAfter(steps);
    try (SinkTransaction next = FileSink.builder(output(), CsvFormat.standard()).build().begin()) {
      next.stateSaved();
    }
    assertThat(files(output())).isEqualTo(complete);
  }

  @Test
  void runThatDiedBeforeItsJournalIsUndone() throws IOException {
    dieAfter(0);
    Files.move(staging().resolve("journal.json"), staging().resolve("journal.json.tmp"));
    sink().begin().close();
    assertThat(files(output())).isEqualTo(previous);
    assertThat(names(parent)).containsExactly("image", "out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":1,\"directory\":\"../out\",\"files\":[],\"removals\":[\"../notes.txt\"]}",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[],\"removals\":[\"a/../notes.txt\"]}",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[],\"removals\":[\"/notes.txt\"]}",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[],\"removals\":[\"a/b/notes.txt\"]}",
        "{\"version\":1,\"directory\":\"../out\",\"files\":[],\"removals\":[\"notes.txt\"",
      })
  void journalWithForeignPathsIsIgnored(String journal) throws IOException {
    dieAfter(0);
    Files.writeString(staging().resolve("journal.json"), journal);
    sink().begin().close();
    assertThat(files(output())).isEqualTo(previous);
  }

  @Test
  void nextRunAppendsUnderANewId() throws IOException {
    dieAfter(1);
    try (SinkTransaction next = sink().begin()) {
      write(next, table("part", LoadType.INCREMENTAL_UPDATE), List.of(row("4")));
      next.stateSaved();
      next.commit("{}");
    }
    assertThat(files(output()))
        .containsAllEntriesOf(complete)
        .containsEntry(
            "part/20261126T113045Z-3.jsonl", "{\"_run_id\":\"20261126T113045Z-3\",\"id\":\"4\"}\n");
  }

  @Test
  void unfinishedRunIsKeptUntilItsObstacleIsRemoved() throws IOException {
    dieAfter(1);
    Files.writeString(output().resolve("new"), "in the way");
    assertThatIOException()
        .isThrownBy(() -> sink().begin())
        .withMessageStartingWith("Cannot finish a run that died, whose tables are whole in ")
        .withMessageEndingWith("Remove the cause; the next run finishes it first.");
    Files.delete(output().resolve("new"));
    try (SinkTransaction next = sink().begin()) {
      next.stateSaved();
    }
    assertThat(files(output())).isEqualTo(complete);
  }

  /** Leaves the folders like a process that died after the given number of steps. */
  private void dieAfter(int steps) throws IOException {
    delete(output());
    copy(image, staging());
    previous.forEach(this::restore);
    for (int i = 0; i < MOVES.size() && i < steps; i++) {
      Path target = output().resolve(MOVES.get(i));
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      Files.move(staging().resolve(MOVES.get(i).replace('/', '+')), target);
    }
    for (int i = 0; i < REMOVALS.size() && MOVES.size() + i < steps; i++) {
      Files.delete(output().resolve(REMOVALS.get(i)));
    }
    if (steps == STEPS) {
      Files.delete(output().resolve("whole"));
    }
  }

  private void restore(String file, String content) {
    try {
      put(content, file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void put(String content, String... files) throws IOException {
    for (String file : files) {
      Files.createDirectories(output().resolve(file).getParent());
      Files.writeString(output().resolve(file), content);
    }
  }

  private static TableSchema table(String name, LoadType loadType) {
    return TableSchema.builder().from(schema(name, "id")).loadType(loadType).build();
  }

  private FileSink sink() {
    return FileSink.builder(output(), JsonlFormat.plain()).clock(CLOCK).build();
  }

  private Path output() {
    return parent.resolve("out");
  }

  private Path staging() {
    return parent.resolve(".out.staging");
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : walk(folder)) {
      if (Files.isRegularFile(file)) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static void copy(Path from, Path to) throws IOException {
    delete(to);
    Files.createDirectories(to);
    for (String name : names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths = walk(folder);
    for (int i = paths.size() - 1; i >= 0; i--) {
      Files.delete(paths.get(i));
    }
  }

  private static List<Path> walk(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
