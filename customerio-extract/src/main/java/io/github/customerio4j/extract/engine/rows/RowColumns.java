package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.TableLayout;
import io.github.customerio4j.extract.rows.TableRows;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of rows: known before anything is read, the same for every workspace. */
final class RowColumns {
  private final TableSchema schema;
  private final Map<String, Integer> byPointer = new HashMap<>();
  private final int recordColumn;

  private RowColumns(TableSchema schema) {
    this.schema = schema;
    int record = -1;
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      if (column.pointer().isEmpty()) {
        record = i;
      } else {
        byPointer.put(column.pointer(), i);
      }
    }
    this.recordColumn = record;
  }

  /**
   * The columns of a table.
   *
   * @param name its name
   * @param wanted the names of the only columns, in order; empty for all
   */
  static RowColumns of(String name, TableSpec table, List<String> wanted) {
    TableLayout layout = new TableLayout(List.of(), Integer.MAX_VALUE, Optional.empty());
    layout.addDocumented(table.columns());
    List<Column> all = new ArrayList<>(layout.columns());
    all.add(
        Column.builder()
            .name(TableRows.RECORD)
            .originalKey(TableRows.RECORD)
            .pointer("")
            .documentedType(DataType.JSON)
            .valueType(DataType.JSON)
            .isDocumented(true)
            .description("The whole record: a JSON object.")
            .build());
    List<Column> columns = wanted.isEmpty() ? all : chosen(name, all, wanted);
    List<String> key =
        table.primaryKey().stream()
            .map(field -> layout.nameOf(ColumnPath.of(field)).orElse(field))
            .toList();
    boolean hasKey =
        columns.stream().map(Column::name).collect(Collectors.toSet()).containsAll(key);
    return new RowColumns(
        TableSchema.builder()
            .name(name)
            .description(table.description())
            .columns(columns)
            .rowKey(hasKey ? key : List.of())
            .loadType(LoadType.FULL_LOAD)
            .build());
  }

  private static List<Column> chosen(String table, List<Column> all, List<String> wanted) {
    Map<String, Column> byName =
        all.stream().collect(Collectors.toMap(Column::name, column -> column));
    List<Column> chosen = new ArrayList<>();
    for (String name : wanted) {
      Column column = byName.get(name);
      if (column == null || chosen.contains(column)) {
        throw new IllegalArgumentException(
            "Cannot read column \"%s\" of %s: %s. There are %s."
                .formatted(
                    name,
                    table,
                    column == null ? "it has no such column" : "it is named twice",
                    all.stream().map(Column::name).collect(Collectors.joining(", "))));
      }
      chosen.add(column);
    }
    return chosen;
  }

  TableSchema schema() {
    return schema;
  }

  /** The column of a field; -1 if it has none. */
  int at(String pointer) {
    return byPointer.getOrDefault(pointer, -1);
  }

  /** The column of the whole record; -1 if it is not wanted. */
  int recordColumn() {
    return recordColumn;
  }
}
