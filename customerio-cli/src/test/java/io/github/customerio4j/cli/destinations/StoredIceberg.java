package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.iceberg.IcebergSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Tables of Iceberg. The library plans a scan of the current snapshot, and DuckDB reads its data
 * files: the columns by their numbers, as Iceberg wants it.
 *
 * @param catalog writes and finds the tables
 * @param namespace the tables' namespace
 * @param folder where files are fetched to
 */
record StoredIceberg(Catalog catalog, Namespace namespace, Path folder) implements StoredRows {

  @Override
  public TableSink sink(Clock clock) {
    return IcebergSink.builder(catalog, namespace).clock(clock).build();
  }

  StateStore state() {
    return IcebergSink.builder(catalog, namespace).build().stateStore();
  }

  /** A run that died after its commit is finished by the next one, at its begin. */
  @Override
  public void settle() throws IOException {
    sink(Clock.systemUTC()).begin().close();
  }

  @Override
  public List<Map<String, String>> rows(TableSchema schema) throws IOException {
    Table table = catalog.loadTable(TableIdentifier.of(namespace, schema.name()));
    List<Map<String, String>> rows = new ArrayList<>();
    Files.createDirectories(folder);
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        List<DeleteFile> deletes = task.deletes();
        if (!deletes.isEmpty()) {
          throw new IOException("Some readers do not understand " + deletes);
        }
        Path file = Files.createTempFile(folder, schema.name(), ".parquet");
        try {
          Files.delete(file);
          try (InputStream in = table.io().newInputFile(task.file().location()).newStream()) {
            Files.copy(in, file);
          }
          List<Map<String, String>> ofFile =
              SqlReader.DUCKDB.rows("jdbc:duckdb:", columns(table, file), schema);
          if (ofFile.size() != task.file().recordCount()) {
            throw new IOException("The count of rows differs from that of " + task.file());
          }
          rows.addAll(ofFile);
        } finally {
          Files.deleteIfExists(file);
        }
      }
    }
    return rows;
  }

  /** The columns that the table and the file have, by the names that the table gives them. */
  private static String columns(Table table, Path file) throws IOException {
    Map<Integer, String> names = new HashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT field_id, name FROM parquet_schema('"
                    + file
                    + "') WHERE type IS NOT NULL")) {
      while (found.next()) {
        names.put(found.getInt(1), found.getString(2));
      }
    } catch (SQLException e) {
      throw new IOException(file.toString(), e);
    }
    List<String> columns = new ArrayList<>();
    for (NestedField field : table.schema().columns()) {
      String inFile = names.get(field.fieldId());
      if (inFile != null) {
        columns.add("\"%s\" AS \"%s\"".formatted(inFile, field.name()));
      }
    }
    return "(SELECT %s FROM read_parquet('%s'))".formatted(String.join(", ", columns), file);
  }

  @Override
  public boolean appends() {
    return false;
  }

  @Override
  public boolean hasTypes() {
    return true;
  }
}
