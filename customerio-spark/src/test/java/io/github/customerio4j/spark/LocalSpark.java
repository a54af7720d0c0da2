package io.github.customerio4j.spark;

import org.apache.spark.sql.SparkSession;

/** Sessions for tests. */
final class LocalSpark {
  private LocalSpark() {}

  /**
   * A builder of a session whose tasks run in two other processes, started from this class path.
   */
  static SparkSession.Builder cluster() {
    return builder("local-cluster[2,2,1024]")
        // There is no distribution of Spark where an executor could look for jars.
        .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
        .config("spark.executorEnv.SPARK_SQL_TESTING", "1")
        .config("spark.executor.memory", "512m")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"));
  }

  /** A builder of a session that listens on this machine only, without the UI. */
  static SparkSession.Builder builder(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
  }
}
