package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads typed rows as the texts that the API returned. */
enum SqlReader {
  DUCKDB,
  POSTGRESQL;

  /** Columns that are in no record. */
  private static final Set<String> OURS = Set.of("_run_id", "_customerio_texts");

  /** The rows of the table or expression after {@code FROM}, by JSON Pointer. */
  List<Map<String, String>> rows(String url, String from, TableSchema schema) throws IOException {
    Map<String, String> pointers = new HashMap<>();
    ColumnNames names = ColumnNames.of(schema, Set.of("_deleted", "_run_id"));
    for (int i = 0; i < names.names().size(); i++) {
      int column = i;
      StoredRows.pointer(schema, i)
          .ifPresent(pointer -> pointers.put(names.names().get(column), pointer));
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query(statement, from))) {
      List<Map<String, String>> rows = new ArrayList<>();
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String cell = found.getString(i);
          String name = columns.getColumnLabel(i);
          if (cell != null && !OURS.contains(name)) {
            boolean isBoolean =
                columns.getColumnTypeName(i).toLowerCase(Locale.ROOT).startsWith("bool");
            row.put(
                pointers.getOrDefault(name, "no pointer of " + name),
                isBoolean ? String.valueOf(found.getBoolean(i)) : cell);
          }
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IOException(from, e);
    }
  }

  /** Selects all columns, times as Unix seconds. */
  private static String query(Statement statement, String from) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet none = statement.executeQuery("SELECT * FROM " + from + " LIMIT 0")) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        String name = "\"" + none.getMetaData().getColumnLabel(i).replace("\"", "\"\"") + "\"";
        String type = none.getMetaData().getColumnTypeName(i).toLowerCase(Locale.ROOT);
        columns.add(
            type.startsWith("timestamp")
                ? "CAST(extract(epoch FROM " + name + ") AS BIGINT) AS " + name
                : name);
      }
    }
    return "SELECT " + String.join(", ", columns) + " FROM " + from;
  }
}
