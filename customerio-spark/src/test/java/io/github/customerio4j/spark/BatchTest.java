package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads tables of several workspaces in this process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {
  @TempDir private static Path folder;
  private SparkSession spark;
  private Workspaces workspaces;

  @BeforeAll
  void start() {
    spark = LocalSpark.builder("local[2]").getOrCreate();
    workspaces =
        Workspaces.start(
            folder, 3, i -> Sandbox.builder().seed(i).requestsPerSecond(0).start());
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
    assertThat(ids(workspaces.read(spark, "messages").load()))
        .containsExactlyInAnyOrderElementsOf(workspaces.messages());
  }
}
