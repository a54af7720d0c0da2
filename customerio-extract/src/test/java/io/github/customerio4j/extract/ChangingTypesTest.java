package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonTree;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All destinations hold the same values after ten Incremental Updates in which the types of fields
 * change. They are read by DuckDB, by PostgreSQL's driver and by Jackson.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingTypesTest {
  private static final int RUNS = 10;
  private static final List<String> FIELDS = List.of("a", "b", "c", "d", "e", "f");
  private static final Value NULL = new Value("null", "");
  private static final Database FILES =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  private EmbeddedPostgres postgres;
  @TempDir Path folder;

  /** A value of a field: what the API sends, and how it looks as text. */
  private record Value(String json, String text) {}

  /** A value at a destination and the type that its column has there. */
  private record Found(String text, String type) {}

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void allDestinationsHoldTheSameValues(long seed) throws IOException {
    Random random = new Random(seed);
    Map<Integer, Map<String, Value>> expected = new TreeMap<>();
    Map<Integer, Map<String, Found>> csv = new TreeMap<>();
    Map<String, MemoryStateStore> states = new TreeMap<>();
    try (Scene scene = new Scene(folder)) {
      for (int run = 0; run < RUNS; run++) {
        Map<Integer, Map<String, Value>> records = records(random, run);
        expected.putAll(records);
        scene.api.list(
            "campaigns",
            records.entrySet().stream()
                .map(record -> json(record.getKey(), record.getValue()))
                .toArray(String[]::new));
        Instant now = Scene.NOW.plusSeconds(60L * run);
        for (Map.Entry<String, TableSink> sink : sinks(seed, now).entrySet()) {
          scene
              .extractor()
              .sink(sink.getValue())
              .stateStore(states.computeIfAbsent(sink.getKey(), any -> new MemoryStateStore()))
              .build()
              .run(
                  ExtractionConfig.builder()
                      .addTables("campaigns")
                      .loadType(LoadType.INCREMENTAL_UPDATE)
                      .spoolDirectory(folder.resolve("spool"))
                      .build());
        }
        csv.putAll(
            rows(
                FILES,
                "read_csv('%s', all_varchar = true)".formatted(folder.resolve("csv/campaigns.csv")),
                "typeof"));
        assertSame("CSV", run, expected, csv);
        assertSame("Parquet", run, expected, rows(FILES, parquet(), "typeof"));
        assertSame("DuckDB", run, expected, rows(duckDb(), "main.campaigns", "typeof"));
        assertSame(
            "PostgreSQL", run, expected, rows(postgres(), "s" + seed + ".campaigns", "pg_typeof"));
        assertThat(jsonLines()).as("JSON lines after run " + run).isEqualTo(trees(expected));
      }
    }
  }

  private Map<String, TableSink> sinks(long seed, Instant now) {
    Map<String, TableSink> sinks = new LinkedHashMap<>();
    sinks.put("csv", files("csv", CsvFormat.standard(), now));
    sinks.put("jsonl", files("jsonl", JsonlFormat.plain(), now));
    sinks.put("parquet", files("parquet", ParquetFormat.standard(), now));
    sinks.put("duckdb", SqlSink.duckDb(folder.resolve("crm.duckdb")).build());
    sinks.put("postgres", SqlSink.postgresql(url()).schema("s" + seed).build());
    return sinks;
  }

  private FileSink files(String name, FileFormat format, Instant now) {
    return FileSink.builder(folder.resolve(name), format)
        .clock(Clock.fixed(now, ZoneOffset.UTC))
        .build();
  }

  private String url() {
    return "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
  }

  private Database postgres() {
    return new Database(() -> postgres.getPostgresDatabase().getConnection());
  }

  private Database duckDb() {
    return new Database(
        () -> DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("crm.duckdb")));
  }

  /** All files of the table together; of rows with the same key, those of the last run. */
  private String parquet() {
    return ("(SELECT * EXCLUDE (_run_id) FROM read_parquet('%s/*.parquet', union_by_name = true)"
            + " QUALIFY row_number() OVER (PARTITION BY id ORDER BY _run_id DESC) = 1)")
        .formatted(folder.resolve("parquet/campaigns"));
  }

  private static Map<Integer, Map<String, Found>> rows(
      Database database, String table, String typeOf) throws IOException {
    List<String> columns =
        database.query("SELECT * FROM " + table + " AS t LIMIT 0").get(0).stream()
            .map(String::valueOf)
            .filter(column -> FIELDS.contains(column.substring(0, 1)) && column.length() <= 3)
            .filter(column -> column.length() == 1 || column.charAt(1) == '_')
            .toList();
    StringBuilder select = new StringBuilder("SELECT id");
    for (String column : columns) {
      select
          .append(", CAST(\"" + column + "\" AS VARCHAR), ")
          .append("CAST(" + typeOf + "(\"" + column + "\") AS VARCHAR)");
    }
    Map<Integer, Map<String, Found>> rows = new TreeMap<>();
    for (List<@Nullable String> row : database.rows(select + " FROM " + table + " AS t")) {
      Map<String, Found> values = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        String text = row.get(2 * i + 1);
        if (text != null) {
          values.put(columns.get(i), new Found(text, String.valueOf(row.get(2 * i + 2))));
        }
      }
      rows.put(Integer.parseInt(String.valueOf(row.get(0))), values);
    }
    return rows;
  }

  private static void assertSame(
      String destination,
      int run,
      Map<Integer, Map<String, Value>> expected,
      Map<Integer, Map<String, Found>> found) {
    assertThat(found.keySet()).as(destination).isEqualTo(expected.keySet());
    expected.forEach(
        (id, all) -> {
          Map<String, Value> values = new TreeMap<>(all);
          values.values().removeIf(NULL::equals);
          String place = "%s, after run %d, record %d".formatted(destination, run, id);
          Map<String, Found> row = Objects.requireNonNull(found.get(id));
          assertThat(row.keySet()).as(place).isEqualTo(values.keySet());
          values.forEach(
              (field, value) ->
                  assertSame(place + "." + field, value, Objects.requireNonNull(row.get(field))));
        });
  }

  private static void assertSame(String place, Value value, Found found) {
    String type = found.type().replaceAll("\\(.*", "");
    switch (type) {
      case "BIGINT", "DECIMAL", "bigint", "numeric" ->
          assertThat(new BigDecimal(found.text()))
              .as(place)
              .isEqualByComparingTo(new BigDecimal(value.text()));
      case "jsonb" -> assertThat(tree(found.text())).as(place).isEqualTo(tree(value.text()));
      default -> assertThat(found.text()).as(place + ", " + type).isEqualTo(value.text());
    }
  }

  private Map<Integer, Object> jsonLines() throws IOException {
    Map<Integer, Object> newest = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("jsonl/campaigns"))) {
      for (Path file : files.sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          for (Object line : JsonTree.lines(in)) {
            int id = Integer.parseInt(JsonTree.text(line, "id").orElseThrow());
            Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) line);
            fields.keySet().remove("_run_id");
            newest.put(id, fields);
          }
        }
      }
    }
    return newest;
  }

  private static Map<Integer, Object> trees(Map<Integer, Map<String, Value>> expected) {
    Map<Integer, Object> trees = new TreeMap<>();
    expected.forEach((id, values) -> trees.put(id, tree(json(id, values))));
    return trees;
  }

  private static Object tree(String json) {
    try {
      return JsonTree.of(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Fields of the form {@code a_k} are the field k of the object a. */
  private static String json(int id, Map<String, Value> values) {
    List<String> fields = new ArrayList<>(List.of("\"id\":" + id));
    values.forEach(
        (name, value) ->
            fields.add(
                name.length() == 1
                    ? "\"%s\":%s".formatted(name, value.json())
                    : "\"%s\":{\"k\":%s}".formatted(name.substring(0, 1), value.json())));
    return "{" + String.join(",", fields) + "}";
  }

  /** Some new records and some that came before; a field mostly keeps its kind for some runs. */
  private static Map<Integer, Map<String, Value>> records(Random random, int run) {
    Map<Integer, Map<String, Value>> records = new TreeMap<>();
    int[] kinds = random.ints(FIELDS.size(), 0, 7 + run).toArray();
    for (int i = 0; i < 4; i++) {
      Map<String, Value> values = new TreeMap<>();
      for (int field = 0; field < FIELDS.size(); field++) {
        String name = FIELDS.get(field) + (random.nextInt(8) == 0 ? "_k" : "");
        Value value = value(random, kinds[field]);
        if (value != null) {
          values.put(name, value);
        }
      }
      records.put(1 + random.nextInt(3 * (run + 1)), values);
    }
    return records;
  }

  private static @Nullable Value value(Random random, int kind) {
    return switch (kind) {
      case 0 -> number(String.valueOf(random.nextInt(2000) - 1000));
      case 1 -> number(random.nextLong() % 1_000_000_000_000L + "");
      case 2 -> number(new BigInteger(40 + random.nextInt(90), random).toString());
      case 3 -> number(decimal(random, 1 + random.nextInt(4)));
      case 4 -> number(decimal(random, 1 + random.nextInt(22)));
      case 5 ->
          number(
              List.of("1.0", "1.50", "0.0", "-0", "-0.0", "1e3", "25E-1", "1e-30", "7")
                  .get(random.nextInt(9)));
      case 6 -> {
        boolean isTrue = random.nextBoolean();
        yield new Value(String.valueOf(isTrue), String.valueOf(isTrue));
      }
      case 7 -> text(List.of("a", "1.50", "true", "[1]", "ü \\ x", "null").get(random.nextInt(6)));
      case 8 ->
          json(
              List.of("[1,2]", "[]", "{}", "[{\"b\":1.50,\"a\":[\"x, y: z\"]}]", "[1e2, -0]")
                  .get(random.nextInt(5)));
      case 9 -> random.nextBoolean() ? null : NULL;
      default -> value(random, random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(6));
    };
  }

  private static String decimal(Random random, int scale) {
    return new BigDecimal(new BigInteger(10 + random.nextInt(40), random), scale).toPlainString();
  }

  private static Value number(String text) {
    return new Value(text, text);
  }

  private static Value text(String text) {
    return new Value("\"" + text.replace("\\", "\\\\") + "\"", text);
  }

  private static Value json(String text) {
    return new Value(text, text);
  }
}
