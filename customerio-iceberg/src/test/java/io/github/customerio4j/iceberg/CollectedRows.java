package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rows that a table of Iceberg should have: those that another sink got in the same run. */
final class CollectedRows {
  private final TableSink.Collecting.Table table;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Column> columns = new HashMap<>();

  CollectedRows(TableSink.Collecting.Table table) {
    this.table = table;
    TableSchema schema =
        TableSchema.builder()
            .name(table.name())
            .addAllColumns(table.columns())
            .loadType(LoadType.FULL_LOAD)
            .build();
    // Destinations with a catalog keep letters that a file of texts does not.
    List<String> shown = ColumnNames.of(schema, Set.of()).names();
    for (int i = 0; i < shown.size(); i++) {
      String name = shown.get(i).equals("_deleted") ? TableColumns.DELETED : shown.get(i);
      names.put(table.columns().get(i).name(), name);
      columns.put(name, table.columns().get(i));
    }
  }

  /** A column by its name in Iceberg. */
  Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** All rows, as {@link #comparable} makes them. */
  List<Map<String, String>> rows() {
    return table.rows().stream()
        .map(
            row -> {
              Map<String, String> named = new TreeMap<>();
              row.forEach((name, text) -> named.put(String.valueOf(names.get(name)), text));
              return comparable(named);
            })
        .toList();
  }

  /** The cells of a row without those that differ from run to run; one text for one number. */
  Map<String, String> comparable(Map<String, String> row) {
    Map<String, String> cells = new TreeMap<>();
    row.forEach(
        (name, text) -> {
          Column column = columns.get(name);
          DataType type = column == null ? DataType.TEXT : column.type(Typing.TYPED);
          boolean isNever =
              type == DataType.TIME && column != null && column.zeroIsNever() && text.equals("0");
          boolean isRunsOwn = name.equals("_extracted_at") || name.equals(Row.OwnTexts.COLUMN);
          if (!isNever && !isRunsOwn) {
            cells.put(name, type == DataType.DECIMAL ? plain(text) : text);
          }
        });
    return cells;
  }

  private static String plain(String number) {
    BigDecimal value = new BigDecimal(number);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
