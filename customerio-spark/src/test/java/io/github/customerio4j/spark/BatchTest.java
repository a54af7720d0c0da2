package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads tables of several workspaces in this process, with four attempts a task. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {
  @TempDir private static Path folder;
  private SparkSession spark;
  private Workspaces workspaces;

  @BeforeAll
  void start() {
    spark = LocalSpark.builder("local[2,4]").getOrCreate();
    workspaces =
        Workspaces.start(folder, 3, i -> Sandbox.builder().seed(i).requestsPerSecond(0).start());
    workspaces.write("  requests-per-second: 0\n");
  }

  @AfterAll
  void stop() {
    spark.stop();
    workspaces.close();
  }

  private static List<String> ids(Dataset<Row> rows) {
    return rows.select("_workspace", "id").collectAsList().stream()
        .map(row -> row.getString(0) + "/" + row.getString(1))
        .toList();
  }

  @Test
  void everyMessageOfEveryWorkspaceComesOnce() {
    assertThat(workspaces.differences(ids(workspaces.read(spark, "messages").load()))).isEmpty();
  }

  @Test
  void aWorkspaceIsReadInPartsAndAsAWhole() {
    Dataset<Row> whole =
        workspaces.read(spark, "messages").option("parts-per-workspace", "1").load();
    Dataset<Row> parts =
        workspaces.read(spark, "messages").option("parts-per-workspace", "8").load();
    assertThat(whole.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(parts.rdd().getNumPartitions()).isGreaterThan(3);
    assertThat(workspaces.differences(ids(whole))).isEmpty();
    assertThat(workspaces.differences(ids(parts))).isEmpty();
  }

  @Test
  void aTaskThatFailsIsReadAgain() {
    Sandbox sandbox = workspaces.sandbox("w1");
    // The client does not repeat it by itself.
    sandbox.failNext(path -> path.endsWith("/messages"), Fault.status(403), 1);
    Dataset<Row> messages =
        workspaces.read(spark, "messages").option("parts-per-workspace", "1").load();
    assertThat(workspaces.differences(ids(messages))).isEmpty();
    assertThat(sandbox.requests()).anyMatch(request -> request.status() == 403);
  }

  @Test
  void columnsHaveTheDocumentedTypesAndDescriptions() {
    StructType schema = workspaces.read(spark, "campaigns").load().schema();
    assertThat(schema.fieldNames()).startsWith("_workspace", "id").endsWith("_record");
    assertThat(schema.apply("id").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(schema.apply("name").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(schema.apply("created").dataType()).isEqualTo(DataTypes.TimestampType);
    assertThat(schema.apply("active").dataType()).isEqualTo(DataTypes.BooleanType);
    assertThat(schema.apply("tags").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(schema.apply("name").getComment().get()).isEqualTo("Its name.");
  }

  @Test
  void valuesAreThoseOfTheRecord() {
    List<Row> differing =
        workspaces
            .read(spark, "messages")
            .load()
            .filter(
                "id IS NULL OR id != get_json_object(_record, '$.id')"
                    + " OR created IS NULL"
                    + " OR unix_timestamp(created) != get_json_object(_record, '$.created')")
            .select("_workspace", "id", "created", "_record")
            .collectAsList();
    assertThat(differing).isEmpty();
  }

  @Test
  void filtersOnTheCreationTimeNarrowWhatIsAskedFor() {
    Sandbox sandbox = workspaces.sandbox("w2");
    Instant since = sandbox.clock().instant().minus(Duration.ofDays(30));
    int before = sandbox.requests().size();
    Dataset<Row> recent =
        workspaces.read(spark, "messages").load().filter("created >= '" + since + "'");
    List<String> ids = ids(recent);
    List<String> expected =
        ids(workspaces.read(spark, "messages").option("since", whole(since)).load());
    assertThat(ids).containsAll(expected).hasSizeLessThan(workspaces.messages().size());
    List<RecordedRequest> requests =
        sandbox.requests().subList(before, sandbox.requests().size()).stream()
            .filter(request -> request.path().endsWith("/messages"))
            .toList();
    assertThat(
            requests.stream()
                .map(request -> request.query().getOrDefault("start_ts", List.of("0")).get(0)))
        .isNotEmpty()
        .allMatch(start -> Long.parseLong(start) >= since.getEpochSecond() - 1);
    assertThat(recent.queryExecution().executedPlan().toString()).contains("created in [");
  }

  private static String whole(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond() + 1).toString();
  }

  @Test
  void onlyColumnsThatAreNeededAreRead() {
    Dataset<Row> rows = workspaces.read(spark, "messages").load().groupBy("type").count();
    String plan = rows.queryExecution().optimizedPlan().toString();
    assertThat(plan).contains("RelationV2[type#").doesNotContain("_record#");
    // Three messages are of the second in which the workspaces were started.
    long all = workspaces.messages().size();
    assertThat(rows.agg(Map.of("count", "sum")).first().getLong(0)).isBetween(all - 3, all);
    assertThat(workspaces.read(spark, "messages").load().count()).isBetween(all - 3, all);
  }

  /** The truth is an extraction of everything. */
  @Test
  void everyTableOfTheCatalogHasTheRowsOfAnExtraction() {
    Sandbox sandbox = workspaces.sandbox("w0");
    TableSink.Collecting sink = TableSink.collecting();
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(sandbox.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .build()) {
      Extractor.builder()
          .client(client)
          .sink(sink)
          .build()
          .run(ExtractionConfig.everything().addAllTables(TableCatalog.named("*")).build());
    }
    List<String> names = new ArrayList<>(sink.tables().keySet());
    // The export of people is a new export; and this type has another spelling.
    names.removeAll(List.of("exports", "activity_secondary_dropped_email"));
    assertThat(names).hasSizeGreaterThan(60);
    List<String> different = new ArrayList<>();
    for (String name : names) {
      long rows =
          spark
              .read()
              .format("customerio")
              .option("table", name)
              .option("base-url", sandbox.baseUrl())
              .option("key-file", folder.resolve("w0.key").toString())
              .option("requests-per-second", "0")
              .load()
              .filter("_record IS NOT NULL")
              .count();
      if (rows != sink.rows(name).size()) {
        different.add(name + ": " + rows + " instead of " + sink.rows(name).size());
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void aWorkspaceThatCannotBeReadIsNamed() throws Exception {
    Path own = Files.createDirectory(folder.resolve("broken"));
    Path file = own.resolve("workspaces.yaml");
    Files.writeString(
        file,
        Stream.of(
                "workspaces:",
                "  good: {key-file: '" + folder.resolve("w0.key") + "'}",
                "  bad: {key-file: '" + own.resolve("none") + "'}",
                "defaults: {base-url: '" + workspaces.sandbox("w0").baseUrl() + "'}")
            .reduce("", (text, line) -> text + line + "\n"));
    Dataset<Row> messages =
        spark
            .read()
            .format("customerio")
            .option("workspaces", file.toString())
            .option("table", "campaigns")
            .load();
    assertThatThrownBy(messages::count)
        .hasMessageContaining("Cannot read workspace bad")
        .hasMessageContaining("it cannot be read (NoSuchFileException)");
  }

  @Test
  void metricsOfTheScanCountRequestsAndWaiting() {
    Dataset<Row> messages = workspaces.read(spark, "messages").load();
    messages.queryExecution().toRdd().count();
    assertThat(
            messages
                .queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .metrics()
                .keysIterator())
        .satisfies(
            keys -> {
              String names = Objects.toString(keys.toSet());
              assertThat(names).contains(ReadMetrics.REQUESTS, ReadMetrics.WAITING);
            });
  }
}
