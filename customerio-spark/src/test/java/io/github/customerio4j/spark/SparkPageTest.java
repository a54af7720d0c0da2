package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program of docs/spark.md as it stands. */
class SparkPageTest {

  @Test
  void theProgramOfThePageLoadsEveryMessageOnce(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Workspaces workspaces =
            Workspaces.start(
                folder, 2, i -> Sandbox.builder().seed(i).requestsPerSecond(0).start());
        // What spark-submit says otherwise; the program's getOrCreate finds it.
        SparkSession session =
            LocalSpark.builder("local[2]")
                .config("spark.plugins", "io.github.customerio4j.spark.CustomerIoPlugin")
                .getOrCreate()) {
      workspaces.write("  requests-per-second: 0\n");
      String url = postgres.getJdbcUrl("postgres", "postgres");
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE messages (_workspace text, id text, created timestamptz, _record text,"
                + " PRIMARY KEY (_workspace, id))");
        SparkSnippets.run(
            workspaces.file().toString(), folder.resolve("checkpoint").toString(), url);
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM messages")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(workspaces.messages().size());
        }
      }
      assertThat(session.sparkContext().isStopped()).isFalse();
    }
  }
}
