package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of many workspaces, each in a folder of its own, can be read as one table. */
class WorkspaceFoldersTest {
  @TempDir Path folder;
  private FakeWorkspace api;
  private CustomerIo client;

  @BeforeEach
  void open() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  private TableSink sink(String name, FileFormat format, String workspace) {
    return FileSink.builder(folder.resolve(name), format).workspace(workspace).build();
  }

  private void run(TableSink sink, ExtractionConfig.Builder config) {
    Extractor.builder()
        .client(client)
        .sink(sink)
        .clock(Clock.fixed(Scene.NOW, ZoneOffset.UTC))
        .build()
        .run(config.spoolDirectory(folder.resolve("spool")).build());
  }

  private static ExtractionConfig.Builder config() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    return config
        .addTables("campaigns", "campaign_actions")
        .messages(MessagesSelection.builder().addTypes("email").build());
  }

  private List<List<String>> rows(String query) throws IOException {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:"))
        .rows(query.replace("$", folder.toString())).stream()
            .map(row -> row.stream().map(String::valueOf).toList())
            .toList();
  }

  @Test
  void filesOfAllFoldersAreOneTable() throws IOException {
    for (String workspace : List.of("acme", "zeta")) {
      api.list("campaigns", "{\"id\":1,\"_workspace\":\"own\",\"of_" + workspace + "\":2}")
          .body("campaigns/1/actions", "{\"actions\":[{\"id\":\"7\"}]}")
          .message(workspace, "email", Scene.NOW.getEpochSecond() - 60);
      run(sink("out/" + workspace, ParquetFormat.standard(), workspace), config());
    }
    assertThat(
            rows(
                "SELECT _workspace, id, _workspace_2, of_acme, of_zeta FROM"
                    + " read_parquet('$/out/*/campaigns/*.parquet', union_by_name = true)"
                    + " ORDER BY 1"))
        .containsExactly(
            List.of("acme", "1", "own", "2", "null"), List.of("zeta", "1", "own", "null", "2"));
    assertThat(
            rows(
                "SELECT _workspace, id FROM read_parquet('$/out/*/messages/*.parquet',"
                    + " union_by_name = true) ORDER BY 1, 2"))
        .containsExactly(List.of("acme", "acme"), List.of("zeta", "acme"), List.of("zeta", "zeta"));
    assertThat(
            rows(
                "SELECT _workspace, campaign_id, id FROM"
                    + " read_parquet('$/out/*/campaign_actions/*.parquet', union_by_name = true)"
                    + " ORDER BY 1"))
        .containsExactly(List.of("acme", "1", "7"), List.of("zeta", "1", "7"));
  }

  @Test
  void columnIsFirstInEveryFormat() throws IOException {
    api.list("campaigns", "{\"id\":1,\"name\":null}");
    ExtractionConfig.Builder full = config().loadType(LoadType.FULL_LOAD);
    run(sink("csv", CsvFormat.standard(), "acme"), full);
    run(sink("jsonl", JsonlFormat.plain(), "acme"), full);
    assertThat(Files.readAllLines(folder.resolve("csv/campaigns.csv")).get(0))
        .startsWith("_workspace,id,");
    assertThat(Files.readString(folder.resolve("jsonl/campaigns.jsonl")))
        .startsWith("{\"_workspace\":\"acme\",");
  }

  @Test
  void columnIsNeitherLeftOutNorHashed() throws IOException {
    api.list("campaigns", "{\"id\":1,\"name\":\"n\"}");
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .addTables("campaigns")
        .loadType(LoadType.FULL_LOAD)
        .onlyColumns(Map.of("campaigns", Set.of("id")));
    run(sink("csv", CsvFormat.standard(), "acme"), config);
    assertThat(Files.readAllLines(folder.resolve("csv/campaigns.csv")))
        .containsExactly("_workspace,id", "acme,1");
  }

  @Test
  void folderOfAnotherWorkspaceIsRefused() throws IOException {
    api.list("campaigns", "{\"id\":1}");
    run(sink("out", CsvFormat.standard(), "acme"), config());
    String before = Files.readString(folder.resolve("out/campaigns.csv"));
    TableSink other = sink("out", CsvFormat.standard(), "zeta");
    assertThatThrownBy(() -> run(other, config()))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("it holds those of workspace acme")
        .hasMessageContaining("put {workspace} into the folder's name");
    assertThatThrownBy(other::check).hasMessageContaining("workspace acme");
    TableSink none = FileSink.builder(folder.resolve("out"), CsvFormat.standard()).build();
    assertThatThrownBy(() -> run(none, config())).hasMessageContaining("--workspace");
    assertThat(folder.resolve("out/campaigns.csv")).hasContent(before);
    run(sink("out", CsvFormat.standard(), "acme"), config());
  }

  @Test
  void folderInUseNamesTheRemedy() throws IOException {
    SinkTransaction first = sink("out", CsvFormat.standard(), "acme").begin();
    try (first) {
      assertThatThrownBy(() -> sink("out", CsvFormat.standard(), "zeta").begin())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another one")
          .hasMessageContaining("put {workspace} into the folder's name");
    }
  }

  @Test
  void nameOfAnotherFormIsRefused() {
    for (String name : List.of("", "*", "a b", "-a", "a'b", "a/b", "x".repeat(64))) {
      assertThatThrownBy(() -> sink("out", CsvFormat.standard(), name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 63 letters");
    }
  }
}
