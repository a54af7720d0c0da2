package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** The columns of a table after a run, and their places in the run's rows. */
final class TableColumns {
  /**
   * The column that is true for rows that were deleted in the workspace. Elsewhere it is {@code
   * _deleted}, which is Iceberg's own.
   */
  static final String DELETED = "_is_deleted";

  /** Names that no column can have: ours, and those of Iceberg's metadata columns. */
  private static final Set<String> RESERVED =
      Set.of(
          DELETED,
          Row.OwnTexts.COLUMN,
          "_file",
          "_pos",
          "_deleted",
          "_spec_id",
          "_partition",
          "_row_id",
          "_last_updated_sequence_number",
          "_change_type",
          "_change_ordinal",
          "_commit_snapshot_id");

  private static final int DIGITS = 38;
  private static final int NOWHERE = -1;

  /** The columns that say when a record was made; the first that a table has counts. */
  static final List<String> CREATION_TIMES = List.of("created", "timestamp");

  private static final String EXTRACTED_AT = "_extracted_at";

  private final Schema schema;
  private final List<ParquetTable.Field> fields = new ArrayList<>();
  private final List<ParquetTable.Field> cells = new ArrayList<>();
  private final Map<Integer, Integer> successors = new HashMap<>();
  private final List<SchemaChange> changes = new ArrayList<>();
  private int[] places = {};
  private int[] key = {};

  private TableColumns(Schema schema) {
    this.schema = schema;
  }

  /** Plans the columns for a run; the table is empty if there is none yet. */
  static TableColumns of(TableSchema run, Optional<Table> table, Typing typing) throws IOException {
    ColumnNames names = ColumnNames.of(run, RESERVED);
    Map<String, NestedField> existing = new LinkedHashMap<>();
    table.ifPresent(
        found ->
            found
                .schema()
                .columns()
                .forEach(field -> existing.put(field.name().toLowerCase(Locale.ROOT), field)));
    for (NestedField field : existing.values()) {
      requireKnown(run.name(), field);
    }
    List<NestedField> wanted = new ArrayList<>();
    Map<String, Integer> placeOf = new HashMap<>();
    Set<String> nevers = new HashSet<>();
    boolean keepsTexts = existing.containsKey(Row.OwnTexts.COLUMN);
    for (int i = 0; i < run.columns().size(); i++) {
      Column column = run.columns().get(i);
      String name = names.names().get(i);
      NestedField before = existing.get(name.toLowerCase(Locale.ROOT));
      boolean isKey = names.key().contains(name);
      boolean isOnly = i == run.columns().size() - 1 && wanted.isEmpty();
      if (column.type(typing) == DataType.NONE && before == null && !isKey && !isOnly) {
        continue;
      }
      Type type = type(column, typing, before);
      String shown = before == null ? name : before.name();
      placeOf.put(shown, i);
      if (column.zeroIsNever()) {
        nevers.add(shown);
      }
      boolean isValue = type.typeId() != Type.TypeID.STRING && type.typeId() != Type.TypeID.BOOLEAN;
      keepsTexts |= column.hasUnusualNumbers() && isValue;
      boolean isRequired = isKey && (before == null ? table.isEmpty() : before.isRequired());
      wanted.add(field(wanted.size(), isRequired, shown, type, column.description()));
    }
    if (run.marksDeletedRows() && table.isPresent() && !existing.containsKey(DELETED)) {
      wanted.add(
          field(
              wanted.size(),
              false,
              DELETED,
              Types.BooleanType.get(),
              "Whether the record was deleted in the workspace."));
    }
    if (keepsTexts && !existing.containsKey(Row.OwnTexts.COLUMN)) {
      wanted.add(
          field(
              wanted.size(),
              false,
              Row.OwnTexts.COLUMN,
              Types.StringType.get(),
              "The texts of values that the API writes in an unusual way."));
    }
    Set<Integer> identifiers = new HashSet<>();
    for (NestedField field : wanted) {
      if (field.isRequired()) {
        identifiers.add(field.fieldId());
      }
    }
    Schema asked = new Schema(wanted, identifiers);
    Schema target = asked;
    if (table.isPresent()) {
      UpdateSchema update = table.get().updateSchema();
      evolve(update, table.get().schema(), asked, run.loadType() == LoadType.FULL_LOAD);
      target = update.apply();
    }
    TableColumns columns = new TableColumns(target);
    columns.fill(existing, placeOf, nevers, names.key());
    return columns;
  }

  /** The columns of a table as they are, for rows that have all of them. */
  static TableColumns of(Schema schema, List<String> key) {
    TableColumns columns = new TableColumns(schema);
    Map<String, Integer> placeOf = new HashMap<>();
    for (NestedField field : schema.columns()) {
      if (!field.name().equals(Row.OwnTexts.COLUMN)) {
        placeOf.put(field.name(), placeOf.size());
      }
    }
    columns.fill(Map.of(), placeOf, Set.of(), key);
    return columns;
  }

  private static NestedField field(
      int place, boolean isRequired, String name, Type type, String doc) {
    NestedField.Builder field =
        isRequired ? NestedField.required(name) : NestedField.optional(name);
    field.withId(place + 1).ofType(type);
    return doc.isEmpty() ? field.build() : field.withDoc(doc).build();
  }

  /** Brings the columns of a table to those that are asked for, by name. */
  static void evolve(UpdateSchema update, Schema current, Schema asked, boolean allowsNulls) {
    update.allowIncompatibleChanges();
    for (NestedField field : asked.columns()) {
      NestedField before = current.findField(field.name());
      if (before == null) {
        update.addColumn(field.name(), field.type(), field.doc());
      } else if (!before.type().equals(field.type())) {
        int place = current.columns().indexOf(before);
        if (current.identifierFieldIds().contains(before.fieldId())) {
          // The column with the new number can be null for those who read older snapshots.
          update.setIdentifierFields(List.of());
        }
        update.deleteColumn(field.name());
        update.addColumn(field.name(), field.type(), field.doc());
        if (place == 0) {
          update.moveFirst(field.name());
        } else {
          update.moveAfter(field.name(), current.columns().get(place - 1).name());
        }
      } else if (field.doc() != null && before.doc() == null) {
        update.updateColumnDoc(field.name(), field.doc());
      }
    }
    if (allowsNulls && !current.identifierFieldIds().isEmpty()) {
      update.setIdentifierFields(List.of());
      for (NestedField field : current.columns()) {
        if (field.isRequired()) {
          update.makeColumnOptional(field.name());
        }
      }
    }
  }

  private void fill(
      Map<String, NestedField> existing,
      Map<String, Integer> placeOf,
      Set<String> nevers,
      List<String> keyNames) {
    for (NestedField field : schema.columns()) {
      NestedField before = existing.get(field.name().toLowerCase(Locale.ROOT));
      ParquetTable.Field inFile =
          new ParquetTable.Field(
              field.fieldId(),
              field.name(),
              dataType(field.type()),
              scale(field.type()),
              nevers.contains(field.name()));
      fields.add(inFile);
      if (inFile.isTexts()) {
        continue;
      }
      if (before != null && before.fieldId() != field.fieldId()) {
        successors.put(before.fieldId(), cells.size());
        changes.add(
            new SchemaChange(
                field.name(), "widened from %s to %s".formatted(before.type(), field.type())));
      } else if (before == null && !existing.isEmpty()) {
        changes.add(new SchemaChange(field.name(), "added as " + field.type()));
      }
      cells.add(inFile);
    }
    places = cells.stream().mapToInt(cell -> placeOf.getOrDefault(cell.name(), NOWHERE)).toArray();
    key = keyNames.stream().mapToInt(this::indexOf).toArray();
  }

  /** The place of a column among the cells; -1 if there is none. */
  int indexOf(String name) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return NOWHERE;
  }

  private static Type type(Column column, Typing typing, @Nullable NestedField before) {
    DataType wanted = column.type(typing);
    Type type = type(wanted, column.scale());
    if (before == null) {
      return type;
    }
    if (wanted == DataType.NONE || !column.hasValues()) {
      return before.type();
    }
    return together(before.type(), type);
  }

  /** The narrowest type that holds the values of both unchanged. */
  private static Type together(Type a, Type b) {
    if (a.equals(b)) {
      return a;
    }
    boolean areNumbers = isNumber(a) && isNumber(b);
    return areNumbers
        ? Types.DecimalType.of(DIGITS, Math.max(scale(a), scale(b)))
        : Types.StringType.get();
  }

  private static boolean isNumber(Type type) {
    return type.typeId() == Type.TypeID.LONG || type.typeId() == Type.TypeID.DECIMAL;
  }

  private static Type type(DataType type, int scale) {
    return switch (type) {
      case INTEGER -> Types.LongType.get();
      case DECIMAL -> Types.DecimalType.of(DIGITS, scale);
      case BOOLEAN -> Types.BooleanType.get();
      case TIME -> Types.TimestampType.withZone();
      case NONE, NUMBER, JSON, TEXT -> Types.StringType.get();
    };
  }

  private static DataType dataType(Type type) {
    return switch (type.typeId()) {
      case LONG -> DataType.INTEGER;
      case DECIMAL -> DataType.DECIMAL;
      case BOOLEAN -> DataType.BOOLEAN;
      case TIMESTAMP -> DataType.TIME;
      default -> DataType.TEXT;
    };
  }

  private static int scale(Type type) {
    return type instanceof Types.DecimalType decimal ? decimal.scale() : 0;
  }

  private static void requireKnown(String table, NestedField field) throws IOException {
    Type type = field.type();
    boolean isKnown = type.equals(type(dataType(type), scale(type))) && type.isPrimitiveType();
    if (!isKnown) {
      throw new IOException(
          "Cannot write into table %s: its column %s is %s, and a run would lose its values when it writes files again. Keep such columns in a table of your own."
              .formatted(table, field.name(), type));
    }
  }

  /** The columns with their numbers. */
  Schema schema() {
    return schema;
  }

  /** The fields of a file. */
  List<ParquetTable.Field> fields() {
    return fields;
  }

  /**
   * The fields under the names that Iceberg's own writers give them: some readers expect those
   * names. A letter that Avro does not take is written as its number.
   */
  List<ParquetTable.Field> fieldsInFiles() {
    Set<String> names = new HashSet<>();
    List<ParquetTable.Field> renamed = new ArrayList<>();
    for (ParquetTable.Field field : fields) {
      String name = AvroSchemaUtil.makeCompatibleName(field.name());
      String free = names.add(name) ? name : name + "_x" + field.id();
      names.add(free);
      renamed.add(
          new ParquetTable.Field(
              field.id(), free, field.type(), field.scale(), field.zeroIsNever()));
    }
    return renamed;
  }

  /** The fields for which a row has a cell. */
  List<ParquetTable.Field> cells() {
    return cells;
  }

  /** For each cell its place in a row of the run; -1 if the run has no such column. */
  int[] places() {
    return places.clone();
  }

  /** The cells of the primary key. */
  int[] key() {
    return key.clone();
  }

  /** The names of the primary key's columns. */
  List<String> keyNames() {
    List<String> names = new ArrayList<>();
    for (int cell : key) {
      names.add(cells.get(cell).name());
    }
    return names;
  }

  /** The cell of the time at which a record was made; -1 if the table has none. */
  int creationTime() {
    for (String name : CREATION_TIMES) {
      int cell = indexOf(name);
      if (cell != NOWHERE && cells.get(cell).type() == DataType.TIME) {
        return cell;
      }
    }
    return NOWHERE;
  }

  /** The cell that changes in every run; -1 if there is none. */
  int extractedAt() {
    return indexOf(EXTRACTED_AT);
  }

  /** The cell of a file's field by its number; -1 if the table no longer has it. */
  int cellOf(int id) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).id() == id) {
        return i;
      }
    }
    return Objects.requireNonNullElse(successors.get(id), NOWHERE);
  }

  /** Whether a column got another type, so that all files must be written again. */
  boolean rewritesAll() {
    return !successors.isEmpty();
  }

  List<SchemaChange> changes() {
    return changes;
  }
}
