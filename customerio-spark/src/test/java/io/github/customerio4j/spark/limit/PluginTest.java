package io.github.customerio4j.spark.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.spark.CustomerIoPlugin;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin in Spark, with requests to a server that refuses what is beyond the limit. */
class PluginTest {
  private static final int TASKS = 4;
  private static final int REQUESTS = 30;

  @ParameterizedTest
  @ValueSource(strings = {"local[4]", "local-cluster[2,2,1024]"})
  void tasksShareTheLimit(String master) {
    try (Sandbox sandbox = Sandbox.builder().requestsPerSecond(10).start();
        JavaSparkContext spark = new JavaSparkContext(conf(master))) {
      String url = sandbox.baseUrl();
      String key = sandbox.appApiKey();
      WorkspaceLimits.Scope scope = WorkspaceLimits.scope();
      assertThat(scope).isEqualTo(WorkspaceLimits.Scope.APPLICATION);

      long start = System.nanoTime();
      List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
      List<String> processes =
          spark.parallelize(numbers, TASKS).map(number -> request(url, key, scope)).collect();
      double seconds = (System.nanoTime() - start) / 1e9;

      // A refused request is sent once more; one or two are on a machine that stands still at
      // times.
      assertThat(sandbox.requests()).hasSizeBetween(TASKS * REQUESTS, TASKS * REQUESTS + 3);
      assertThat(seconds).isGreaterThan(TASKS * REQUESTS / 10.0 - 1.1);
      assertThat(processes.stream().distinct()).hasSize(master.startsWith("local[") ? 1 : 2);
    }
    assertThat(WorkspaceLimits.scope()).isEqualTo(WorkspaceLimits.Scope.PROCESS);
  }

  private static String request(String url, String key, WorkspaceLimits.Scope scope) {
    try (WorkspaceLimits.Open limit = WorkspaceLimits.open("w", 10, scope);
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(key))
                .baseUrl(url)
                .rateLimit(limit.rateLimit())
                .build()) {
      for (int i = 0; i < REQUESTS; i++) {
        client.segments().list();
      }
    }
    return String.valueOf(ProcessHandle.current().pid());
  }

  @Test
  void readPlannedWithThePluginNeedsItInTheExecutor() {
    assertThatThrownBy(() -> WorkspaceLimits.open("w", 10, WorkspaceLimits.Scope.APPLICATION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spark.plugins=" + CustomerIoPlugin.class.getName());
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("test")
        .set("spark.plugins", CustomerIoPlugin.class.getName())
        .set("spark.ui.enabled", "false")
        // No task starts before both executors are there.
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
        .set("spark.executorEnv.SPARK_SQL_TESTING", "1")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
  }
}
