package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.state.KnownColumn;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okio.Buffer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Records extracted by the whole engine into a file, read back by independent readers. */
class RecordRoundTripTest {

  @Property(seed = "20261130", tries = 150)
  void leavesAreReadBackUnderTheirKeys(@ForAll("records") List<String> records) throws IOException {
    Path folder = Files.createTempDirectory("round-trip");
    try (Scene scene = new Scene(folder)) {
      scene.api.list("campaigns", records.toArray(String[]::new)).pageSize(7);
      MemoryStateStore state = new MemoryStateStore();

      ExtractionReport report =
          scene
              .state(state)
              .extractor()
              .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
              .build()
              .run(
                  ExtractionConfig.builder()
                      .addTables("campaigns")
                      .spoolDirectory(folder.resolve("spool"))
                      .build());

      List<Map<String, String>> rows = rows(folder.resolve("tables/campaigns.csv"), state);
      assertThat(rows).hasSameSizeAs(records);
      boolean isRepaired = false;
      for (int i = 0; i < rows.size(); i++) {
        Map<String, String> leaves = leaves(records.get(i));
        isRepaired |= leaves.values().stream().anyMatch(RecordRoundTripTest::isLone);
        leaves.replaceAll((pointer, text) -> repaired(text));
        assertThat(rows.get(i)).as(records.get(i)).isEqualTo(leaves);
      }
      if (isRepaired) {
        assertThat(report.tables().get(0).warnings()).as("a repair has a warning").isNotEmpty();
      }
    } finally {
      delete(folder);
    }
  }

  @Provide
  Arbitrary<List<String>> records() {
    return hostileRecords();
  }

  /** Lists of records with ids, as JSON. */
  static Arbitrary<List<String>> hostileRecords() {
    return object(2)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(
            objects -> {
              List<String> records = new ArrayList<>();
              for (String object : objects) {
                String id = "{\"id\":\"" + records.size() + "\"";
                records.add(object.equals("{}") ? id + "}" : id + "," + object.substring(1));
              }
              return records;
            });
  }

  private static Arbitrary<String> object(int depth) {
    return Arbitraries.maps(keys(), value(depth))
        .ofMaxSize(6)
        .map(
            fields ->
                fields.entrySet().stream()
                    .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}")));
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "false", "0", "-0", "1.50", "1e400", "-2.5E-7"),
            Arbitraries.of("9".repeat(1000), "-0." + "3".repeat(1000)),
            texts().map(RecordRoundTripTest::quoted));
    if (depth == 0) {
      return scalars;
    }
    return Arbitraries.oneOf(
        scalars,
        scalars,
        value(depth - 1)
            .list()
            .ofMaxSize(4)
            .map(values -> values.stream().collect(Collectors.joining(", ", "[", "]"))),
        object(depth - 1));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(12),
        Arbitraries.of(
            "", "=1+1", "+x", "-x", "@x", "a\u0000b", "\r\n", "\"", ",", " x ", "\ufeff"),
        Arbitraries.of("x\ud800", "\udc00\ud800", "\u202eevil", "null", "NULL", "\\N"));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(6),
            Arbitraries.of("", " ", ".", "a", "A", "a_b", "a/b", "a~b", "~1", "\"", "\n", "\u0000"),
            Arbitraries.of("\u202ex", "id_", "remaining_fields", "_extracted_at", "k".repeat(300)))
        // Two keys with lone surrogates could be the same after their repair.
        .filter(key -> !key.equals("id") && !isLone(key));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (isPair) {
        json.append(c).append(text.charAt(++i));
      } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static boolean isLone(String text) {
    return !repaired(text).equals(text);
  }

  /** The text with U+FFFD instead of each lone surrogate. */
  static String repaired(String text) {
    return text.codePoints()
        .map(c -> c >= 0xd800 && c < 0xe000 ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The values of a record by JSON Pointer, without nulls. */
  private static Map<String, String> leaves(String record) throws IOException {
    Map<String, String> leaves = new TreeMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(record))) {
      addLeaves(reader, "", leaves);
    }
    return leaves;
  }

  private static void addLeaves(JsonReader in, String pointer, Map<String, String> leaves)
      throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> {
        in.beginObject();
        if (!in.hasNext()) {
          leaves.put(pointer, "{}");
        }
        while (in.hasNext()) {
          String key = in.nextName().replace("~", "~0").replace("/", "~1");
          addLeaves(in, pointer + "/" + key, leaves);
        }
        in.endObject();
      }
      case BEGIN_ARRAY -> {
        try (var source = in.nextSource()) {
          leaves.put(pointer, source.readUtf8());
        }
      }
      case BOOLEAN -> leaves.put(pointer, String.valueOf(in.nextBoolean()));
      case NULL -> in.nextNull();
      default -> leaves.put(pointer, in.nextString());
    }
  }

  /** The rows of a file by JSON Pointer; the state has the pointer of each column. */
  private static List<Map<String, String>> rows(Path file, MemoryStateStore state)
      throws IOException {
    Map<String, String> pointers = new HashMap<>();
    TableState table = Objects.requireNonNull(state.load().tables().get("campaigns"));
    for (KnownColumn column : table.columns()) {
      String pointer = column.pointer();
      assertThat(pointer).as(column.name()).isNotNull();
      pointers.put(column.name(), String.valueOf(pointer));
    }
    CSVFormat format =
        CSVFormat.RFC4180.builder().setNullString("").setQuoteMode(QuoteMode.ALL_NON_NULL).get();
    List<Map<String, String>> rows = new ArrayList<>();
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<CSVRecord> records = csv.getRecords();
      CSVRecord header = records.get(0);
      for (CSVRecord record : records.subList(1, records.size())) {
        assertThat(record.size()).isEqualTo(header.size());
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
          @Nullable String cell = record.get(i);
          if (cell != null) {
            row.put(String.valueOf(pointers.get(header.get(i))), cell);
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }

  static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
