package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private int textsId = ParquetColumn.NO_ID;
  private DataType textsType = DataType.JSON;

  /** The columns of times whose 0 is null, by their names. */
  private final Set<String> nevers;

  private final List<String> warnings = new ArrayList<>();

  /** Whether the file has all columns of the files that the table had before. */
  private final boolean isComplete;

  private final Map<String, String> descriptions;

  private ParquetColumns(
      String table,
      Optional<String> runId,
      boolean keepsTexts,
      boolean isComplete,
      Map<String, String> descriptions,
      Set<String> nevers) {
    this.nevers = nevers;
    this.table = table;
    this.runId = runId;
    this.keepsTexts = keepsTexts;
    this.isComplete = isComplete;
    this.descriptions = descriptions;
  }

  /**
   * The columns of a table's new file. A column has at least the type that it has in the files
   * before, and a column that only those have is there, too.
   *
   * @param former the columns of the files before, by their names in lower case
   * @param parts those files
   */
  static ParquetColumns of(
      TableSchema table,
      Typing typing,
      Optional<String> runId,
      Map<String, ParquetColumn> former,
      FormerParts parts)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    ColumnNames names = names(table);
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
          wanted = merged(column, typing, table.keepsTypes(), wanted, before);
          if (typing == Typing.TYPED
              && !table.keepsTypes()
              && FormerParts.mayFit(before.type(), column.documentedType())) {
            wanted = narrowed(column, before, parts, warnings);
          }
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
    ParquetColumns result =
        new ParquetColumns(
            table.name(), runId, keepsTexts, true, descriptions(table), nevers(table));
    result.warnings.addAll(warnings);
    result.add(columns, places, table.columns().size());
    return result;
  }

  private static ColumnNames names(TableSchema table) {
    return ColumnNames.of(table, Set.of(RUN_ID, Row.OwnTexts.COLUMN));
  }

  /** The names of the columns of times in which 0 means "never". */
  private static Set<String> nevers(TableSchema table) {
    List<String> names = names(table).names();
    return IntStream.range(0, names.size())
        .filter(i -> table.columns().get(i).zeroIsNever())
        .mapToObj(names::get)
        .collect(Collectors.toSet());
  }

  /** The narrowest type that holds the values of the files before and of this one. */
  private static ParquetColumn merged(
      Column column, Typing typing, boolean isKept, ParquetColumn wanted, ParquetColumn before) {
    if (typing == Typing.TYPED && !column.hasValues()) {
      return before;
    }
    if (typing == Typing.TYPED && isKept) {
      ParquetColumn ofValues = ParquetColumn.of(before.name(), column.valueType(), column.scale());
      if (before.or(ofValues).isLike(before)) {
        return before;
      }
    }
    return wanted.or(before);
  }

  /** The documented type, if all values of the files before fit it. */
  private static ParquetColumn narrowed(
      Column column, ParquetColumn before, FormerParts parts, List<String> warnings)
      throws IOException {
    Optional<String> misfit = parts.misfit(before.name(), column.documentedType());
    if (misfit.isEmpty()) {
      return ParquetColumn.of(before.name(), column.documentedType(), 0);
    }
    warnings.add(
        "Column %s stays %s, although it is documented as %s: an earlier file holds a value that does not fit. A Full Load changes the column."
            .formatted(
                before.name(),
                before.type().name().toLowerCase(Locale.ROOT),
                column.documentedType().name().toLowerCase(Locale.ROOT)));
    return before;
  }

  /** The columns of a file of the table that is written again. */
  static ParquetColumns of(ParquetPart part, Map<String, ParquetColumn> wanted, TableSchema table) {
    List<ParquetColumn> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (ParquetColumn column : part.row().columns()) {
      ParquetColumn wider = wanted.getOrDefault(column.name().toLowerCase(Locale.ROOT), column);
      places.add(columns.size());
      columns.add(new ParquetColumn(column.name(), wider.type(), wider.scale()));
    }
    ParquetColumns result =
        new ParquetColumns(
            part.table(),
            Optional.empty(),
            part.hasTexts(),
            part.isComplete(),
            descriptions(table),
            nevers(table));
    result.add(columns, places, columns.size());
    return result;
  }

  /** The columns of a table whose fields have numbers; a row has a cell for each but the texts. */
  static ParquetColumns of(
      String table, List<ParquetTable.Field> fields, Map<String, String> metadata) {
    List<ParquetTable.Field> cells = fields.stream().filter(field -> !field.isTexts()).toList();
    ParquetColumns result =
        new ParquetColumns(
            table,
            Optional.empty(),
            cells.size() < fields.size(),
            false,
            metadata,
            cells.stream()
                .filter(ParquetTable.Field::zeroIsNever)
                .map(ParquetTable.Field::name)
                .collect(Collectors.toSet()));
    result.textsId =
        fields.stream()
            .filter(ParquetTable.Field::isTexts)
            .mapToInt(ParquetTable.Field::id)
            .findFirst()
            .orElse(ParquetColumn.NO_ID);
    result.textsType = DataType.TEXT;
    result.add(
        cells.stream().map(ParquetTable.Field::column).toList(),
        IntStream.range(0, cells.size()).boxed().toList(),
        cells.size());
    return result;
  }

  private void add(List<ParquetColumn> newColumns, List<Integer> newPlaces, int textsPlace) {
    columns.addAll(newColumns);
    places.addAll(newPlaces);
    if (keepsTexts) {
      columns.add(new ParquetColumn(Row.OwnTexts.COLUMN, textsType, 0, textsId));
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

  /**
   * The entries of the file's metadata: the sentences of the catalog, and whether it is complete.
   */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(descriptions);
    if (isComplete) {
      metadata.putAll(ParquetPart.COMPLETE);
    }
    return metadata;
  }

  private static Map<String, String> descriptions(TableSchema table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    List<String> names = names(table).names();
    put(descriptions, "customerio.description", table.description());
    for (int i = 0; i < names.size(); i++) {
      put(
          descriptions,
          "customerio.description." + names.get(i),
          table.columns().get(i).description());
    }
    return descriptions;
  }

  private static void put(Map<String, String> descriptions, String key, String text) {
    if (!text.isEmpty()) {
      descriptions.put(key, text);
    }
  }

  /** For each column of the file its place in a row; -1 if rows have no cell for it. */
  int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  DataType[] types() {
    return columns.stream().map(ParquetColumn::type).toArray(DataType[]::new);
  }

  /** Whether 0 is null in that column. */
  boolean isNever(int column) {
    ParquetColumn one = columns.get(column);
    return one.type() == DataType.TIME && nevers.contains(one.name());
  }

  /** What a person should know of the types. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  int scale(int column) {
    return columns.get(column).scale();
  }
}
