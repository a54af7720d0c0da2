package io.github.customerio4j.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.iceberg.IcebergSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    Path fetched = Files.createDirectories(folder.resolve(schema.name()));
    List<Path> files = new ArrayList<>();
    long count = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        assertThat(task.deletes()).as("Some readers do not understand deletes.").isEmpty();
        count += task.file().recordCount();
        Path file = fetched.resolve(files.size() + ".parquet");
        try (InputStream in = table.io().newInputFile(task.file().location()).newStream()) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        files.add(file);
      }
    }
    if (files.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> rows =
        SqlReader.DUCKDB.rows("jdbc:duckdb:", query(table, files), schema);
    assertThat(rows).as("the counts of rows of the data files").hasSize((int) count);
    return rows;
  }

  private static String query(Table table, List<Path> files) throws IOException {
    List<String> queries = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Path file : files) {
        queries.add(columns(table, file, statement));
      }
    } catch (SQLException e) {
      throw new IOException(table.name(), e);
    }
    return "(" + String.join(" UNION ALL BY NAME ", queries) + ")";
  }

  /** The columns that the table and the file have, by the names that the table gives them. */
  private static String columns(Table table, Path file, Statement statement) throws SQLException {
    Map<Integer, String> names = new HashMap<>();
    try (ResultSet found =
        statement.executeQuery(
            "SELECT field_id, name FROM parquet_schema('" + file + "') WHERE type IS NOT NULL")) {
      while (found.next()) {
        names.put(found.getInt(1), found.getString(2));
      }
    }
    List<String> columns = new ArrayList<>();
    for (NestedField field : table.schema().columns()) {
      String inFile = names.get(field.fieldId());
      if (inFile != null) {
        columns.add("\"%s\" AS \"%s\"".formatted(inFile, field.name()));
      }
    }
    return "SELECT %s FROM read_parquet('%s')".formatted(String.join(", ", columns), file);
  }

  @Override
  public boolean appends() {
    return false;
  }

  @Override
  public boolean hasTypes() {
    return true;
  }

  @Override
  public boolean hasJson() {
    return false;
  }
}
