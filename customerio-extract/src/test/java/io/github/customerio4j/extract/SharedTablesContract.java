package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.DeletedRows;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many workspaces write into the same tables of one database. Each one's rows there are those that
 * it gives in a database of its own.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class SharedTablesContract {
  private static final List<String> TABLES = List.of("campaigns", "campaign_actions", "segments");

  @TempDir Path folder;
  final Map<String, FakeWorkspace> workspaces = new LinkedHashMap<>();
  private final Map<String, CustomerIo> clients = new LinkedHashMap<>();

  /** A sink into the tables of all, before it is built. */
  abstract SqlSink.Builder shared();

  /** A sink into tables of one workspace alone. */
  abstract SqlSink alone(String workspace);

  /** The database of all. */
  abstract Database database();

  /** The database of one workspace. */
  abstract Database databaseOf(String workspace);

  /** A table of the database of all, qualified. */
  abstract String table(String name);

  /** A table of the database of one workspace, qualified. */
  abstract String tableOf(String workspace, String name);

  @AfterEach
  void close() {
    clients.values().forEach(CustomerIo::close);
    workspaces.values().forEach(FakeWorkspace::close);
  }

  FakeWorkspace workspace(String name) throws IOException {
    FakeWorkspace api = workspaces.get(name);
    if (api == null) {
      api = new FakeWorkspace();
      workspaces.put(name, api);
      clients.put(name, api.client());
    }
    return api;
  }

  SqlSink sink(String workspace) {
    return shared().workspace(workspace).build();
  }

  Extractor extractor(String workspace, SqlSink sink, ExtractionListener listener) {
    return Extractor.builder()
        .client(Objects.requireNonNull(clients.get(workspace)))
        .sink(sink)
        .listener(listener)
        .clock(Clock.fixed(Scene.NOW, ZoneOffset.UTC))
        .build();
  }

  Extractor.Extraction start(String workspace, ExtractionConfig.Builder config) {
    return start(workspace, config, new ExtractionListener() {});
  }

  Extractor.Extraction start(
      String workspace, ExtractionConfig.Builder config, ExtractionListener listener) {
    ExtractionConfig built = config.spoolDirectory(folder.resolve("spool")).build();
    return extractor(workspace, sink(workspace), listener).start(built);
  }

  /** Runs all workspaces side by side, and each one into its own database. */
  Map<String, ExtractionReport> runAll(LoadType loadType) {
    Map<String, Extractor.Extraction> runs = new LinkedHashMap<>();
    for (String name : workspaces.keySet()) {
      runs.put(name, start(name, config(loadType)));
    }
    Map<String, ExtractionReport> reports = new LinkedHashMap<>();
    runs.forEach((name, run) -> reports.put(name, run.join()));
    for (String name : workspaces.keySet()) {
      extractor(name, alone(name), new ExtractionListener() {})
          .run(config(loadType).spoolDirectory(folder.resolve("spool-alone")).build());
    }
    return reports;
  }

  static ExtractionConfig.Builder config(LoadType loadType) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    return config
        .addAllTables(TABLES)
        .loadType(loadType)
        .deletedRows(loadType == LoadType.INCREMENTAL_UPDATE ? DeletedRows.MARK : DeletedRows.KEEP);
  }

  /** The rows, each without the columns that are null. */
  private static List<Map<String, String>> rows(Database database, String query)
      throws IOException {
    List<List<@Nullable String>> found = database.query(query);
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<@Nullable String> row : found.subList(1, found.size())) {
      Map<String, String> cells = new TreeMap<>();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        if (cell != null) {
          cells.put(String.valueOf(found.get(0).get(i)), cell);
        }
      }
      cells.remove("_workspace");
      // A table of one workspace has no marks before its second run.
      cells.remove("_deleted", "false");
      cells.remove("_deleted", "f");
      rows.add(cells);
    }
    rows.sort(Comparator.comparing(Map::toString));
    return rows;
  }

  List<Map<String, String>> rowsOf(String workspace, String name) throws IOException {
    return rows(
        database(), "SELECT * FROM " + table(name) + " WHERE _workspace = '" + workspace + "'");
  }

  void assertThatAllAreAsAlone() throws IOException {
    for (String workspace : workspaces.keySet()) {
      for (String name : TABLES) {
        assertThat(rowsOf(workspace, name))
            .as("%s of %s", name, workspace)
            .isEqualTo(rows(databaseOf(workspace), "SELECT * FROM " + tableOf(workspace, name)));
      }
    }
  }

  private void fill(String name, int round) throws IOException {
    FakeWorkspace api = workspace(name);
    int seed = name.charAt(name.length() - 1) - 'a';
    List<String> campaigns = new ArrayList<>();
    List<String> segments = new ArrayList<>();
    for (int id = 1; id <= 6; id++) {
      boolean isDeleted = (id + seed + round) % 5 == 0;
      if (!isDeleted) {
        campaigns.add(
            "{\"id\":%d,\"name\":\"%s %d\",\"updated\":%d,\"own_%s\":%d,\"common\":%s}"
                .formatted(
                    id,
                    name,
                    id % 2 == 0 ? round : 0,
                    100 + round,
                    seed % 3 == round % 3 ? name : "z",
                    id,
                    seed % 2 == 0 || round == 0 ? "1" : "\"text " + seed + "\""));
        api.body(
            "campaigns/" + id + "/actions",
            "{\"actions\":[{\"id\":\"%d\",\"name\":\"mail %s\"}]}".formatted(10 + id, name));
        segments.add("{\"id\":%d,\"name\":\"s%d\",\"tags\":[%d]}".formatted(id, seed, round));
      }
    }
    api.list("campaigns", campaigns.toArray(String[]::new));
    api.list("segments", segments.toArray(String[]::new));
  }

  @Test
  void twoWorkspacesHaveTheRowsThatEachHasAlone() throws IOException {
    for (LoadType loadType : List.of(LoadType.FULL_LOAD, LoadType.INCREMENTAL_UPDATE)) {
      for (int round = 0; round < 3; round++) {
        fill("a", round);
        fill("b", round);
        runAll(loadType);
        assertThatAllAreAsAlone();
      }
    }
  }

  @Test
  void eightWorkspacesSideBySideHaveTheRowsThatEachHasAlone() throws IOException {
    for (int round = 0; round < 2; round++) {
      for (char name = 'a'; name < 'i'; name++) {
        fill("ws." + name, round);
      }
      runAll(round == 1 ? LoadType.FULL_LOAD : LoadType.INCREMENTAL_UPDATE);
      assertThatAllAreAsAlone();
    }
    assertThat(
            database()
                .rows(
                    "SELECT count(*), count(DISTINCT workspace) FROM "
                        + table("_customerio_runs")
                        + " WHERE error IS NULL"))
        .containsExactly(List.of("48", "8"));
  }

  @Test
  void firstColumnAndFirstPartOfTheKeyIsTheWorkspace() throws IOException {
    fill("a", 0);
    start("a", config(LoadType.INCREMENTAL_UPDATE)).join();
    for (String name : TABLES) {
      assertThat(database().query("SELECT * FROM " + table(name)).get(0).get(0))
          .isEqualTo("_workspace");
    }
    workspace("b").list("campaigns", "{\"id\":1}", "{\"id\":1,\"name\":\"newer\"}");
    start("b", config(LoadType.INCREMENTAL_UPDATE)).join();
    assertThat(rowsOf("b", "campaigns")).hasSize(1);
    assertThat(rowsOf("a", "campaigns")).hasSize(5);
  }

  @Test
  void countsAreThoseOfTheWorkspace() throws IOException {
    fill("a", 0);
    fill("b", 0);
    runAll(LoadType.INCREMENTAL_UPDATE);
    workspace("a").list("campaigns", "{\"id\":1,\"name\":\"changed\"}", "{\"id\":77}");
    for (LoadType loadType : List.of(LoadType.INCREMENTAL_UPDATE, LoadType.FULL_LOAD)) {
      ExtractionReport alone =
          extractor("a", alone("a"), new ExtractionListener() {})
              .run(config(loadType).spoolDirectory(folder.resolve("spool-alone")).build());
      ExtractionReport inShared = start("a", config(loadType)).join();
      for (int i = 0; i < alone.tables().size(); i++) {
        assertThat(inShared.tables().get(i).rowChanges())
            .as(alone.tables().get(i).table())
            .isEqualTo(alone.tables().get(i).rowChanges());
      }
      assertThatAllAreAsAlone();
    }
  }

  @Test
  void namesOfColumnsAgreeWhateverTheOrder() throws IOException {
    workspace("a").list("campaigns", "{\"id\":1,\"x\":{\"y\":\"nested in a\"}}");
    workspace("b").list("campaigns", "{\"id\":1,\"x_y\":\"plain in b\",\"Name\":\"upper in b\"}");
    workspace("c")
        .list(
            "campaigns",
            "{\"id\":1,\"X_Y\":\"upper in c\",\"x_y\":\"plain in c\",\"x\":{\"y\":\"nested in c\"}}");
    for (String name : List.of("a", "b", "c", "b", "a")) {
      start(name, config(LoadType.INCREMENTAL_UPDATE)).join();
    }
    for (LoadType loadType : List.of(LoadType.INCREMENTAL_UPDATE, LoadType.FULL_LOAD)) {
      start("a", config(loadType)).join();
      assertThat(rowsOf("a", "campaigns").get(0)).containsEntry("x_y", "nested in a");
      assertThat(rowsOf("b", "campaigns").get(0))
          .containsEntry("x_y_2", "plain in b")
          .doesNotContainKey("x_y");
      assertThat(rowsOf("c", "campaigns").get(0))
          .containsEntry("x_y", "nested in c")
          .containsEntry("x_y_2", "plain in c")
          .containsEntry("X_Y_3", "upper in c");
    }
  }

  @Test
  void viewsStayWhenAnotherWorkspaceChangesAType() throws IOException {
    workspace("a").list("campaigns", "{\"id\":1,\"score\":5,\"price\":1.50}");
    start("a", config(LoadType.INCREMENTAL_UPDATE)).join();
    String view = table("own_view");
    database()
        .execute("CREATE VIEW " + view + " AS SELECT _workspace, score FROM " + table("campaigns"));
    workspace("b").list("campaigns", "{\"id\":1,\"score\":\"many\",\"price\":\"free\"}");
    start("b", config(LoadType.INCREMENTAL_UPDATE)).join();
    assertThat(database().rows("SELECT * FROM " + view + " ORDER BY 1"))
        .containsExactly(List.of("a", "5"), List.of("b", "many"));
    assertThat(rowsOf("a", "campaigns").get(0)).containsEntry("price", "1.50");
    start("a", config(LoadType.FULL_LOAD)).join();
    assertThat(rowsOf("a", "campaigns").get(0)).containsEntry("price", "1.50");
    assertThat(rowsOf("b", "campaigns").get(0)).containsEntry("price", "free");
  }

  @Test
  void fieldsBeyondTheLimitOfAllStayInOneColumn() throws IOException {
    workspace("a").list("segments", "{\"id\":1,\"a1\":1,\"a2\":2}");
    workspace("b").list("segments", "{\"id\":1,\"a2\":3,\"b1\":4}");
    ExtractionConfig.Builder limited = ExtractionConfig.builder();
    limited.addTables("segments").columnLimit(12);
    for (String name : List.of("a", "b", "b", "a")) {
      start(name, limited).join();
    }
    Map<String, String> ofB = rowsOf("b", "segments").get(0);
    assertThat(ofB).containsEntry("a2", "3").doesNotContainKey("b1");
    assertThat(ofB.get("remaining_fields")).contains("\"b1\"");
    assertThat(rowsOf("a", "segments").get(0)).doesNotContainKey("remaining_fields");
  }

  @Test
  void fieldsThatAreCalledLikeTheColumnGetASuffix() throws IOException {
    workspace("a")
        .list("campaigns", "{\"id\":1,\"_workspace\":\"own\",\"_workspace_2\":2,\"workspace\":3}");
    start("a", config(LoadType.FULL_LOAD)).join();
    assertThat(
            database()
                .rows(
                    "SELECT _workspace, _workspace_2, _workspace_3, workspace FROM "
                        + table("campaigns")))
        .containsExactly(List.of("a", "own", "2", "3"));
  }

  @Test
  void activityTypesHaveTheSameTableInAllWorkspaces() throws IOException {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.activities(ActivitiesSelection.builder().build()).loadType(LoadType.INCREMENTAL_UPDATE);
    workspace("a").activity("01", "a.b", 100, "");
    workspace("b").activity("01", "a_b", 100, "");
    start("a", config).join();
    start("b", config).join();
    workspace("b").activity("02", "a.b", 101, "");
    start("b", config).join();
    start("a", config).join();
    assertThat(database().rows("SELECT _workspace, type FROM " + table("activity_a_b")))
        .containsExactlyInAnyOrder(List.of("a", "a.b"), List.of("b", "a.b"));
    assertThat(database().rows("SELECT _workspace, type FROM " + table("activity_a_b_2")))
        .containsExactly(List.of("b", "a_b"));
  }

  @Test
  void resetAndStateAreOfOneWorkspace() throws IOException {
    fill("a", 0);
    fill("b", 0);
    runAll(LoadType.INCREMENTAL_UPDATE);
    String before = sink("b").stateStore().load().toJson();
    assertThat(sink("a").stateStore().load().tables()).containsKey("campaigns");
    fill("a", 1);
    start("a", config(LoadType.FULL_LOAD).stateUse(ExtractionConfig.StateUse.RESET)).join();
    assertThat(sink("b").stateStore().load().toJson()).isEqualTo(before);
    assertThat(sink("c").stateStore().load().tables()).isEmpty();
    sink("a").stateStore().save(io.github.customerio4j.extract.state.ExtractionState.empty());
    assertThat(sink("a").stateStore().load().tables()).isEmpty();
    assertThat(sink("b").stateStore().load().toJson()).isEqualTo(before);
  }

  @Test
  void tableWithoutTheColumnIsRefused() throws IOException {
    fill("a", 0);
    ExtractionConfig alone =
        config(LoadType.FULL_LOAD).spoolDirectory(folder.resolve("spool")).build();
    extractor("a", shared().build(), new ExtractionListener() {}).run(alone);
    assertThatThrownBy(() -> start("a", config(LoadType.INCREMENTAL_UPDATE)).join())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workspace a")
        .hasMessageContaining("no column _workspace")
        .hasMessageContaining("--schema or --prefix");
  }

  @Test
  void runWithoutWorkspaceIsRefusedOnTablesOfSeveral() throws IOException {
    fill("a", 0);
    start("a", config(LoadType.INCREMENTAL_UPDATE)).join();
    ExtractionConfig alone =
        config(LoadType.FULL_LOAD).spoolDirectory(folder.resolve("spool")).build();
    Extractor without = extractor("a", shared().build(), new ExtractionListener() {});
    assertThatThrownBy(() -> without.run(alone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("several workspaces")
        .hasMessageContaining("--workspace");
    assertThat(rowsOf("a", "campaigns")).hasSize(5);
  }

  @Test
  void sameWorkspaceTwiceAtATimeIsRefused() throws IOException {
    fill("a", 0);
    Holding holding = new Holding();
    Extractor.Extraction first = start("a", config(LoadType.FULL_LOAD), holding);
    holding.awaitWriting();
    assertThatThrownBy(() -> start("a", config(LoadType.FULL_LOAD)).join())
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("another");
    ExtractionConfig alone =
        config(LoadType.FULL_LOAD).spoolDirectory(folder.resolve("spool-2")).build();
    Extractor without = extractor("a", shared().build(), new ExtractionListener() {});
    assertThatThrownBy(() -> without.run(alone))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("another");
    holding.release();
    first.join();
  }

  @Test
  void runThatWaitsReadsAllAndCanBeCancelled() throws Exception {
    fill("a", 0);
    fill("b", 0);
    fill("c", 0);
    Holding holding = new Holding();
    Extractor.Extraction first = start("a", config(LoadType.FULL_LOAD), holding);
    holding.awaitWriting();
    Reading reading = new Reading(7);
    Extractor.Extraction cancelled = start("b", config(LoadType.FULL_LOAD), reading);
    Extractor.Extraction last = start("c", config(LoadType.FULL_LOAD));
    reading.awaitRead();
    assertThat(first.isDone()).isFalse();
    cancelled.cancel();
    assertThatThrownBy(() -> cancelled.await(Duration.ofSeconds(5)))
        .isInstanceOf(ExtractionException.Cancelled.class);
    assertThat(last.isDone()).isFalse();
    holding.release();
    first.join();
    last.join();
    workspace("b").forgetRequests();
    start("b", config(LoadType.FULL_LOAD)).join();
    assertThat(workspace("b").requestCount()).as("requests of the run that resumes").isZero();
    assertThat(rowsOf("b", "campaigns")).hasSize(5);
    assertThat(rowsOf("c", "campaigns")).isNotEmpty();
  }

  @Test
  void runThatFailsInItsCommitLeavesTheOthersFree() throws IOException {
    fill("a", 0);
    fill("b", 0);
    runAll(LoadType.INCREMENTAL_UPDATE);
    List<Map<String, String>> before = rowsOf("b", "campaigns");
    workspace("b").list("campaigns", "{\"id\":1,\"created\":\"no time\",\"new\":1}");
    fill("a", 1);
    Extractor.Extraction failing =
        start("b", config(LoadType.INCREMENTAL_UPDATE).types(ExtractionConfig.Types.STRICT));
    Extractor.Extraction other = start("a", config(LoadType.INCREMENTAL_UPDATE));
    assertThatThrownBy(failing::join).hasMessageContaining("no time");
    other.join();
    assertThat(rowsOf("b", "campaigns")).isEqualTo(before);
    assertThat(rowsOf("a", "campaigns")).anyMatch(row -> "a 1".equals(row.get("name")));
    fill("b", 2);
    fill("a", 2);
    runAll(LoadType.FULL_LOAD);
    assertThatAllAreAsAlone();
  }

  @Test
  void repeatedKeysOfOneWorkspaceTouchNoOther() throws IOException {
    long created = Scene.NOW.getEpochSecond() - 1000;
    for (String name : List.of("a", "b")) {
      workspace(name)
          .message("m1", "email", created, "\"deduplicate_id\":\"m:1\"")
          .message("m2", "email", created, "\"deduplicate_id\":\"m:1\"");
    }
    readMessages("a", LoadType.INCREMENTAL_UPDATE);
    assertThat(rowsOf("a", "messages")).hasSize(1);
    readMessages("b", LoadType.FULL_LOAD);
    List<Map<String, String>> before = rowsOf("b", "messages");
    assertThat(before).hasSize(2);
    readMessages("a", LoadType.INCREMENTAL_UPDATE);
    readMessages("a", LoadType.FULL_LOAD);
    assertThat(rowsOf("a", "messages")).hasSize(2);
    readMessages("a", LoadType.INCREMENTAL_UPDATE);
    assertThat(rowsOf("a", "messages")).hasSize(1);
    assertThat(rowsOf("b", "messages")).isEqualTo(before);
    readMessages("b", LoadType.INCREMENTAL_UPDATE);
    assertThat(rowsOf("b", "messages")).hasSize(1);
    assertThat(rowsOf("a", "messages")).hasSize(1);
  }

  private void readMessages(String workspace, LoadType loadType) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .messages(
            MessagesSelection.builder()
                .addTypes("email")
                .primaryKey("deduplicate_id")
                .history(History.COMPLETE)
                .build())
        .loadType(loadType);
    start(workspace, config).join();
  }

  /** Stops a run while it writes. */
  static final class Holding implements ExtractionListener {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void tableWritten(String table, long rows, int columns) {
      writing.countDown();
      await(released);
    }

    void awaitWriting() {
      await(writing);
    }

    void release() {
      released.countDown();
    }
  }

  /** Tells when a run has read a number of pages. */
  static final class Reading implements ExtractionListener {
    private final CountDownLatch read;

    Reading(int pages) {
      read = new CountDownLatch(pages);
    }

    @Override
    public void pageRead(String source, int records, long bytes) {
      read.countDown();
    }

    void awaitRead() {
      await(read);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
