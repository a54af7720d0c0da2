package io.github.customerio4j.extract.sink.file;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.object.FaultyStore;
import io.github.customerio4j.extract.sink.object.FaultyStore.Kind;
import io.github.customerio4j.extract.sink.object.FaultyStore.Moment;
import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run dies, or a call of it fails, at each of its calls to the bucket, before and after. */
class ObjectSinkKillTest {
  private static final Map<String, List<String>> FIRST =
      Map.of("whole", List.of("1"), "parts", List.of("1"), "gone", List.of("1"));
  private static final Map<String, List<String>> SECOND =
      Map.of("whole", List.of("2"), "parts", List.of("1", "2"), "gone", List.of("2"));

  private static final Database DUCKDB =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  @TempDir Path folder;

  static Stream<Arguments> faults() {
    List<Arguments> faults = new ArrayList<>();
    for (ObjectSink.Layout layout : ObjectSink.Layout.values()) {
      for (Kind kind : Kind.values()) {
        for (Moment moment : Moment.values()) {
          faults.add(Arguments.of(layout, kind, moment));
        }
      }
    }
    return faults.stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void tablesAndStateAreThoseBeforeOrAfterTheRun(ObjectSink.Layout layout, Kind kind, Moment moment)
      throws IOException {
    int calls = callsOfSecondRun(layout);
    assertThat(calls).isGreaterThan(20);
    int finished = 0;
    int undone = 0;
    for (int call = 1; call <= calls; call++) {
      FolderStore bucket = new FolderStore(folder.resolve(kind + "-" + moment + call));
      run(bucket, layout, 1, LoadType.FULL_LOAD);
      boolean isCommitted = dies(bucket, layout, kind, moment, call);

      ObjectSink next = sink(bucket, layout, 3);
      next.begin().close();
      String state = next.stateStore().load().activityTables().getOrDefault("run", "");
      Map<String, List<String>> visible = visible(bucket, layout);
      if (state.equals("run_2")) {
        finished++;
        assertThat(visible).as("finished, call %d", call).isEqualTo(SECOND);
      } else {
        undone++;
        assertThat(isCommitted).as("call %d", call).isFalse();
        assertThat(visible).as("undone, call %d", call).isEqualTo(FIRST);
      }

      run(bucket, layout, 3, LoadType.INCREMENTAL_UPDATE);
      assertThat(bucket.list("_customerio/staged/")).as("call %d", call).isEmpty();
      Map<String, List<String>> last = new TreeMap<>(visible);
      last.put("whole", List.of("3"));
      last.put("gone", List.of("3"));
      last.put(
          "parts",
          Stream.concat(visible.getOrDefault("parts", List.of()).stream(), Stream.of("3"))
              .toList());
      assertThat(visible(bucket, layout)).as("next run, call %d", call).isEqualTo(last);
      sink(bucket, layout, 4).begin().close();
      assertThat(dataKeys(bucket)).as("call %d", call).isEqualTo(listed(bucket));
    }
    assertThat(finished).isPositive();
    assertThat(undone).isPositive();
  }

  /** The second run makes a column a text, so that it writes the file of the first one again. */
  @ParameterizedTest
  @EnumSource
  void filesWrittenAgainAreThoseBeforeOrAfterTheRun(ObjectSink.Layout layout) throws IOException {
    FaultyStore counting = new FaultyStore(new FolderStore(folder.resolve("count-parquet")));
    part(counting, layout, 1, DataType.INTEGER, "1");
    int first = counting.calls();
    part(counting, layout, 2, DataType.TEXT, "x");
    int calls = counting.calls() - first;
    for (int call = 1; call <= calls; call++) {
      FolderStore bucket = new FolderStore(folder.resolve("parquet-" + call));
      part(bucket, layout, 1, DataType.INTEGER, "1");
      FaultyStore faulty = new FaultyStore(bucket);
      faulty.failAt(Kind.KILL, Moment.AFTER, call);
      try {
        part(faulty, layout, 2, DataType.TEXT, "x");
      } catch (IOException | FaultyStore.KilledError e) {
        // As meant.
      }
      parquet(bucket, layout, 3).begin().close();
      assertThat(values(bucket, layout))
          .as("call %d", call)
          .isIn(List.of(row("1")), List.of(row("1"), row("x")));
      part(bucket, layout, 4, DataType.TEXT, "y");
      assertThat(values(bucket, layout))
          .as("next run, call %d", call)
          .isIn(List.of(row("1"), row("y")), List.of(row("1"), row("x"), row("y")));
      assertThat(bucket.list("_customerio/staged/")).as("call %d", call).isEmpty();
      parquet(bucket, layout, 5).begin().close();
      assertThat(dataKeys(bucket)).as("call %d", call).isEqualTo(listed(bucket));
    }
  }

  private ObjectSink parquet(ObjectStore bucket, ObjectSink.Layout layout, int number) {
    return FileSink.builder(bucket, ParquetFormat.standard())
        .layout(layout)
        .clock(Clock.offset(ObjectSinkContract.CLOCK, Duration.ofMinutes(number)))
        .build();
  }

  private void part(
      ObjectStore bucket, ObjectSink.Layout layout, int number, DataType type, String value)
      throws IOException {
    TableSchema schema =
        TableSchema.builder()
            .name("t")
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .addColumns(
                Column.builder()
                    .name("id")
                    .originalKey("id")
                    .pointer("/id")
                    .valueType(type)
                    .build())
            .addPrimaryKey("id")
            .build();
    try (SinkTransaction run = parquet(bucket, layout, number).begin()) {
      write(run, schema, List.of(row(value)));
      run.commit("{}");
    }
  }

  private static List<List<@Nullable String>> values(FolderStore bucket, ObjectSink.Layout layout)
      throws IOException {
    String files =
        BucketReader.files(bucket, layout, "t").stream()
            .map(key -> "'" + bucket.file(key) + "'")
            .collect(Collectors.joining(",", "[", "]"));
    return DUCKDB.rows("SELECT id FROM read_parquet(" + files + ") ORDER BY _run_id");
  }

  private int callsOfSecondRun(ObjectSink.Layout layout) throws IOException {
    FolderStore bucket = new FolderStore(folder.resolve("count"));
    run(bucket, layout, 1, LoadType.FULL_LOAD);
    FaultyStore counting = new FaultyStore(bucket);
    run(counting, layout, 2, LoadType.INCREMENTAL_UPDATE);
    return counting.calls();
  }

  /** Whether the second run ends as if nothing had happened. */
  private boolean dies(
      FolderStore bucket, ObjectSink.Layout layout, Kind kind, Moment moment, int call) {
    FaultyStore faulty = new FaultyStore(bucket);
    faulty.failAt(kind, moment, call);
    try {
      run(faulty, layout, 2, LoadType.INCREMENTAL_UPDATE);
      return true;
    } catch (IOException | FaultyStore.KilledError e) {
      return false;
    }
  }

  private ObjectSink sink(ObjectStore bucket, ObjectSink.Layout layout, int number) {
    return FileSink.builder(bucket, JsonlFormat.plain())
        .layout(layout)
        .clock(Clock.offset(ObjectSinkContract.CLOCK, Duration.ofMinutes(number)))
        .stagingFolder(folder.resolve("staging"))
        .build();
  }

  /** A run as an extractor makes it. */
  private void run(ObjectStore bucket, ObjectSink.Layout layout, int number, LoadType load)
      throws IOException {
    ObjectSink sink = sink(bucket, layout, number);
    try (SinkTransaction run = sink.begin()) {
      sink.check();
      String value = String.valueOf(number);
      write(run, table("whole", LoadType.FULL_LOAD), List.of(row(value)));
      write(run, table("parts", load), List.of(row(value)));
      write(run, table("gone", LoadType.FULL_LOAD), List.of(row(value)));
      run.commit("{\"version\":1,\"activity_tables\":{\"run\":\"run_" + number + "\"}}");
      sink.stateStore().save(sink.stateStore().load());
      run.stateSaved();
    }
  }

  private static TableSchema table(String name, LoadType load) {
    return TableSchema.builder()
        .name(name)
        .loadType(load)
        .addColumns(Column.builder().name("id").originalKey("id").pointer("/id").build())
        .build();
  }

  private static Map<String, List<String>> visible(FolderStore bucket, ObjectSink.Layout layout)
      throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : BucketReader.tables(bucket, layout).entrySet()) {
      List<String> values = new ArrayList<>();
      for (String key : table.getValue()) {
        for (String line : BucketReader.text(bucket, key).lines().toList()) {
          values.add(line.replaceAll(".*\"id\":\"(.*?)\".*", "$1"));
        }
      }
      values.sort(String::compareTo);
      tables.put(table.getKey(), values);
    }
    return tables;
  }

  private static Set<String> dataKeys(FolderStore bucket) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (StoredObject object : bucket.list("")) {
      if (!object.key().startsWith("_customerio/")) {
        keys.add(object.key());
      }
    }
    return keys;
  }

  private static Set<String> listed(FolderStore bucket) throws IOException {
    return new TreeSet<>(new CommitLog(bucket).latest().orElseThrow().keys());
  }
}
