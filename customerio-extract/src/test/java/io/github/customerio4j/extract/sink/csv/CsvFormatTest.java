package io.github.customerio4j.extract.sink.csv;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.view;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.csv.CsvFormat.FormulaEscaping;
import io.github.customerio4j.extract.sink.csv.CsvFormat.ManifestFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest extends TableSinkContract {

  @TempDir Path parent;

  @Override
  protected TableSink sink() {
    return FileSink.builder(output(), CsvFormat.standard()).build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    for (String name : names(output())) {
      if (name.endsWith(".csv")) {
        assertThat(output().resolve(name + ".manifest")).isRegularFile();
        tables.put(name.substring(0, name.length() - 4), Rfc4180.read(output().resolve(name)));
      } else {
        assertThat(name).as("nothing but tables and manifests").endsWith(".csv.manifest");
      }
    }
    return tables;
  }

  @Test
  void rowsGiveTheExpectedBytes() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(
          run,
          schema("t", "id", "name", "note"),
          List.of(row("1", null, ""), row(null, "a,b", "say \"hi\"\r\n"), row("", "é😀\0", " x")));
      run.commit("{}");
    }
    assertThat(output().resolve("t.csv"))
        .hasBinaryContent(
            "id,name,note\n1,,\"\"\n,\"a,b\",\"say \"\"hi\"\"\r\n\"\n\"\",\"é😀\0\",\" x\"\n"
                .getBytes(UTF_8));
  }

  @Test
  void formulasAreEscapedOnlyIfConfigured() throws IOException {
    List<List<@Nullable String>> rows =
        List.of(row("=1+1", "+x"), row("-2", "@me"), row("\ttab", "\rreturn"), row("a=b", ""));
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("exact", "a", "b"), rows);
      run.commit("{}");
      run.stateSaved();
    }
    TableSink neutral =
        FileSink.builder(
                output(), CsvFormat.standard().withFormulaEscaping(FormulaEscaping.APOSTROPHE))
            .build();
    try (SinkTransaction run = neutral.begin()) {
      write(run, schema("neutral", "a", "b"), rows);
      run.commit("{}");
      run.stateSaved();
    }

    assertThat(output().resolve("exact.csv"))
        .hasBinaryContent(
            "a,b\n=1+1,+x\n-2,@me\n\"\ttab\",\"\rreturn\"\na=b,\"\"\n".getBytes(UTF_8));
    assertThat(output().resolve("neutral.csv"))
        .hasBinaryContent(
            "a,b\n'=1+1,'+x\n'-2,'@me\n'\ttab,\"'\rreturn\"\na=b,\"\"\n".getBytes(UTF_8));
  }

  @Test
  void commitReturnsPathsAndSizes() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of(row("1")));
      assertThat(run.commit("{}"))
          .containsExactly(
              new WrittenTable("t", output().resolve("t.csv").toString(), "id\n1\n".length()));
    }
  }

  @Test
  void sameTablesGiveSameBytes() throws IOException {
    byte[][] previous = {{}, {}};
    for (int round = 0; round < 2; round++) {
      try (SinkTransaction run = sink().begin()) {
        write(run, schema("t", "id", "b"), List.of(row("1", "x y"), row("é", "")));
        run.commit("{}");
      }
      byte[] csv = Files.readAllBytes(output().resolve("t.csv"));
      byte[] manifest = Files.readAllBytes(output().resolve("t.csv.manifest"));
      if (round > 0) {
        assertThat(csv).isEqualTo(previous[0]);
        assertThat(manifest).isEqualTo(previous[1]);
      }
      previous = new byte[][] {csv, manifest};
    }
  }

  @Test
  void manifestHasTheConfiguredForm() throws IOException {
    TableSink sink =
        FileSink.builder(output(), CsvFormat.standard().withManifest(ManifestFormat.NATIVE_TYPES))
            .build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("t", "id"), List.of());
      run.commit("{}");
    }
    assertThat(output().resolve("t.csv.manifest")).content().contains("\"manifest_type\"");
  }

  @Test
  void stagingFolderIsBesideTheOutputAndIsDeletedAtTheEnd() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of());
      assertThat(names(parent)).containsExactly(".out.staging", "out");
      run.commit("{}");
      run.stateSaved();
    }
    assertThat(names(parent)).containsExactly("out");
    try (SinkTransaction run = sink().begin()) {
      run.open(schema("t", "id"));
    }
    assertThat(names(parent)).as("after a run without a commit").containsExactly("out");
  }

  @Test
  void stagingFolderCanBeConfigured() throws IOException {
    Path staging = parent.resolve("data/.staging");
    TableSink sink =
        FileSink.builder(parent.resolve("data/tables"), CsvFormat.standard())
            .stagingFolder(staging)
            .build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("t", "id"), List.of());
      assertThat(names(staging)).contains("t.csv", "t.csv.manifest");
      run.commit("{}");
      run.stateSaved();
    }
    assertThat(names(parent.resolve("data"))).containsExactly("tables");
  }

  @Test
  void outputFolderCanBeASymbolicLink() throws IOException {
    Files.createDirectory(parent.resolve("real"));
    Files.createSymbolicLink(output(), parent.resolve("real"));
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of());
      run.commit("{}");
    }
    assertThat(parent.resolve("real/t.csv")).isRegularFile();
  }

  @Test
  void otherFilesInTheOutputFolderStay() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("notes.txt"), "mine");
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("t", "id"), List.of());
      run.commit("{}");
    }
    assertThat(output().resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void folderInPlaceOfATablesFileStopsTheCommit() throws IOException {
    Files.createDirectories(output().resolve("t.csv"));
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of());
      write(run, schema("t", "id"), List.of());
      assertThatIOException()
          .isThrownBy(() -> run.commit("{}"))
          .withMessage(
              "Cannot commit the tables: %s is a folder. Remove it and run again.",
              output().resolve("t.csv"));
    }
    assertThat(names(output())).containsExactly("t.csv");
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void missingStagedFileStopsTheCommit() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of());
      write(run, schema("b", "id"), List.of());
      Files.delete(parent.resolve(".out.staging/b.csv"));
      assertThatIOException()
          .isThrownBy(() -> run.commit("{}"))
          .withMessageStartingWith("Cannot commit the tables: b.csv is missing from the staging");
    }
    assertThat(names(output())).isEmpty();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(output(), "a file");
    assertThatIOException()
        .isThrownBy(() -> sink().begin())
        .withMessageStartingWith("Cannot write tables to " + output() + ": ")
        .withMessageContaining("Name a folder in which this process may make files");
  }

  @Test
  void stagingFolderOnAnotherFileSystemIsRefused() throws IOException {
    Path memory = Path.of("/dev/shm");
    Files.createDirectories(output());
    assumeTrue(
        Files.isDirectory(memory)
            && !Files.getAttribute(memory, "unix:dev")
                .equals(Files.getAttribute(output(), "unix:dev")),
        "a second file system to test with");
    Path staging = Files.createTempDirectory(memory, "staging");
    try {
      TableSink sink =
          FileSink.builder(output(), CsvFormat.standard()).stagingFolder(staging).build();
      assertThatIOException()
          .isThrownBy(sink::begin)
          .withMessage(
              "Cannot write tables to %s: the staging folder %s is on another file system."
                  + " Name one on the same.",
              output(), staging);
    } finally {
      assertThat(Files.exists(staging)).as("nothing is left there").isFalse();
      Files.deleteIfExists(staging);
    }
  }

  @Test
  void nestedFoldersAreRefused() {
    for (Path staging : List.of(output(), output().resolve("staging"), parent)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> FileSink.builder(output(), CsvFormat.standard()).stagingFolder(staging).build())
          .withMessage(
              "Cannot write tables to %s: the staging folder %s must lie beside it. Name another.",
              output(), staging);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileSink.builder(Path.of("/"), CsvFormat.standard()).build())
        .withMessageContaining("Name a folder");
  }

  @Test
  void rowWithWrongNumberOfCellsIsRefused() throws IOException {
    try (SinkTransaction run = sink().begin();
        TableWriter writer = run.open(schema("t", "a", "b"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(view(row("1"))))
          .withMessage("Cannot write to table t: a row has 1 cells, the table 2 columns");
    }
  }

  @Test
  void tableWithAFailedRowCannotBeCompleted() throws IOException {
    try (SinkTransaction run = sink().begin();
        TableWriter writer = run.open(schema("t", "a", "b"))) {
      Row failing = Rows.failingAfterACell();
      assertThatThrownBy(() -> writer.write(failing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the second cell fails");
      assertThatIllegalStateException()
          .isThrownBy(writer::complete)
          .withMessage("Cannot complete table t: its writer is broken by a failure before");
    }
  }

  @Test
  void loneSurrogateInAColumnNameIsRefused() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      assertThatIOException().isThrownBy(() -> run.open(schema("t", "a\ud800")));
    }
  }

  private Path output() {
    return parent.resolve("out");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
