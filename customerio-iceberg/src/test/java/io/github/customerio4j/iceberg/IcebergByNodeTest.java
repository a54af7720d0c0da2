package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.util.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a reader that shares no code with Iceberg's own library reads: icebird, on Node. {@code
 * .ci/run} installs Node, and sets {@code CUSTOMERIO_NODE_REQUIRED} if that worked, so that the
 * test cannot be skipped there.
 */
final class IcebergByNodeTest {
  private static final List<String> PROGRAM =
      List.of("package.json", "package-lock.json", "read.mjs");

  @TempDir private Path folder;
  private JdbcCatalog catalog;
  private Path program;

  @BeforeEach
  void install() throws IOException, InterruptedException {
    boolean isRequired = "1".equals(System.getenv("CUSTOMERIO_NODE_REQUIRED"));
    Assumptions.assumeTrue(
        isRequired || (isThere("node") && isThere("npm")),
        "there are no node and npm on the PATH to read with");
    program = Files.createDirectories(folder.resolve("program"));
    for (String name : PROGRAM) {
      try (InputStream in = IcebergByNodeTest.class.getResourceAsStream("icebird/" + name)) {
        Files.copy(
            Objects.requireNonNull(in), program.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String said = said("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Assumptions.assumeTrue(isRequired || said.isEmpty(), "npm cannot install the reader: " + said);
    assertThat(said).isEmpty();
    catalog = LocalWarehouse.catalog(folder);
  }

  @AfterEach
  void closeCatalog() {
    if (catalog != null) {
      catalog.close();
    }
  }

  private static boolean isThere(String name) {
    String places = System.getenv().getOrDefault("PATH", "");
    return Stream.of(places.split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
  }

  /** What a program says when it fails; empty if it does not. */
  private String said(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(program.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "it does not end\n" + Files.readString(log);
    }
    return process.exitValue() == 0 ? "" : "it failed\n" + Files.readString(log);
  }

  private static Path metadata(Table table) {
    return Path.of(((HasTableOperations) table).operations().current().metadataFileLocation());
  }

  /** Reads tables in one process. */
  private Map<String, List<Map<String, String>>> read(List<String> tables)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "read.mjs"));
    for (String table : tables) {
      command.add(metadata(LocalWarehouse.table(catalog, table)).toString());
      command.add(folder.resolve(table + ".json").toString());
    }
    assertThat(said(command.toArray(new String[0]))).isEmpty();
    Map<String, List<Map<String, String>>> rows = new HashMap<>();
    for (String table : tables) {
      List<Map<String, String>> ofTable = new ArrayList<>();
      for (JsonNode row : JsonUtil.mapper().readTree(folder.resolve(table + ".json").toFile())) {
        Map<String, String> cells = new HashMap<>();
        row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
        ofTable.add(cells);
      }
      rows.put(table, ofTable);
    }
    return rows;
  }

  private IcebergSink sink() {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE)
        .partitioning(IcebergSink.Partitioning.MONTH)
        .build();
  }

  @Test
  void workspaceHasTheRowsOfTheCollectingSink() throws Exception {
    TableSink.Collecting collected = TableSink.collecting();
    try (SandboxWorkspace workspace = SandboxWorkspace.open()) {
      ExtractionConfig config =
          ExtractionConfig.everything().loadType(LoadType.INCREMENTAL_UPDATE).build();
      Extractor intoMemory = workspace.into(collected);
      Extractor intoIceberg = workspace.into(sink());
      intoMemory.run(config);
      intoIceberg.run(config);
    }
    List<String> tables =
        collected.tables().values().stream()
            .filter(table -> !table.rows().isEmpty())
            .map(TableSink.Collecting.Table::name)
            .toList();
    Map<String, List<Map<String, String>>> read = read(tables);
    for (String name : tables) {
      CollectedRows rows = new CollectedRows(collected.table(name));
      assertThat(
              Objects.requireNonNull(read.get(name)).stream()
                  .map(row -> readable(rows, rows.comparable(row)))
                  .toList())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(
              rows.rows().stream().map(row -> readable(rows, row)).toList());
    }
  }

  /**
   * The cells as icebird finds them: its numbers with a fraction are rounded, and it expects that
   * Iceberg's writers spell out all letters that are not English, while they keep those that Java
   * calls letters.
   */
  private static Map<String, String> readable(CollectedRows rows, Map<String, String> row) {
    Map<String, String> cells = new HashMap<>();
    row.forEach(
        (name, text) -> {
          boolean isDecimal =
              rows.column(name)
                  .filter(column -> column.type(Typing.TYPED) == DataType.DECIMAL)
                  .isPresent();
          if (name.chars().noneMatch(letter -> letter > 127 && isLetter(letter))) {
            cells.put(name, isDecimal ? String.valueOf(Float.parseFloat(text)) : text);
          }
        });
    return cells;
  }

  private static boolean isLetter(int letter) {
    return Character.isLetter(letter);
  }

  private static TableSchema merged(String... columns) {
    return TableSchema.builder()
        .from(schema("messages", columns))
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  @Test
  void columnWithSignsInItsNameIsReadFromOlderFilesToo() throws Exception {
    run(merged("id", "last name 🚀"), row("a", "x"));
    run(merged("id", "last name 🚀", "9lives"), row("b", "y", "z"));

    assertThat(read(List.of("messages")).get("messages"))
        .containsExactlyInAnyOrder(
            Map.of("id", "a", "last name 🚀", "x"),
            Map.of("id", "b", "last name 🚀", "y", "9lives", "z"));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private void run(TableSchema schema, List<@Nullable String>... rows) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, schema, List.of(rows));
      run.commit("{}");
    }
  }
}
