package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads messages as a stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTest {
  private SparkSession spark;

  @BeforeAll
  void start() {
    spark = LocalSpark.builder("local[2]").getOrCreate();
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  private static Workspaces workspaces(Path folder) {
    Workspaces workspaces =
        Workspaces.start(folder, 2, i -> Sandbox.builder().seed(i).requestsPerSecond(0).start());
    workspaces.write("  requests-per-second: 0\n");
    return workspaces;
  }

  /** Reads what there is, and returns the rows of each batch. */
  private static Map<Long, List<String>> batches(DataStreamReader stream, Path checkpoint)
      throws Exception {
    Map<Long, List<String>> batches = new ConcurrentSkipListMap<>();
    VoidFunction2<Dataset<Row>, Long> keep =
        (rows, batch) ->
            batches
                .computeIfAbsent(batch, any -> Collections.synchronizedList(new ArrayList<>()))
                .addAll(ids(rows));
    StreamingQuery query =
        stream
            .load()
            .writeStream()
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", checkpoint.toString())
            .foreachBatch(keep)
            .start();
    query.awaitTermination();
    return batches;
  }

  private static List<String> ids(Dataset<Row> rows) {
    return rows.select("_workspace", "id").collectAsList().stream()
        .map(row -> row.getString(0) + "/" + row.getString(1))
        .toList();
  }

  @Test
  void theFirstBatchHasAllMessagesAndTheNextOneThoseOfTheLastHourAndNewOnes(@TempDir Path folder)
      throws Exception {
    try (Workspaces workspaces = workspaces(folder)) {
      Path checkpoint = folder.resolve("checkpoint");
      DataStreamReader stream = workspaces.stream(spark, "messages").option("settling", "0");
      Map<Long, List<String>> first = batches(stream, checkpoint);
      assertThat(first).containsOnlyKeys(0L);
      assertThat(workspaces.differences(first.getOrDefault(0L, List.of()))).isEmpty();

      Sandbox sandbox = workspaces.sandbox("w1");
      List<String> added = sandbox.addMessages(3, sandbox.clock().instant().minusSeconds(600));
      Workspaces.awaitNextSecond();
      Map<Long, List<String>> second = batches(stream, checkpoint);
      assertThat(second).containsOnlyKeys(1L);
      assertThat(second.get(1L))
          .containsAll(added.stream().map(json -> "w1/" + Workspaces.id(json)).toList());
      assertThat(second.get(1L)).doesNotHaveDuplicates().hasSizeLessThan(20);
    }
  }
}
