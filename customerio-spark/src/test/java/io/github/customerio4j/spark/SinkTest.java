package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.SandboxSize;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Streams into tables where each message is to be once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkTest {
  private static final int STOPS = 20;

  private EmbeddedPostgres postgres;
  private SparkSession spark;
  private String url = "";

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    url = postgres.getJdbcUrl("postgres", "postgres");
    spark =
        LocalSpark.builder("local[2]")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
  }

  @AfterAll
  void stop() throws IOException {
    spark.stop();
    postgres.close();
  }

  private static Workspaces workspaces(Path folder) {
    Workspaces workspaces =
        Workspaces.start(
            folder,
            2,
            i ->
                Sandbox.builder()
                    .seed(i)
                    .size(SandboxSize.TINY.withMessages(100))
                    .requestsPerSecond(0)
                    .start());
    workspaces.write("  requests-per-second: 0\n");
    return workspaces;
  }

  private DataStreamReader stream(Workspaces workspaces) {
    return workspaces.stream(spark, "messages").option("settling", "0").option("overlap", "1d");
  }

  private void createTable(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + name
              + " (_workspace text, id text, created timestamptz, _record text,"
              + " PRIMARY KEY (_workspace, id))");
    }
  }

  private List<String> ids(String table) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT _workspace || '/' || id FROM " + table)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /** What docs/spark.md shows. */
  private VoidFunction2<Dataset<Row>, Long> upsertInto(String table) {
    return (rows, batch) -> {
      rows.select("_workspace", "id", "created", "_record")
          .write()
          .mode(SaveMode.Overwrite)
          .jdbc(url, table + "_batch", new Properties());
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO "
                + table
                + " SELECT DISTINCT ON (_workspace, id) * FROM "
                + table
                + "_batch ON CONFLICT (_workspace, id) DO UPDATE SET created = excluded.created,"
                + " _record = excluded._record");
      }
    };
  }

  @Test
  void aStreamThatIsStoppedAtRandomMomentsLosesAndDoublesNothing(@TempDir Path folder)
      throws Exception {
    createTable("stopped");
    Random random = new Random(7);
    try (Workspaces workspaces = workspaces(folder)) {
      Sandbox sandbox = workspaces.sandbox("w0");
      for (int i = 0; i <= STOPS; i++) {
        if (i == STOPS) {
          Workspaces.awaitNextSecond();
        }
        sandbox.addMessages(2, sandbox.clock().instant().minus(Duration.ofMinutes(5)));
        StreamingQuery query =
            stream(workspaces)
                .option("since", "2020-01-01")
                .option("batch-span", "365d")
                .load()
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .foreachBatch(upsertInto("stopped"))
                .start();
        if (i < STOPS) {
          // The moment is what is tested; the outcome is the same whatever it is.
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1500)));
          query.stop();
          assertThat(query.exception().isEmpty()).as(query.exception().toString()).isTrue();
        } else {
          query.awaitTermination();
        }
      }
      assertThat(workspaces.differences(ids("stopped"))).isEmpty();
    }
  }

  /** As after a crash between the writing of a batch and the note that it is done. */
  @Test
  void aBatchThatIsRepeatedHasTheSameRows(@TempDir Path folder) throws Exception {
    Path checkpoint = folder.resolve("checkpoint");
    try (Workspaces workspaces = workspaces(folder)) {
      List<List<String>> batches = new ArrayList<>();
      VoidFunction2<Dataset<Row>, Long> keep =
          (rows, batch) ->
              batches.add(
                  rows.select("_workspace", "id").collectAsList().stream()
                      .map(row -> batch + "/" + row.getString(0) + "/" + row.getString(1))
                      .sorted()
                      .toList());
      for (int i = 0; i < 2; i++) {
        stream(workspaces)
            .load()
            .writeStream()
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", checkpoint.toString())
            .foreachBatch(keep)
            .start()
            .awaitTermination();
        Files.deleteIfExists(checkpoint.resolve("commits/.0.crc"));
        Files.deleteIfExists(checkpoint.resolve("commits/0"));
        workspaces
            .sandbox("w0")
            .addMessages(1, workspaces.sandbox("w0").clock().instant().plusSeconds(1));
      }
      assertThat(batches).hasSizeGreaterThanOrEqualTo(2);
      assertThat(batches.get(1)).isEqualTo(batches.get(0));
    }
  }

  @Test
  void rowsThatComeAgainAreMergedIntoATableOfDelta(@TempDir Path folder) throws Exception {
    String target = folder.resolve("delta").toString();
    try (Workspaces workspaces = workspaces(folder)) {
      VoidFunction2<Dataset<Row>, Long> merge =
          (rows, batch) -> {
            if (batch == 0) {
              rows.write().format("delta").mode(SaveMode.Overwrite).save(target);
              return;
            }
            DeltaTable.forPath(rows.sparkSession(), target)
                .as("old")
                .merge(rows.as("new"), "old._workspace = new._workspace AND old.id = new.id")
                .whenMatched()
                .updateAll()
                .whenNotMatched()
                .insertAll()
                .execute();
          };
      for (int i = 0; i < 2; i++) {
        stream(workspaces)
            .load()
            .writeStream()
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .foreachBatch(merge)
            .start()
            .awaitTermination();
        if (i == 0) {
          Sandbox sandbox = workspaces.sandbox("w1");
          sandbox.addMessages(5, sandbox.clock().instant().minusSeconds(60));
          Workspaces.awaitNextSecond();
        }
      }
      List<String> ids =
          spark
              .read()
              .format("delta")
              .load(target)
              .select("_workspace", "id")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0) + "/" + row.getString(1))
              .toList();
      assertThat(workspaces.differences(ids)).isEmpty();
    }
  }
}
