package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import io.github.customerio4j.iceberg.file.LocalFileIO;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A warehouse in a local folder, with a catalog in SQLite; and what is in any warehouse. */
final class LocalWarehouse {
  static final Namespace NAMESPACE = Namespace.of("crm");

  private LocalWarehouse() {}

  static JdbcCatalog catalog(Path folder) {
    return initialized(new JdbcCatalog(), folder);
  }

  /** A catalog that reaches its warehouse by the given files. */
  static JdbcCatalog catalog(Path folder, FileIO files) {
    return initialized(new JdbcCatalog(any -> files, null, true), folder);
  }

  private static JdbcCatalog initialized(JdbcCatalog catalog, Path folder) {
    catalog.initialize(
        "local",
        Map.of(
            "uri",
            "jdbc:sqlite:" + folder.resolve("catalog.db"),
            "warehouse",
            folder.resolve("warehouse").toString(),
            "io-impl",
            LocalFileIO.class.getName(),
            "clients",
            "1",
            "jdbc.schema-version",
            "V1"));
    return catalog;
  }

  static Table table(Catalog catalog, String name) {
    return catalog.loadTable(TableIdentifier.of(NAMESPACE, name));
  }

  static List<DataFile> files(Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file().copy()));
    }
    return files;
  }

  /** The rows of a table, of which the first one has the names of the columns. */
  static List<List<@Nullable String>> rows(Table table) throws IOException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    List<NestedField> columns =
        table.schema().columns().stream()
            .filter(field -> !field.name().equals(Row.OwnTexts.COLUMN))
            .toList();
    rows.add(new ArrayList<>(columns.stream().map(NestedField::name).toList()));
    for (DataFile file : files(table)) {
      Path local = Files.createTempFile("data", ".parquet");
      try (InputStream in = table.io().newInputFile(file.location()).newStream()) {
        Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
      }
      try (ParquetTable.Reader reader = ParquetTable.open(local)) {
        List<Integer> ids = reader.fields().stream().map(ParquetTable.Field::id).toList();
        for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          List<@Nullable String> cells = new ArrayList<>();
          for (NestedField column : columns) {
            int at = ids.indexOf(column.fieldId());
            cells.add(at < 0 ? null : row.get().text(at));
          }
          rows.add(cells);
        }
      } finally {
        Files.delete(local);
      }
    }
    return rows;
  }

  /** The visible tables by their names. */
  static Map<String, List<List<@Nullable String>>> tables(Catalog catalog) throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    if (((SupportsNamespaces) catalog).namespaceExists(NAMESPACE)) {
      for (TableIdentifier table : catalog.listTables(NAMESPACE)) {
        if (!table.name().equals(Journal.TABLE)) {
          tables.put(table.name(), rows(catalog.loadTable(table)));
        }
      }
    }
    return tables;
  }
}
