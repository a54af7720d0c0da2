package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of previous runs as a run would write them if all values fit what is documented. */
public final class DocumentedTables {
  private DocumentedTables() {}

  /** Those of the names that the state knows. */
  public static List<TableSchema> of(
      ExtractionConfig config, ExtractionState state, Set<String> names) {
    List<TableSchema> tables = new ArrayList<>();
    for (String name : names) {
      TableState known = state.tables().get(name);
      Optional<TableSpec> spec = spec(name);
      if (known != null && spec.isPresent()) {
        tables.add(schema(config, name, spec.get(), known));
      }
    }
    return tables;
  }

  private static Optional<TableSpec> spec(String name) {
    Optional<TableSpec> exact =
        TableCatalog.all().stream().filter(table -> table.name().equals(name)).findFirst();
    TableSpec ofType = TableCatalog.activitiesOfType();
    return name.startsWith(ofType.name()) ? exact.or(() -> Optional.of(ofType)) : exact;
  }

  private static TableSchema schema(
      ExtractionConfig config, String name, TableSpec spec, TableState known) {
    ExcludedColumns excluded =
        new ExcludedColumns(
            config.excludedColumns().getOrDefault(name, Set.of()), known.excluded());
    TableLayout layout =
        new TableLayout(
            known.columns(), config.columnLimit(), Optional.empty(), excluded, path -> false);
    layout.addDocumented(spec.columns());
    return TableSchema.builder()
        .name(name)
        .addAllColumns(layout.columns().stream().map(DocumentedTables::withValues).toList())
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .keepsTypes(config.types() == ExtractionConfig.Types.KEEP)
        .build();
  }

  /** The column with values of its documented type, of which it has none yet. */
  private static Column withValues(Column column) {
    boolean isTime = column.documentedType() == DataType.TIME;
    return column.isDocumented()
        ? Column.builder()
            .from(column)
            .valueType(isTime ? DataType.INTEGER : column.documentedType())
            .build()
        : column;
  }
}
