package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads tables in two executors that are other processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutorsTest {
  @TempDir private static Path folder;
  private SparkSession spark;

  @BeforeAll
  void start() {
    spark = LocalSpark.cluster().getOrCreate();
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  @Test
  void everyMessageOfEveryWorkspaceComesOnce() {
    try (Workspaces workspaces =
        Workspaces.start(folder, 3, i -> Sandbox.builder().seed(i).requestsPerSecond(0).start())) {
      workspaces.write("  requests-per-second: 0\n");
      List<Row> rows =
          workspaces.read(spark, "messages").load().select("_workspace", "id").collectAsList();
      assertThat(rows.stream().map(row -> row.getString(0) + "/" + row.getString(1)))
          .containsExactlyInAnyOrderElementsOf(workspaces.messages());
    }
  }
}
