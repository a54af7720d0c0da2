package io.github.customerio4j.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.rows.TableRows;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of each table, against those that a run brings of the same workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsOfAllTablesTest {
  private static final int PARTS = 5;

  private final TableSink.Collecting extracted = TableSink.collecting();
  private Sandbox sandbox;
  private CustomerIo client;

  @BeforeAll
  void extract(@TempDir Path folder) {
    // The newest message is of the second in which a sandbox starts, and a part ends before the
    // current second.
    Duration ago = Duration.ofHours(1);
    sandbox =
        Sandbox.builder()
            .size(SandboxSize.TINY)
            .clock(Clock.offset(Clock.systemUTC(), ago.negated()))
            .requestsPerSecond(100_000)
            .exportPolls(0)
            .start();
    sandbox.advance(ago);
    client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(sandbox.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .build();
    ExtractionConfig.Builder all = config(folder);
    all.addAllTables(TableCatalog.plain().stream().map(TableSpec::name).toList())
        .segmentCustomers(SegmentCustomersSelection.allSegments())
        .messages(MessagesSelection.builder().build())
        .customers(CustomersSelection.builder().build())
        .activities(ActivitiesSelection.builder().build());
    extract(all.build());
    ExtractionConfig.Builder activities = config(folder);
    activities.activities(
        ActivitiesSelection.builder().layout(ActivitiesSelection.Layout.SINGLE_TABLE).build());
    extract(activities.build());
  }

  private static ExtractionConfig.Builder config(Path folder) {
    return ExtractionConfig.builder().loadType(LoadType.FULL_LOAD).spoolDirectory(folder);
  }

  private void extract(ExtractionConfig config) {
    Extractor.builder().client(client).sink(extracted).build().run(config);
  }

  @AfterAll
  void close() {
    client.close();
    sandbox.close();
  }

  /**
   * All tables but those that tests change: each export of people is a row of {@code exports}, and
   * each body takes a part of a day's quota.
   */
  static Stream<String> tables() {
    Set<String> others =
        Set.of(TableCatalog.activitiesOfType().name(), "exports", "message_bodies");
    return Stream.concat(
        TableCatalog.all().stream().map(TableSpec::name).filter(name -> !others.contains(name)),
        Stream.of("activity_sent_email", "activity_page", "activity_of_no_such_type"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsAreThoseOfARun(String table) throws IOException {
    List<Map<String, String>> rows = read(RowQuery.of(table).build());

    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(table));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void partsTogetherAreTheWhole(String table) throws IOException {
    List<RowPart> parts = Extractor.parts(client, RowQuery.of(table).build(), PARTS);

    assertThat(parts.size()).isBetween(0, PARTS);
    List<Map<String, String>> rows = new ArrayList<>();
    for (RowPart part : parts) {
      rows.addAll(read(RowQuery.of(table).part(part).build()));
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(table));
  }

  /** The texts of a run's rows, by pointer. */
  private List<Map<String, String>> expected(String table) {
    TableSink.Collecting.Table all = extracted.tables().get(table);
    if (all == null) {
      return List.of();
    }
    return all.rows().stream()
        .map(
            row -> {
              Map<String, String> byPointer = new TreeMap<>();
              for (Column column : all.columns()) {
                String text = row.get(column.name());
                if (text != null) {
                  byPointer.put(column.pointer(), text);
                }
              }
              return byPointer;
            })
        .toList();
  }

  /** The same of the records of rows, whose columns must agree with their records. */
  private List<Map<String, String>> read(RowQuery query) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    try (TableRows rows = Extractor.rows(client, query)) {
      List<Column> columns = rows.schema().columns();
      int last = columns.size() - 1;
      List<String> pointers =
          extracted.tables().containsKey(query.table())
              ? extracted.table(query.table()).columns().stream().map(Column::pointer).toList()
              : List.of();
      while (rows.next()) {
        Map<String, String> record = new TreeMap<>();
        String json = Objects.requireNonNull(rows.row().text(last));
        for (String pointer : pointers) {
          String text = at(json, pointer);
          if (text != null && !isFlattened(text, pointer, pointers)) {
            record.put(pointer, text);
          }
        }
        for (int i = 0; i < last; i++) {
          String text = rows.row().text(i);
          if (text == null && columns.get(i).documentedType() != DataType.TEXT) {
            // A value that does not fit the documented type is only in the record.
            continue;
          }
          assertThat(text).as(columns.get(i).name()).isEqualTo(at(json, columns.get(i).pointer()));
        }
        all.add(record);
      }
    }
    return all;
  }

  /** Whether the fields of an object have columns of their own. */
  private static boolean isFlattened(String text, String pointer, List<String> pointers) {
    return text.startsWith("{")
        && !text.equals("{}")
        && pointers.stream().anyMatch(other -> other.startsWith(pointer + "/"));
  }

  /** The text at a pointer; null if there is none, or null. */
  private static @Nullable String at(String json, String pointer) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    for (String key : ColumnPath.parse(pointer).keys()) {
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT || !enter(reader, key)) {
        return null;
      }
    }
    return switch (reader.peek()) {
      case NULL -> null;
      case STRING -> reader.nextString();
      default -> reader.nextSource().readUtf8();
    };
  }

  private static boolean enter(JsonReader reader, String key) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.nextName().equals(key)) {
        return true;
      }
      reader.skipValue();
    }
    return false;
  }
}
