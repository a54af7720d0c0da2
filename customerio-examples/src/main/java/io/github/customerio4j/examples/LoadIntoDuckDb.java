package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Loads campaigns and new messages into a DuckDB file, and queries the file by JDBC. */
public final class LoadIntoDuckDb {
  private LoadIntoDuckDb() {}

  /**
   * Runs the example. In the same folder, a later run loads only the messages since the last run.
   *
   * @param arguments the folder for the database; a temporary folder if missing
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path file = SampleWorkspace.folder(arguments).resolve("crm.duckdb");
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), file, System.out);
    }
  }

  static void run(CustomerIo client, Path file, PrintStream out) throws SQLException {
    SqlSink sink = SqlSink.duckDb(file).build();
    var messages = MessagesSelection.builder().history(History.SINCE_LAST_RUN).build();
    var config = ExtractionConfig.builder().addTables("campaigns").messages(messages).build();
    // The state is stored in the database too, in the same transaction as the rows.
    var extractor = Extractor.builder().client(client).sink(sink).build();
    out.println(extractor.run(config).rows() + " rows loaded into " + file);

    String query =
        "SELECT c.name, count(*) FROM messages m JOIN campaigns c ON c.id = m.campaign_id"
            + " GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 3";
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      while (result.next()) {
        out.println("  " + result.getLong(2) + " messages of " + result.getString(1));
      }
    }
  }
}
