package io.github.customerio4j.spark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** Programs with Spark, as docs/spark.md shows them. */
final class SparkSnippets {
  private SparkSnippets() {}

  static void run(String workspaces, String checkpoint, String url) throws Exception {
    // region spark
    SparkSession spark =
        SparkSession.builder()
            .config("spark.plugins", "io.github.customerio4j.spark.CustomerIoPlugin")
            .getOrCreate();
    Dataset<Row> messages =
        spark
            .read()
            .format("customerio")
            .option("workspaces", workspaces)
            .option("table", "messages")
            .option("since", "2025-01-01")
            .load();
    messages.groupBy("_workspace", "type").count().show();

    StreamingQuery query =
        spark
            .readStream()
            .format("customerio")
            .option("workspaces", workspaces)
            .option("table", "messages")
            .option("refresh", "standard")
            .load()
            .writeStream()
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", checkpoint)
            .foreachBatch(new Upsert(url))
            .start();
    query.awaitTermination();
    // endregion
  }

  // region spark-upsert
  record Upsert(String url) implements VoidFunction2<Dataset<Row>, Long> {
    @Override
    public void call(Dataset<Row> rows, Long batch) throws SQLException {
      rows.select("_workspace", "id", "created", "_record")
          .write()
          .mode(SaveMode.Overwrite)
          .jdbc(url, "messages_batch", new Properties());
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO messages SELECT DISTINCT ON (_workspace, id) * FROM messages_batch"
                + " ON CONFLICT (_workspace, id) DO UPDATE"
                + " SET created = excluded.created, _record = excluded._record");
      }
    }
  }
  // endregion
}
