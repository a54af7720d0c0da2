package io.github.customerio4j.extract.sink.jsonl;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.ZstdInputStream;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonlFormatTest extends TableSinkContract {

  private static final Instant BEGIN = Instant.parse("2026-11-26T11:30:45.999Z");

  @TempDir Path parent;

  @Override
  protected TableSink sink() {
    return sink(Compression.NONE);
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    for (String name : files()) {
      assertThat(name).as("nothing but tables").endsWith(".jsonl");
      tables.put(name.substring(0, name.length() - 6), cells(read(name)));
    }
    return tables;
  }

  @Override
  @Test
  protected void tableWithoutRowsIsVisibleWithItsColumns() throws IOException {
    // Only rows show the columns, so a table without rows is an empty file.
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("empty", "id", "name"), List.of());
      run.commit("{}");
    }
    assertThat(output().resolve("empty.jsonl")).isEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void sameTablesGiveSameBytesInTheCompressionOfTheExtension(Compression compression)
      throws IOException {
    byte[] previous = {};
    for (int round = 0; round < 2; round++) {
      load(compression, LoadType.FULL_LOAD, BEGIN.plusSeconds(round), "x");
      byte[] bytes = Files.readAllBytes(output().resolve("t." + compression.extension()));
      assertThat(round == 0 ? bytes : previous).isEqualTo(bytes);
      previous = bytes;
    }
    assertThat(files()).containsExactly("t." + compression.extension());
    try (InputStream in = decompressed(output().resolve("t." + compression.extension()))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("{\"id\":\"x\"}\n");
    }
  }

  @Test
  void incrementalUpdateAppendsAFileAndKeepsOthers() throws IOException {
    load(Compression.NONE, LoadType.FULL_LOAD, BEGIN, "whole");
    load(Compression.NONE, LoadType.INCREMENTAL_UPDATE, BEGIN.plusSeconds(60), "one");
    byte[] whole = Files.readAllBytes(output().resolve("t.jsonl"));
    byte[] one = Files.readAllBytes(output().resolve("t/20261126T113145Z.jsonl"));
    load(Compression.GZIP, LoadType.INCREMENTAL_UPDATE, BEGIN.plusSeconds(120), "two");

    assertThat(files())
        .containsExactly("t.jsonl", "t/20261126T113145Z.jsonl", "t/20261126T113245Z.jsonl.gz");
    assertThat(output().resolve("t.jsonl")).hasBinaryContent(whole);
    assertThat(output().resolve("t/20261126T113145Z.jsonl")).hasBinaryContent(one);
    assertThat(new String(whole, UTF_8)).isEqualTo("{\"id\":\"whole\"}\n");
    assertThat(new String(one, UTF_8))
        .isEqualTo("{\"_run_id\":\"20261126T113145Z\",\"id\":\"one\"}\n");
    assertThat(read("t/20261126T113245Z.jsonl.gz"))
        .extracting(line -> JsonTree.text(line, "_run_id").orElse(""))
        .containsExactly("20261126T113245Z");
  }

  @Test
  void runsInTheSameSecondHaveDifferentIds() throws IOException {
    for (String value : List.of("1", "2", "3")) {
      try (SinkTransaction run = sink().begin()) {
        write(run, table("t", LoadType.INCREMENTAL_UPDATE), List.of(row(value)));
        if (value.equals("3")) {
          write(run, table("u", LoadType.INCREMENTAL_UPDATE), List.of(row(value)));
        }
        run.commit("{}");
        run.stateSaved();
      }
    }
    assertThat(files())
        .containsExactly(
            "t/20261126T113045Z-2.jsonl",
            "t/20261126T113045Z-3.jsonl",
            "t/20261126T113045Z.jsonl",
            "u/20261126T113045Z-3.jsonl");
    assertThat(output().resolve("u/20261126T113045Z-3.jsonl"))
        .hasContent("{\"_run_id\":\"20261126T113045Z-3\",\"id\":\"3\"}");
  }

  @Test
  void fullLoadReplacesAllFilesOfItsTable() throws IOException {
    load(Compression.ZSTD, LoadType.FULL_LOAD, BEGIN, "previous");
    load(Compression.GZIP, LoadType.INCREMENTAL_UPDATE, BEGIN, "part");
    load(Compression.NONE, LoadType.INCREMENTAL_UPDATE, BEGIN, "part");
    try (SinkTransaction run = sink().begin()) {
      write(run, table("other", LoadType.INCREMENTAL_UPDATE), List.of(row("1")));
      run.commit("{}");
      run.stateSaved();
    }
    load(Compression.NONE, LoadType.FULL_LOAD, BEGIN, "new");

    assertThat(files()).containsExactly("other/20261126T113045Z-3.jsonl", "t.jsonl");
    assertThat(output().resolve("t")).as("emptied, so removed").doesNotExist();
    assertThat(output().resolve("t.jsonl")).hasContent("{\"id\":\"new\"}");
  }

  @Test
  void filesOfOthersStay() throws IOException {
    List<String> others =
        List.of(
            "notes.txt",
            "t.csv",
            "t.jsonl.bak",
            "t/20261126T113045Z.csv",
            "t/20261126T113045Z.jsonl.part",
            "t/20261126T113045Zx.jsonl",
            "t/notes.jsonl",
            "u/20261126T113045Z.jsonl",
            "u.jsonl.gz");
    for (String other : others) {
      Files.createDirectories(output().resolve(other).getParent());
      Files.writeString(output().resolve(other), "mine");
    }
    Files.createDirectories(output().resolve("t.jsonl.zst"));
    Files.createDirectories(output().resolve("t/20261126T113046Z.jsonl"));
    load(Compression.NONE, LoadType.INCREMENTAL_UPDATE, BEGIN, "1");
    load(Compression.NONE, LoadType.FULL_LOAD, BEGIN, "2");

    List<String> expected = new ArrayList<>(others);
    expected.add("t.jsonl");
    assertThat(files()).containsExactlyInAnyOrderElementsOf(expected);
    for (String other : others) {
      assertThat(output().resolve(other)).hasContent("mine");
    }
  }

  @Test
  void runWithoutCommitLeavesAppendedFilesUnchanged() throws IOException {
    load(Compression.NONE, LoadType.INCREMENTAL_UPDATE, BEGIN, "part");
    try (SinkTransaction run = sink().begin()) {
      write(run, table("t", LoadType.FULL_LOAD), List.of(row("lost")));
    }
    assertThat(files()).containsExactly("t/20261126T113045Z.jsonl");
    assertThat(output().resolveSibling(".out.staging")).doesNotExist();
  }

  @Test
  void fileInPlaceOfATablesFolderStopsTheCommit() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("t"), "mine");
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of());
      write(run, table("t", LoadType.INCREMENTAL_UPDATE), List.of());
      assertThatIOException()
          .isThrownBy(() -> run.commit("{}"))
          .withMessage(
              "Cannot commit the tables: %s is not a folder. Remove it and run again.",
              output().resolve("t"));
    }
    assertThat(files()).containsExactly("t");
  }

  @Test
  void fileMadeByAnotherProcessIsNotReplaced() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, table("t", LoadType.INCREMENTAL_UPDATE), List.of(row("1")));
      Files.createDirectories(output().resolve("t"));
      Files.writeString(output().resolve("t/20261126T113045Z.jsonl"), "mine");
      assertThatIOException()
          .isThrownBy(() -> run.commit("{}"))
          .withMessage(
              "Cannot commit the tables: %s was made by another process. Run again.",
              output().resolve("t/20261126T113045Z.jsonl"));
    }
    assertThat(output().resolve("t/20261126T113045Z.jsonl")).hasContent("mine");
  }

  @Test
  void commitReturnsPathsAndSizes() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema("a", "id"), List.of(row("1")));
      write(run, table("t", LoadType.INCREMENTAL_UPDATE), List.of());
      assertThat(run.commit("{}"))
          .containsExactly(
              new WrittenTable("a", output().resolve("a.jsonl").toString(), 11),
              new WrittenTable("t", output().resolve("t/20261126T113045Z.jsonl").toString(), 0));
    }
  }

  @Test
  void locationDiffersByExtension() {
    assertThat(sink().location()).contains(output() + "/*.jsonl");
    assertThat(sink(Compression.GZIP).location()).contains(output() + "/*.jsonl.gz");
    assertThat(sink().keepsNulls()).isTrue();
  }

  @Test
  void missingLibraryIsNamedWhenARunBegins() throws Exception {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
            .filter(path -> !path.contains("zstd-jni"))
            .map(JsonlFormatTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> begin = without.loadClass(BeginWithZstd.class.getName());
      assertThatIOException()
          .isThrownBy(
              () -> {
                try {
                  begin.getMethod("begin", Path.class).invoke(null, output());
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              })
          .withMessage(
              "Cannot write JSON lines with compression ZSTD: the library"
                  + " com.github.luben:zstd-jni is missing or does not run here. Add it to the class"
                  + " path, or use GZIP.");
    }
    assertThat(output()).as("nothing was touched").doesNotExist();
  }

  /** Runs in another class loader. */
  public static final class BeginWithZstd {
    private BeginWithZstd() {}

    /** Begins a run and ends it. */
    public static void begin(Path folder) throws IOException {
      FileSink.builder(folder, JsonlFormat.zstd()).build().begin().close();
    }
  }

  private void load(Compression compression, LoadType loadType, Instant begin, String value)
      throws IOException {
    TableSink sink =
        FileSink.builder(output(), new JsonlFormat(compression))
            .clock(Clock.fixed(begin, ZoneOffset.ofHours(13)))
            .build();
    try (SinkTransaction run = sink.begin()) {
      write(run, table("t", loadType), List.of(row(value)));
      run.commit("{}");
      run.stateSaved();
    }
  }

  private static TableSchema table(String name, LoadType loadType) {
    return TableSchema.builder().from(schema(name, "id")).loadType(loadType).build();
  }

  private TableSink sink(Compression compression) {
    return FileSink.builder(output(), new JsonlFormat(compression))
        .clock(Clock.fixed(BEGIN, ZoneOffset.UTC))
        .build();
  }

  private Path output() {
    return parent.resolve("out");
  }

  private List<Object> read(String file) throws IOException {
    try (InputStream in = decompressed(output().resolve(file))) {
      return JsonTree.lines(in);
    }
  }

  private static InputStream decompressed(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (file.toString().endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    return file.toString().endsWith(".zst") ? new ZstdInputStream(in) : in;
  }

  /** The regular files in the output folder, sorted. */
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

  private static List<List<@Nullable String>> cells(List<Object> lines) {
    TreeSet<String> keys = new TreeSet<>();
    for (Object line : lines) {
      ((Map<?, ?>) line).keySet().forEach(key -> keys.add(String.valueOf(key)));
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    rows.add(row(keys.toArray(String[]::new)));
    for (Object line : lines) {
      rows.add(
          row(
              keys.stream()
                  .map(key -> JsonTree.text(line, key).orElse(null))
                  .toArray(String[]::new)));
    }
    return rows;
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(path, e);
    }
  }
}
