package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile keys, values and names, extracted by the whole engine into CSV files. */
class HostileInputTest {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,200}\\.csv(\\.manifest)?");
  private static final Set<String> DEVICES = Set.of("con", "nul", "aux", "prn", "com1", "lpt1");

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void millionDistinctKeysAreKept() throws IOException {
    int keys = 1_000_000;
    StringBuilder record = new StringBuilder("{\"id\":1");
    for (int i = 0; i < keys; i++) {
      record.append(",\"k").append(i).append("\":").append(i);
    }
    scene.api.list("campaigns", record.append('}').toString(), "{\"id\":2,\"k7\":\"x\"}");

    extract(ExtractionConfig.builder().addTables("campaigns"));

    List<CSVRecord> rows = rows("campaigns");
    List<String> header = rows.get(0).toList();
    assertThat(header).hasSizeLessThanOrEqualTo(2001).contains("remaining_fields");
    Set<String> found = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = rows.get(1).get(i);
      if (header.get(i).matches("k\\d+")) {
        assertThat("k" + cell).isEqualTo(header.get(i));
        found.add(header.get(i));
      }
    }
    addFields(rows.get(1).get(header.indexOf("remaining_fields")), found);
    assertThat(found).as("every key, as a column or among the remaining fields").hasSize(keys);
    assertThat(rows.get(2).get(header.indexOf("k7"))).isEqualTo("x");
  }

  @Test
  void hugeKeysAndUnusualCharactersGetDistinctColumns() throws IOException {
    String huge = "h".repeat(100_000);
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"" + huge + "1\":\"one\",\"" + huge + "2\":\"two\",\"\":\"empty\"}",
        "{\"id\":2,\"\\u0000\":\"nul\",\"\\n\":\"newline\",\"\\\"\":\"quote\",\"\\u202e\":\"rtl\"}",
        "{\"id\":3,\"\\ud800\":\"lone\",\"" + "9".repeat(1000) + "\":" + "9".repeat(1000) + "}");

    ExtractionReport report = extract(ExtractionConfig.builder().addTables("campaigns"));

    List<CSVRecord> rows = rows("campaigns");
    assertThat(rows.get(1).toList()).contains("one", "two", "empty");
    assertThat(rows.get(2).toList()).contains("nul", "newline", "quote", "rtl");
    assertThat(rows.get(3).toList()).contains("lone", "9".repeat(1000));
    assertThat(rows.get(0).toList())
        .as("names that a database accepts")
        .allMatch(name -> name.matches("[A-Za-z0-9_]{1,64}"))
        .doesNotHaveDuplicates();
    assertThat(report.rows()).isEqualTo(3);
  }

  /** JSON does not define duplicate keys; like most readers, the engine takes the last one. */
  @Test
  void duplicateKeyKeepsLastValue() throws IOException {
    scene.api.list(
        "campaigns", "{\"id\":1,\"a\":\"first\",\"b\":{\"c\":1},\"a\":\"last\",\"b\":{\"c\":2}}");

    extract(ExtractionConfig.builder().addTables("campaigns"));

    List<CSVRecord> rows = rows("campaigns");
    Map<String, String> row = row(rows.get(0), rows.get(1));
    assertThat(row).containsEntry("a", "last").containsEntry("b_c", "2");
  }

  @Test
  void typeNamedLikePathStaysInsideFolder() throws IOException {
    List<String> types =
        List.of(
            "../../etc",
            "/etc/passwd",
            "..",
            ".",
            "CON",
            "NUL.csv",
            "x".repeat(300),
            "a/b",
            "a:b",
            " ",
            "A",
            "a",
            "\u00fcn\u00ef",
            "\u202etxt.exe",
            "-rf",
            "%2e%2e%2f",
            "~",
            "aux");
    for (int i = 0; i < types.size(); i++) {
      scene.api.activity("a" + i, types.get(i), Scene.NOW.getEpochSecond() - 10 - i, "");
    }
    Path outside = folder.resolve("outside");
    Files.createDirectory(outside);

    ExtractionReport report =
        extract(ExtractionConfig.builder().activities(ActivitiesSelection.builder().build()));

    assertThat(report.rows()).isEqualTo(types.size());
    assertThat(report.tables()).hasSize(types.size());
    try (var files = Files.walk(folder.resolve("tables"))) {
      List<Path> all = files.filter(path -> !path.equals(folder.resolve("tables"))).toList();
      assertThat(all)
          .hasSize(2 * types.size())
          .allMatch(Files::isRegularFile)
          .allMatch(path -> folder.resolve("tables").equals(path.getParent()))
          .allMatch(path -> SAFE.matcher(path.getFileName().toString()).matches());
      assertThat(all)
          .extracting(path -> path.getFileName().toString().toLowerCase(Locale.ROOT))
          .as("distinct on a file system that ignores case, too")
          .doesNotHaveDuplicates()
          .noneMatch(name -> DEVICES.contains(name.substring(0, name.indexOf('.'))));
    }
    assertThat(outside).isEmptyDirectory();
  }

  private ExtractionReport extract(ExtractionConfig.Builder config) {
    return scene
        .extractor()
        .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
        .build()
        .run(config.spoolDirectory(folder.resolve("spool")).build());
  }

  private List<CSVRecord> rows(String table) throws IOException {
    Path file = folder.resolve("tables").resolve(table + ".csv");
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      return csv.getRecords();
    }
  }

  private static Map<String, String> row(CSVRecord header, CSVRecord record) {
    Map<String, String> row = new java.util.HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), record.get(i));
    }
    return row;
  }

  private static void addFields(String json, Set<String> to) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(-1).build())
            .build();
    try (JsonParser parser = factory.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String key = parser.currentName();
          assertThat("k" + parser.nextIntValue(-1)).isEqualTo(key.replaceFirst("^/", ""));
          to.add(key.replaceFirst("^/", ""));
        }
      }
    }
  }
}
