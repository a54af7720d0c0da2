package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.schema.MessageType;

/** The columns of a file: their names, their types, and their places in a row of the table. */
final class ParquetColumns {
  private static final String RUN_ID = "_run_id";

  /** The place of a column that no row has a cell for. */
  private static final int NOWHERE = -1;

  private final String table;
  private final Optional<String> runId;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final boolean keepsTexts;

  /** Whether the file has all columns of the files that the table had before. */
  private final boolean isComplete;

  private ParquetColumns(
      String table, Optional<String> runId, boolean keepsTexts, boolean isComplete) {
    this.table = table;
    this.runId = runId;
    this.keepsTexts = keepsTexts;
    this.isComplete = isComplete;
  }

  /**
   * The columns of a table's new file. A column has at least the type that it has in the files
   * before, and a column that only those have is there, too.
   *
   * @param former the columns of the files before, by their names in lower case
   */
  static ParquetColumns of(
      TableSchema table, Typing typing, Optional<String> runId, Map<String, ParquetColumn> former) {
    ColumnNames names = ColumnNames.of(table, Set.of(RUN_ID, Row.OwnTexts.COLUMN));
    List<ParquetColumn> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(former.keySet());
    boolean keepsTexts = left.remove(Row.OwnTexts.COLUMN);
    left.remove(RUN_ID);
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      String name = names.names().get(i);
      String key = name.toLowerCase(Locale.ROOT);
      DataType type = column.type(typing);
      ParquetColumn before = former.get(key);
      // A column without values has no type yet, but a file needs at least one column.
      boolean isOnly = i == table.columns().size() - 1 && columns.isEmpty();
      if (type != DataType.NONE || before != null || isOnly || names.key().contains(name)) {
        ParquetColumn wanted = ParquetColumn.of(name, type, column.scale());
        if (before != null) {
          wanted = type == DataType.NONE ? before : wanted.or(before);
        }
        columns.add(new ParquetColumn(name, wanted.type(), wanted.scale()));
        places.add(i);
        left.remove(key);
        keepsTexts |= column.hasUnusualNumbers() && wanted.keepsValues();
      }
    }
    for (String key : left) {
      columns.add(former.get(key));
      places.add(NOWHERE);
    }
    ParquetColumns result = new ParquetColumns(table.name(), runId, keepsTexts, true);
    result.add(columns, places, table.columns().size());
    return result;
  }

  /** The columns of a file of the table that is written anew. */
  static ParquetColumns of(ParquetPart part, Map<String, ParquetColumn> wanted) {
    List<ParquetColumn> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (ParquetColumn column : part.row().columns()) {
      ParquetColumn wider = wanted.getOrDefault(column.name().toLowerCase(Locale.ROOT), column);
      places.add(columns.size());
      columns.add(new ParquetColumn(column.name(), wider.type(), wider.scale()));
    }
    ParquetColumns result =
        new ParquetColumns(part.table(), Optional.empty(), part.hasTexts(), part.isComplete());
    result.add(columns, places, columns.size());
    return result;
  }

  private void add(List<ParquetColumn> newColumns, List<Integer> newPlaces, int textsPlace) {
    columns.addAll(newColumns);
    places.addAll(newPlaces);
    if (keepsTexts) {
      columns.add(ParquetColumn.ownTexts());
      places.add(textsPlace);
    }
  }

  MessageType message() {
    MessageType message =
        new MessageType(table, columns.stream().map(ParquetColumn::field).toList());
    if (runId.isEmpty()) {
      return message;
    }
    return new MessageType(table, ParquetColumn.text(RUN_ID).field()).union(message);
  }

  /** Adds the cell of the texts to rows, if the file has a column for it. */
  Optional<Row.OwnTexts> texts() {
    if (!keepsTexts) {
      return Optional.empty();
    }
    int[] numbers =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).keepsValues() && places.get(i) != NOWHERE)
            .toArray();
    return Optional.of(
        new Row.OwnTexts(
            IntStream.of(numbers).mapToObj(i -> columns.get(i).name()).toList(),
            IntStream.of(numbers).map(places::get).toArray(),
            Row.OwnTexts::isUnusualNumber));
  }

  /** The run's id if it is the first field; else empty. */
  Optional<String> runId() {
    return runId;
  }

  boolean isComplete() {
    return isComplete;
  }

  /** For each column of the file its place in a row; -1 if rows have no cell for it. */
  int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  DataType[] types() {
    return columns.stream().map(ParquetColumn::type).toArray(DataType[]::new);
  }

  int scale(int column) {
    return columns.get(column).scale();
  }
}
