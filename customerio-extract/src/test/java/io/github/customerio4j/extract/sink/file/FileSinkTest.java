package io.github.customerio4j.extract.sink.file;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats of users: the format writes the content, and the sink does the rest. */
class FileSinkTest extends TableSinkContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T11:30:45Z"), ZoneOffset.UTC);

  @TempDir Path parent;

  @Override
  protected TableSink sink() {
    return FileSink.builder(output(), new Tabs()).clock(CLOCK).build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    for (String name : files()) {
      if (name.endsWith(".tabs")) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(output().resolve(name))) {
          rows.add(
              row(
                  Arrays.stream(line.split("\t", -1))
                      .map(cell -> cell.equals("\\N") ? null : cell)
                      .toArray(String[]::new)));
        }
        tables.put(name.substring(0, name.length() - 5), rows);
      }
    }
    return tables;
  }

  @Test
  void formatWithTwoMethodsReplacesTheFile() throws IOException {
    FileFormat ids =
        new FileFormat() {
          @Override
          public String extension() {
            return "ids";
          }

          @Override
          public TableWriter open(NewFile file) throws IOException {
            return new Lines(file.path(), 1);
          }
        };
    for (String value : List.of("1", "2")) {
      try (SinkTransaction run = FileSink.builder(output(), ids).build().begin()) {
        write(run, appended("t"), List.of(row(value)));
        run.commit("{}");
        run.stateSaved();
      }
    }
    assertThat(files()).containsExactly("t.ids");
    assertThat(output().resolve("t.ids")).as("it does not append").hasContent("2");
  }

  @Test
  void companionFilesAreWrittenAndRemovedWithTheirDataFile() throws IOException {
    load(LoadType.INCREMENTAL_UPDATE, "1");
    assertThat(files())
        .containsExactly("t/20261126T113045Z.tabs", "t/20261126T113045Z.tabs.columns");
    assertThat(output().resolve("t/20261126T113045Z.tabs.columns")).hasContent("id");
    load(LoadType.FULL_LOAD, "2");
    assertThat(files()).containsExactly("t.tabs", "t.tabs.columns");
    assertThat(output().resolve("t")).doesNotExist();
  }

  @Test
  void scratchFilesAreDeletedWhenTheRunEnds() throws IOException {
    FileFormat scratching =
        new Tabs() {
          @Override
          public TableWriter open(NewFile file) throws IOException {
            Files.createFile(file.path().resolveSibling(file.path().getFileName() + ".scratch"));
            return super.open(file);
          }
        };
    try (SinkTransaction run = FileSink.builder(output(), scratching).build().begin()) {
      write(run, schema("t", "id"), List.of());
      run.commit("{}");
      run.stateSaved();
    }
    assertThat(files()).containsExactly("t.tabs", "t.tabs.columns");
    assertThat(output().resolveSibling(".out.staging")).doesNotExist();
  }

  @Test
  void failedFormatCheckStopsTheRunBeforeAnyFileIsMade() {
    FileFormat missing =
        new Tabs() {
          @Override
          public void check() throws IOException {
            throw new IOException("Add the library.");
          }
        };
    assertThatIOException()
        .isThrownBy(() -> FileSink.builder(output(), missing).build().begin())
        .withMessage("Add the library.");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void formatThatFailsToOpenLeavesNoFile() throws IOException {
    FileFormat failing =
        new Tabs() {
          @Override
          public TableWriter open(NewFile file) throws IOException {
            Files.createFile(file.path());
            throw new IOException("a column is too wide");
          }
        };
    try (SinkTransaction run = FileSink.builder(output(), failing).build().begin()) {
      assertThatIOException()
          .isThrownBy(() -> run.open(schema("t", "id")))
          .withMessage("a column is too wide");
      assertThat(run.commit("{}")).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void extensionsUnfitForFileNamesAreRefused() {
    for (String extension : List.of("", "../x", "a/b", ".gz", "gz.", "a..b", "é")) {
      FileFormat format =
          new Tabs() {
            @Override
            public String extension() {
              return extension;
            }
          };
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FileSink.builder(output(), format).build())
          .withMessage(
              "Cannot write tables to %s: extension \"%s\" is not fit for file names. Use letters,"
                  + " digits, - and _, with dots between them.",
              output(), extension);
    }
  }

  private void load(LoadType loadType, String value) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(
          run,
          TableSchema.builder().from(schema("t", "id")).loadType(loadType).build(),
          List.of(row(value)));
      run.commit("{}");
      run.stateSaved();
    }
  }

  private static TableSchema appended(String name) {
    return TableSchema.builder()
        .from(schema(name, "id"))
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  private Path output() {
    return parent.resolve("out");
  }

  private List<String> files() throws IOException {
    if (Files.notExists(output())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(output())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> output().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Cells separated by tabs, with the columns in a companion file. */
  private static class Tabs implements FileFormat {
    @Override
    public String extension() {
      return "tabs";
    }

    @Override
    public boolean appends() {
      return true;
    }

    @Override
    public TableWriter open(NewFile file) throws IOException {
      Lines lines = new Lines(file.path(), file.schema().columns().size());
      lines.line(file.schema().columns().stream().map(Column::name).toList());
      return lines;
    }

    @Override
    public Map<String, byte[]> companions(TableSchema schema) {
      return Map.of(".columns", schema.columns().get(0).name().getBytes(UTF_8));
    }
  }

  private static final class Lines implements TableWriter {
    private final BufferedWriter out;
    private final int columns;

    Lines(Path file, int columns) throws IOException {
      this.out = Files.newBufferedWriter(file);
      this.columns = columns;
    }

    void line(List<String> cells) throws IOException {
      out.write(String.join("\t", cells) + "\n");
    }

    @Override
    public void write(Row row) throws IOException {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        cells.add(Optional.ofNullable(row.text(column)).orElse("\\N"));
      }
      line(cells);
    }

    @Override
    public void complete() throws IOException {
      out.close();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
