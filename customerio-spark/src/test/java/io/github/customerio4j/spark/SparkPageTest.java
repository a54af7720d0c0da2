package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        List<String> ids = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery("SELECT _workspace || '/' || id FROM messages")) {
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
        }
        // Messages of the last minute wait for the next run.
        assertThat(ids).isSubsetOf(workspaces.messages());
        assertThat(ids).hasSizeGreaterThan(workspaces.messages().size() - 10);
      }
      assertThat(session.sparkContext().isStopped()).isFalse();
    }
  }
}
