package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a file: their names, their types, and their places in a row of the table. */
final class ParquetColumns {
  private static final String RUN_ID = "_run_id";

  /** 16 bytes hold 38 digits. */
  static final int DECIMAL_BYTES = 16;

  private static final int DECIMAL_DIGITS = 38;

  private final MessageType message;
  private final Optional<String> runId;
  private final int[] places;
  private final DataType[] types;
  private final int[] scales;

  ParquetColumns(TableSchema table, Typing typing, Optional<String> runId) {
    this.runId = runId;
    ColumnNames names = ColumnNames.of(table, Set.of(RUN_ID));
    List<Type> fields = new ArrayList<>();
    List<Integer> written = new ArrayList<>();
    runId.ifPresent(any -> fields.add(text(RUN_ID)));
    for (int i = 0; i < table.columns().size(); i++) {
      // A column without values has no type yet, but a file needs at least one column.
      Column column = table.columns().get(i);
      String name = names.names().get(i);
      DataType type = column.type(typing);
      boolean isOnly = i == table.columns().size() - 1 && written.isEmpty();
      if (type != DataType.NONE || isOnly || names.key().contains(name)) {
        fields.add(field(name, type, column.scale()));
        written.add(i);
      }
    }
    this.message = new MessageType(table.name(), fields);
    this.places = written.stream().mapToInt(Integer::intValue).toArray();
    this.types =
        written.stream().map(i -> table.columns().get(i).type(typing)).toArray(DataType[]::new);
    this.scales = written.stream().mapToInt(i -> table.columns().get(i).scale()).toArray();
  }

  private static Type field(String name, DataType type, int scale) {
    return switch (type) {
      case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DECIMAL ->
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(DECIMAL_BYTES)
              .as(LogicalTypeAnnotation.decimalType(scale, DECIMAL_DIGITS))
              .named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TIME ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case JSON ->
          Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.jsonType()).named(name);
      case NONE, NUMBER, TEXT -> text(name);
    };
  }

  private static Type text(String name) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  MessageType message() {
    return message;
  }

  /** The run's id if it is the first field; else empty. */
  Optional<String> runId() {
    return runId;
  }

  /** The number of the table's columns in the file. */
  int size() {
    return places.length;
  }

  /** The column's place in a row. */
  int place(int column) {
    return places[column];
  }

  DataType type(int column) {
    return types[column];
  }

  int scale(int column) {
    return scales[column];
  }
}
