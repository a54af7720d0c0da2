package io.github.customerio4j.extract.sink.parquet;

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

/** The columns of a file: what they are called, their types, and where they stand in a row. */
final class ParquetColumns {
  private static final String RUN_ID = "_run_id";

  /** 16 bytes hold 38 digits. */
  static final int DECIMAL_BYTES = 16;

  private static final int DECIMAL_DIGITS = 38;

  private final MessageType message;
  private final Optional<String> runId;
  private final int[] places;
  private final DataType.Kind[] kinds;
  private final int[] scales;

  ParquetColumns(TableSchema table, Typing typing, Optional<String> runId) {
    this.runId = runId;
    ColumnNames names = ColumnNames.of(table, Set.of(RUN_ID));
    List<Type> fields = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    runId.ifPresent(any -> fields.add(text(RUN_ID)));
    for (int i = 0; i < table.columns().size(); i++) {
      // What had no value in this run has no type yet; a file cannot do without any column.
      Optional<DataType> known = DataType.of(table.columns().get(i), typing);
      boolean isOnly = i == table.columns().size() - 1 && at.isEmpty();
      if (known.isPresent() || isOnly || names.key().contains(names.names().get(i))) {
        DataType type = known.orElse(DataType.TEXT);
        fields.add(field(names.names().get(i), type));
        at.add(i);
        types.add(type);
      }
    }
    this.message = new MessageType(table.name(), fields);
    this.places = at.stream().mapToInt(Integer::intValue).toArray();
    this.kinds = types.stream().map(DataType::kind).toArray(DataType.Kind[]::new);
    this.scales = types.stream().mapToInt(DataType::scale).toArray();
  }

  private static Type field(String name, DataType type) {
    return switch (type.kind()) {
      case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DECIMAL ->
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(DECIMAL_BYTES)
              .as(LogicalTypeAnnotation.decimalType(type.scale(), DECIMAL_DIGITS))
              .named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case JSON ->
          Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.jsonType()).named(name);
      case NUMERIC, TEXT -> text(name);
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

  /** The run's id, if the first field is to carry it. */
  Optional<String> runId() {
    return runId;
  }

  /** How many columns of the table there are. */
  int size() {
    return places.length;
  }

  /** The place of that column in a row. */
  int place(int column) {
    return places[column];
  }

  DataType.Kind kind(int column) {
    return kinds[column];
  }

  int scale(int column) {
    return scales[column];
  }
}
