package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads tables in two executors that are other processes, with speculation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(150)
class ExecutorsTest {
  private final AtomicInteger copies = new AtomicInteger();
  private SparkSession spark;

  @BeforeAll
  void start() {
    spark =
        LocalSpark.cluster()
            .config("spark.plugins", "io.github.customerio4j.spark.CustomerIoPlugin")
            .config("spark.speculation", "true")
            .config("spark.speculation.interval", "100ms")
            .config("spark.speculation.multiplier", "1.1")
            .config("spark.speculation.quantile", "0.1")
            .config("spark.speculation.minTaskRuntime", "200ms")
            .getOrCreate();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted task) {
                copies.incrementAndGet();
              }
            });
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  private static List<String> ids(Dataset<Row> rows) {
    return rows.select("_workspace", "id").collectAsList().stream()
        .map(row -> row.getString(0) + "/" + row.getString(1))
        .toList();
  }

  /** A request or two come too early on a machine that stands still at times. */
  private static void assertThatTheLimitWasKept(Sandbox sandbox) {
    assertThat(sandbox.requests().stream().map(RecordedRequest::status))
        .filteredOn(status -> status == 429)
        .hasSizeLessThanOrEqualTo(2);
  }

  private static void await(Sandbox sandbox, int requests) {
    while (sandbox.requests().size() < requests) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private Set<Long> executors() {
    return new TreeSet<>(
        new JavaSparkContext(spark.sparkContext())
            .parallelize(List.of(1, 2, 3, 4), 4)
            .map(any -> ProcessHandle.current().pid())
            .collect());
  }

  @Test
  void executorsAreOtherProcesses() {
    assertThat(executors()).isNotEmpty().doesNotContain(ProcessHandle.current().pid());
  }

  @Test
  void everyMessageOfEveryWorkspaceComesOnceWithinTheLimits(@TempDir Path folder) {
    try (Workspaces workspaces =
        Workspaces.start(
            folder, 3, i -> Sandbox.builder().seed(i).latency(Duration.ofMillis(50)).start())) {
      assertThat(workspaces.differences(ids(workspaces.read(spark, "messages").load()))).isEmpty();
      workspaces.sandboxes().values().forEach(ExecutorsTest::assertThatTheLimitWasKept);
    }
  }

  @Test
  void aLargeWorkspaceIsReadByAllExecutorsTogetherWithinItsLimit(@TempDir Path folder) {
    try (Workspaces workspaces =
        Workspaces.start(
            folder,
            1,
            i ->
                Sandbox.builder()
                    .bulk(BulkData.of(130_000, 0))
                    .latency(Duration.ofMillis(300))
                    .start())) {
      assertThat(workspaces.read(spark, "messages").load().count()).isEqualTo(130_000);
      assertThatTheLimitWasKept(workspaces.sandbox("w0"));
    }
  }

  @Test
  void rowsAreTheSameIfAnExecutorIsKilledInTheMiddle(@TempDir Path folder) throws Exception {
    try (Workspaces workspaces =
        Workspaces.start(
            folder, 2, i -> Sandbox.builder().seed(i).latency(Duration.ofMillis(200)).start())) {
      CompletableFuture<List<String>> rows =
          CompletableFuture.supplyAsync(() -> ids(workspaces.read(spark, "messages").load()));
      long killed = executors().iterator().next();
      await(workspaces.sandbox("w0"), 8);
      assertThat(ProcessHandle.of(killed).map(ProcessHandle::destroyForcibly)).hasValue(true);
      assertThat(workspaces.differences(rows.get())).isEmpty();
    }
  }

  /**
   * Tasks of the slow workspace take many times as long as those that have ended, so they are
   * copied.
   */
  @Test
  void rowsAreTheSameIfTasksRunTwice(@TempDir Path folder) {
    copies.set(0);
    try (Workspaces workspaces =
        Workspaces.start(
            folder,
            2,
            i ->
                Sandbox.builder()
                    .seed(i)
                    .requestsPerSecond(0)
                    .latency(Duration.ofMillis(i * 3000 + 1))
                    .start())) {
      workspaces.write("  requests-per-second: 0\n");
      assertThat(workspaces.differences(ids(workspaces.read(spark, "messages").load()))).isEmpty();
      assertThat(copies).hasPositiveValue();
    }
  }
}
