package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.object.FaultyStore;
import io.github.customerio4j.extract.sink.object.FaultyStore.Kind;
import io.github.customerio4j.extract.sink.object.FaultyStore.Moment;
import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of an extractor into a bucket, whose log has the state. */
class BucketExtractionTest {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final Database DUCKDB =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  @TempDir Path folder;
  private FakeWorkspace api;
  private CustomerIo client;
  private FolderStore bucket;

  @BeforeEach
  void open() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
    bucket = new FolderStore(folder.resolve("bucket"));
    api.message("m1", "email", NOW.minus(Duration.ofDays(3)).getEpochSecond());
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  private void run(
      ObjectStore store, ObjectSink.Layout layout, int hours, Optional<StateStore> states) {
    Clock clock = Clock.fixed(NOW.plus(Duration.ofHours(hours)), ZoneOffset.UTC);
    ObjectSink sink =
        FileSink.builder(store, ParquetFormat.standard()).layout(layout).clock(clock).build();
    Extractor.Builder extractor = Extractor.builder().client(client).sink(sink).clock(clock);
    states.ifPresent(extractor::stateStore);
    extractor
        .build()
        .run(
            ExtractionConfig.builder()
                .messages(MessagesSelection.builder().addTypes("email").build())
                .loadType(LoadType.INCREMENTAL_UPDATE)
                .spoolDirectory(folder.resolve("spool"))
                .build());
  }

  private List<String> ids() throws IOException {
    List<String> files = new ArrayList<>();
    for (StoredObject object : bucket.list("messages")) {
      files.add("'" + bucket.file(object.key()) + "'");
    }
    String list = files.stream().collect(Collectors.joining(",", "[", "]"));
    return DUCKDB
        .rows(
            "SELECT DISTINCT id FROM read_parquet(%s, union_by_name = true) ORDER BY id"
                .formatted(list))
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void nextRunContinuesFromTheStateInTheBucket(ObjectSink.Layout layout) throws IOException {
    run(bucket, layout, 0, Optional.empty());
    int requests = api.requestCount();
    api.message("m2", "email", NOW.plusSeconds(60).getEpochSecond());
    run(bucket, layout, 1, Optional.empty());

    assertThat(ids()).containsExactly("m1", "m2");
    assertThat(api.requests("messages").get(requests).queryParameter("start_ts"))
        .as("the second run reads on from the first")
        .isNotNull();
    assertThat(bucket.list("_customerio/log/")).hasSize(2);
    assertThat(bucket.list("_customerio/saved/")).isEmpty();
  }

  @Test
  void runThatDiesAfterItsCommitIsFinishedWithItsState() throws IOException {
    FaultyStore faulty = new FaultyStore(bucket);
    StateStore file = new FileStateStore(folder.resolve("state.json"));
    run(bucket, ObjectSink.Layout.PLACE, 0, Optional.of(file));
    api.message("m2", "email", NOW.plusSeconds(60).getEpochSecond());
    faulty.failAt(Kind.FAILURE, Moment.AFTER, "_customerio/manifests/");
    assertThatThrownBy(() -> run(faulty, ObjectSink.Layout.PLACE, 1, Optional.of(file)))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("the next run finishes it first");
    api.message("m3", "email", NOW.plusSeconds(90 * 60).getEpochSecond());
    run(bucket, ObjectSink.Layout.PLACE, 2, Optional.of(file));

    assertThat(ids()).containsExactly("m1", "m2", "m3");
    assertThat(bucket.list("_customerio/staged/")).isEmpty();
    assertThat(bucket.list("_customerio/log/")).hasSize(3);
    assertThat(bucket.list("_customerio/saved/")).hasSize(1);
  }
}
