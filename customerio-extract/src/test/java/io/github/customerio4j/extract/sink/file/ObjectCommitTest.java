package io.github.customerio4j.extract.sink.file;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.object.FaultyStore;
import io.github.customerio4j.extract.sink.object.FaultyStore.Kind;
import io.github.customerio4j.extract.sink.object.FaultyStore.Moment;
import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.object.ForwardingStore;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log of commits in a bucket: who commits, what is where, and what the state is. */
class ObjectCommitTest {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final Database DUCKDB =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  @TempDir Path folder;

  private FolderStore bucket() {
    return new FolderStore(folder.resolve("bucket"));
  }

  private static ObjectSink.Builder builder(ObjectStore store, FileFormat format, int minutes) {
    return FileSink.builder(store, format)
        .clock(Clock.fixed(NOW.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC));
  }

  private ObjectSink csv() {
    return builder(bucket(), CsvFormat.standard(), 0).build();
  }

  private static void load(TableSink sink, String value, String state) throws IOException {
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("t", "id"), List.of(row(value)));
      run.commit(state);
    }
  }

  private static String state(String run) {
    return "{\"version\":1,\"activity_tables\":{\"run\":\"" + run + "\"}}";
  }

  private List<String> keys(String prefix) throws IOException {
    return bucket().list(prefix).stream().map(StoredObject::key).toList();
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoRunsSideBySideTheSecondFailsAndLeavesNothing(ObjectSink.Layout layout)
      throws IOException {
    ObjectSink first = builder(bucket(), JsonlFormat.plain(), 1).layout(layout).build();
    ObjectSink second = builder(bucket(), JsonlFormat.plain(), 2).layout(layout).build();
    load(first, "before", state("r0"));
    try (SinkTransaction lost = second.begin()) {
      write(lost, schema("t", "id"), List.of(row("early")));
      load(first, "won", state("r1"));
      write(lost, schema("other", "id"), List.of(row("late")));
      assertThatIOException()
          .isThrownBy(() -> lost.commit(state("r2")))
          .withMessageMatching(
              "Cannot commit the tables: another run has committed to folder://bucket in the"
                  + " meantime \\(entry 2, run 20261129T080100Z(-2)?-[0-9a-f]{8}\\)\\. Nothing of this run"
                  + " is visible\\. Run again\\.");
    }
    assertThat(second.stateStore().load().activityTables()).containsEntry("run", "r1");
    second.begin().close();
    assertThat(keys("_customerio/staged/")).isEmpty();
    Map<String, List<String>> tables = BucketReader.tables(bucket(), layout);
    assertThat(tables).containsOnlyKeys("t");
    assertThat(BucketReader.text(bucket(), BucketReader.files(bucket(), layout, "t").get(0)))
        .contains("won");
    assertThat(BucketReader.tables(bucket(), ObjectSink.Layout.PLACE)).isEqualTo(tables);
  }

  @Test
  void lostRunIsToldAtOnceIfItsUploadsFail() throws IOException {
    FaultyStore faulty = new FaultyStore(bucket());
    try (SinkTransaction lost = builder(faulty, CsvFormat.standard(), 1).build().begin()) {
      load(csv(), "won", "{}");
      faulty.failAt(Kind.FAILURE, Moment.BEFORE, "/files/t.csv");
      assertThatIOException()
          .isThrownBy(
              () -> {
                write(lost, schema("t", "id"), List.of(row("1")));
                lost.commit("{}");
              })
          .withMessageContaining("another run has committed to folder://bucket");
    }
  }

  @ParameterizedTest
  @EnumSource
  void slowRunDoesNotUndoTheNextOne(Moment moment) throws IOException {
    load(builder(bucket(), JsonlFormat.gzip(), 0).build(), "1", "{}");
    ObjectSink next = builder(bucket(), JsonlFormat.gzip(), 2).build();
    SlowCopies slow = new SlowCopies(bucket(), moment, () -> load(next, "3", state("r3")));
    load(builder(slow, JsonlFormat.plain(), 1).build(), "2", state("r2"));

    assertThat(keys("t")).containsExactly("t.jsonl.gz");
    assertThat(BucketReader.tables(bucket(), ObjectSink.Layout.LOG))
        .isEqualTo(Map.of("t", List.of("t.jsonl.gz")));
    assertThat(next.stateStore().load()).isEqualTo(ExtractionState.parse(state("r3")));
    assertThat(keys("_customerio/staged/")).isEmpty();
  }

  @Test
  void duckDbReadsTheFilesOfAManifest() throws IOException {
    ObjectStore store =
        new ForwardingStore(bucket()) {
          @Override
          public String location() {
            return folder.resolve("bucket").toString();
          }
        };
    part(store, ObjectSink.Layout.LOG, 0, DataType.INTEGER, "1");
    part(store, ObjectSink.Layout.LOG, 1, DataType.INTEGER, "2");
    String manifest = store.location() + "/_customerio/manifests/t.manifest";
    assertThat(
            DUCKDB.rows(
                ("SET VARIABLE files = (SELECT list(entry.url) FROM (SELECT unnest(entries) AS entry"
                        + " FROM read_json('%s')));"
                        + " SELECT id FROM read_parquet(getvariable('files'), union_by_name = true)"
                        + " ORDER BY id")
                    .formatted(manifest)))
        .containsExactly(row("1"), row("2"));
  }

  @Test
  void commitWhoseAnswerIsLostIsFoundToBeTheRunsOwn() throws IOException {
    FaultyStore faulty = new FaultyStore(bucket());
    faulty.failAt(Kind.FAILURE, Moment.AFTER, "_customerio/log/00000001.json");
    load(builder(faulty, CsvFormat.standard(), 0).build(), "1", "{}");
    assertThat(keys("_customerio/log/")).containsExactly("_customerio/log/00000001.json");
    assertThat(bucket().file("t.csv")).hasContent("id\n1\n");
    assertThat(keys("_customerio/staged/")).isEmpty();
  }

  @Test
  void commitThatTheStoreNeverAnswersIsNeitherUndoneNorLost() throws IOException {
    ObjectStore silent = new SilentLog(bucket());
    ObjectSink sink = builder(silent, CsvFormat.standard(), 0).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("t", "id"), List.of(row("1")));
      assertThatIOException()
          .isThrownBy(() -> run.commit(state("r1")))
          .withMessageStartingWith(
              "It is not known whether the tables are committed to folder://bucket (entry 1):");
    }
    assertThat(bucket().file("t.csv")).doesNotExist();
    ObjectSink next = csv();
    next.begin().close();
    assertThat(bucket().file("t.csv")).hasContent("id\n1\n");
    assertThat(next.stateStore().load().activityTables()).containsEntry("run", "r1");
    assertThat(keys("_customerio/staged/")).isEmpty();
  }

  @Test
  void placesAndManifestsAreThoseThatLoadersTake() throws IOException {
    ObjectSink sink = builder(bucket(), CsvFormat.standard(), 0).build();
    load(sink, "1", "{}");
    assertThat(keys(""))
        .containsExactly(
            "_customerio/log/00000001.json",
            "_customerio/manifests/t.files.json",
            "_customerio/manifests/t.manifest",
            "t.csv",
            "t.csv.manifest");
    assertThat(BucketReader.json(bucket(), "_customerio/manifests/t.manifest"))
        .isEqualTo(
            Map.of(
                "entries",
                List.of(
                    Map.of(
                        "url",
                        "folder://bucket/t.csv",
                        "mandatory",
                        true,
                        "meta",
                        Map.of("content_length", 5.0)))));
    assertThat(BucketReader.json(bucket(), "_customerio/manifests/t.files.json"))
        .isEqualTo(List.of("t.csv"));
  }

  @Test
  void readersOfTheFormerListAreUndisturbedUntilTheNextRun() throws IOException {
    ObjectSink sink =
        builder(bucket(), CsvFormat.standard(), 0).layout(ObjectSink.Layout.LOG).build();
    load(sink, "1", "{}");
    List<String> former = keys("t/");
    load(sink, "2", "{}");
    assertThat(keys("t/")).containsAll(former).hasSize(4);
    sink.begin().close();
    assertThat(keys("t/")).doesNotContainAnyElementsOf(former).hasSize(2);
  }

  @Test
  void layoutCanChangeBetweenRuns() throws IOException {
    for (ObjectSink.Layout layout :
        List.of(ObjectSink.Layout.PLACE, ObjectSink.Layout.LOG, ObjectSink.Layout.PLACE)) {
      ObjectSink sink = builder(bucket(), JsonlFormat.plain(), 0).layout(layout).build();
      load(sink, layout.name(), "{}");
      sink.begin().close();
      String key = BucketReader.files(bucket(), ObjectSink.Layout.LOG, "t").get(0);
      assertThat(BucketReader.text(bucket(), key)).contains(layout.name());
      assertThat(BucketReader.tables(bucket(), ObjectSink.Layout.PLACE)).hasSize(1);
    }
    assertThat(keys("t")).containsExactly("t.jsonl");
  }

  @Test
  void stateOfAnotherStoreIsReturnedUntilItIsSaved() throws IOException {
    load(csv(), "1", state("r1"));
    try (SinkTransaction next = csv().begin()) {
      assertThat(next.unsavedState()).contains(state("r1"));
      next.stateSaved();
      assertThat(next.unsavedState()).isEmpty();
    }
    try (SinkTransaction last = csv().begin()) {
      assertThat(last.unsavedState()).isEmpty();
      write(last, schema("t", "id"), List.of(row("2")));
      last.commit(state("r2"));
      last.stateSaved();
    }
    assertThat(keys("_customerio/saved/")).containsExactly("_customerio/saved/00000002");
    try (SinkTransaction after = csv().begin()) {
      assertThat(after.unsavedState()).isEmpty();
    }
  }

  @Test
  void stateOfACommitIsSavedByItAlone() throws IOException {
    ObjectSink sink = csv();
    load(sink, "1", state("r1"));
    try (SinkTransaction run = sink.begin()) {
      StateStore states = sink.stateStore();
      states.save(ExtractionState.parse(run.unsavedState().orElseThrow()));
      run.stateSaved();
      write(run, schema("t", "id"), List.of(row("2")));
      run.commit(state("r2"));
      states.save(ExtractionState.parse(state("r2")));
      run.stateSaved();
    }
    assertThat(keys("_customerio/log/")).hasSize(2);
    assertThat(keys("_customerio/saved/")).isEmpty();
    assertThat(csv().stateStore().load()).isEqualTo(ExtractionState.parse(state("r2")));
  }

  @Test
  void otherStateIsAnEntryThatKeepsTheTablesAndWhatIsUnfinished() throws IOException {
    FaultyStore faulty = new FaultyStore(bucket());
    ObjectSink dying = builder(faulty, CsvFormat.standard(), 0).build();
    try (SinkTransaction run = dying.begin()) {
      write(run, schema("t", "id"), List.of(row("1")));
      faulty.failAt(Kind.KILL, Moment.AFTER, "_customerio/log/00000001.json");
      run.commit(state("r1"));
    } catch (FaultyStore.KilledError e) {
      // As meant.
    }
    csv().stateStore().save(ExtractionState.parse(state("reset")));
    csv().begin().close();
    assertThat(bucket().file("t.csv")).hasContent("id\n1\n");
    assertThat(keys("_customerio/staged/")).isEmpty();
    assertThat(csv().stateStore().load()).isEqualTo(ExtractionState.parse(state("reset")));
    assertThat(new CommitLog(bucket()).latest().orElseThrow().tables()).containsOnlyKeys("t");
  }

  @Test
  void stateIsEmptyBeforeTheFirstRunAndSavedOnesAreLoaded() throws IOException {
    StateStore store = csv().stateStore();
    assertThat(store.load()).isEqualTo(ExtractionState.empty());
    for (String run : List.of("a", "b", "a")) {
      store.save(ExtractionState.parse(state(run)));
      assertThat(store.load()).isEqualTo(ExtractionState.parse(state(run)));
      assertThat(csv().stateStore().load()).isEqualTo(ExtractionState.parse(state(run)));
    }
    store.check();
    builder(bucket(), ParquetFormat.standard(), 0).build().check();
  }

  @Test
  void tablesThatTheLogDoesNotKnowAreReadAgain() throws IOException {
    TableSink.Targets targets =
        new TableSink.Targets(Set.of("t", "u", "v"), Set.of("t", "u"), LoadType.FULL_LOAD);
    assertThat(csv().check(targets)).containsExactlyInAnyOrder("t", "u");
    load(csv(), "1", "{}");
    assertThat(csv().check(targets)).containsExactly("u");
  }

  @Test
  void prefixOfAnotherFormatIsRefused() throws IOException {
    load(csv(), "1", "{}");
    ObjectSink other = builder(bucket(), ParquetFormat.standard(), 1).build();
    for (Access access : List.<Access>of(other::begin, other::check)) {
      assertThatIOException()
          .isThrownBy(access::run)
          .withMessage(
              "Cannot write tables as parquet to folder://bucket: it holds those of previous runs as"
                  + " csv. Name another prefix.");
    }
  }

  @Test
  void prefixOfAnotherWorkspaceIsRefused() throws IOException {
    load(builder(bucket(), CsvFormat.standard(), 0).workspace("eu").build(), "1", "{}");
    ObjectSink other = builder(bucket(), CsvFormat.standard(), 1).workspace("us").build();
    assertThatIOException()
        .isThrownBy(other::begin)
        .withMessage(
            "Cannot write tables of workspace us to folder://bucket: it holds those of workspace eu."
                + " Each workspace needs a prefix of its own: put {workspace} into the prefix's"
                + " name.");
    assertThatIOException()
        .isThrownBy(csv()::check)
        .withMessageEndingWith("Name the workspace by --workspace, or another prefix.");
  }

  @Test
  void storeThatIgnoresConditionsIsRefused() {
    ObjectSink sink = builder(new Unconditional(bucket()), CsvFormat.standard(), 0).build();
    assertThatIOException()
        .isThrownBy(sink::check)
        .withMessageContaining("If-None-Match")
        .withMessageStartingWith("Cannot write tables to folder://bucket: the store replaces");
  }

  @Test
  void damagedLogIsNamedWithTheRemedy() throws IOException {
    bucket().createIfAbsent("_customerio/log/00000007.json", "{\"version\":1,".getBytes(UTF_8));
    assertThatIOException()
        .isThrownBy(() -> csv().begin())
        .withMessageStartingWith(
            "Cannot read the log of commits: _customerio/log/00000007.json at folder://bucket cannot"
                + " be read:");
  }

  @Test
  void entriesOfALaterVersionAreRefused() throws IOException {
    bucket()
        .createIfAbsent(
            "_customerio/log/00000007.json", "{\"version\":2,\"run\":\"x\"}".getBytes(UTF_8));
    assertThatIOException()
        .isThrownBy(() -> csv().begin())
        .withMessageContaining("it has version 2, and this program reads version 1");
  }

  @Test
  void oldEntriesAreDeletedExceptTheLastThousandAndThoseOfThirtyDays() throws IOException {
    CommitLog log = new CommitLog(bucket());
    LogEntry first =
        new LogEntry(
            0,
            "r",
            NOW.minus(Duration.ofDays(31)),
            ObjectSink.Layout.PLACE,
            "csv",
            Optional.empty(),
            List.of(),
            List.of(),
            Map.of(),
            "{}");
    for (int i = 0; i < 1250; i++) {
      Instant time = i < 150 ? NOW.minus(Duration.ofDays(31)) : NOW;
      first = first.withState("r", time, "{}", true);
      log.append(first);
      if (first.number() == 1200) {
        log.prune(first, NOW);
      }
    }
    assertThat(keys("_customerio/log/")).hasSize(1150).startsWith("_customerio/log/00000101.json");
    log.prune(first, NOW);
    assertThat(keys("_customerio/log/")).as("looks only now and then").hasSize(1150);
  }

  @ParameterizedTest
  @EnumSource
  void widerTypeWritesPreviousFilesAgain(ObjectSink.Layout layout) throws IOException {
    CountingReads reads = new CountingReads(bucket());
    part(reads, layout, 0, DataType.INTEGER, "1");
    part(reads, layout, 1, DataType.INTEGER, "2");
    part(reads, layout, 2, DataType.INTEGER, "3");
    assertThat(reads.files).as("the ends of files tell their columns").isZero();
    assertThat(reads.parts).as("the last file has all columns").isEqualTo(4);
    part(reads, layout, 3, DataType.TEXT, "x");
    assertThat(reads.files).as("what is written again").isEqualTo(3);
    List<String> files = BucketReader.files(bucket(), layout, "t");
    assertThat(files).hasSize(4);
    String list =
        files.stream()
            .map(key -> "'" + bucket().file(key) + "'")
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(DUCKDB.rows("SELECT id FROM read_parquet(" + list + ") ORDER BY _run_id"))
        .containsExactly(row("1"), row("2"), row("3"), row("x"));
    builder(bucket(), ParquetFormat.standard(), 9).layout(layout).build().begin().close();
    assertThat(BucketReader.files(bucket(), ObjectSink.Layout.PLACE, "t")).hasSize(4);
  }

  private void part(
      ObjectStore store, ObjectSink.Layout layout, int minutes, DataType type, String value)
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
    ObjectSink sink = builder(store, ParquetFormat.standard(), minutes).layout(layout).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema, List.of(row(value)));
      run.commit("{}");
    }
  }

  @Test
  void partsOfOneSecondHaveNamesOfTheirOwn() throws IOException {
    for (int i = 0; i < 3; i++) {
      part(bucket(), ObjectSink.Layout.PLACE, 0, DataType.TEXT, "x" + i);
    }
    assertThat(keys("t/"))
        .containsExactlyInAnyOrder(
            "t/20261129T080000Z.parquet",
            "t/20261129T080000Z-2.parquet",
            "t/20261129T080000Z-3.parquet");
  }

  /** Makes the entries of the log, and never says so. */
  private static final class SilentLog extends ForwardingStore {
    SilentLog(ObjectStore store) {
      super(store);
    }

    @Override
    public boolean createIfAbsent(String key, byte[] content) throws IOException {
      boolean isMade = super.createIfAbsent(key, content);
      if (key.startsWith("_customerio/log/")) {
        throw new IOException("the connection was cut");
      }
      return isMade;
    }
  }

  /** Replaces what is there although it is told not to. */
  private static final class Unconditional extends ForwardingStore {
    Unconditional(ObjectStore store) {
      super(store);
    }

    @Override
    public boolean createIfAbsent(String key, byte[] content) throws IOException {
      super.createIfAbsent(key, content);
      return true;
    }
  }

  /** Lets another run pass before or after a copy. */
  private static final class SlowCopies extends ForwardingStore {
    private final Moment moment;
    private final Access meanwhile;

    SlowCopies(ObjectStore store, Moment moment, Access meanwhile) {
      super(store);
      this.moment = moment;
      this.meanwhile = meanwhile;
    }

    @Override
    public void copy(String from, String to) throws IOException {
      if (moment == Moment.BEFORE) {
        meanwhile.run();
      }
      super.copy(from, to);
      if (moment == Moment.AFTER) {
        meanwhile.run();
      }
    }
  }

  /** Counts the files of tables that are fetched, and the parts of files. */
  private static final class CountingReads extends ForwardingStore {
    private int files;
    private int parts;

    CountingReads(ObjectStore store) {
      super(store);
    }

    @Override
    public InputStream read(String key) throws IOException {
      files += key.startsWith("t/") ? 1 : 0;
      return super.read(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
      parts += key.startsWith("t/") ? 1 : 0;
      return super.read(key, offset, length);
    }
  }

  private interface Access {
    void run() throws IOException;
  }
}
