package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.DataType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column of a file.
 *
 * @param type INTEGER, DECIMAL, BOOLEAN, TIME, JSON or TEXT
 * @param scale for a decimal, the digits after the point; else 0
 * @param id the number of the field in its table; {@link #NO_ID} if it has none
 */
record ParquetColumn(String name, DataType type, int scale, int id) {
  static final int NO_ID = -1;

  /** 16 bytes hold 38 digits. */
  static final int DECIMAL_BYTES = 16;

  private static final int DECIMAL_DIGITS = 38;

  /** A column without a number. */
  ParquetColumn(String name, DataType type, int scale) {
    this(name, type, scale, NO_ID);
  }

  /** This column with a number. */
  ParquetColumn withId(int newId) {
    return new ParquetColumn(name, type, scale, newId);
  }

  /** The column that holds values of that type. */
  static ParquetColumn of(String name, DataType type, int scale) {
    return switch (type) {
      case DECIMAL -> new ParquetColumn(name, type, scale);
      case INTEGER, BOOLEAN, TIME, JSON -> new ParquetColumn(name, type, 0);
      case NONE, NUMBER, TEXT -> new ParquetColumn(name, DataType.TEXT, 0);
    };
  }

  /** A column of texts. */
  static ParquetColumn text(String name) {
    return new ParquetColumn(name, DataType.TEXT, 0);
  }

  /**
   * The column of a file that this format wrote.
   *
   * @throws IllegalArgumentException if this format writes no such column
   */
  static ParquetColumn of(Type field) {
    if (field.isPrimitive()) {
      for (DataType type : DataType.values()) {
        int scale =
            field.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                ? decimal.getScale()
                : 0;
        ParquetColumn column = of(field.getName(), type, scale);
        if (field.getId() != null) {
          column = column.withId(field.getId().intValue());
        }
        if (column.field().equals(field)) {
          return column;
        }
      }
    }
    throw new IllegalArgumentException("its column " + field + " has an unknown type");
  }

  /** The column as the library describes it. */
  Type field() {
    Type field = fieldWithoutId();
    return id == NO_ID ? field : field.withId(id);
  }

  private Type fieldWithoutId() {
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
      case NONE, NUMBER, TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }

  /** This column with the narrowest type that holds the values of both unchanged. */
  ParquetColumn or(ParquetColumn other) {
    if (type == other.type) {
      return new ParquetColumn(name, type, Math.max(scale, other.scale));
    }
    boolean areNumbers = isNumber(type) && isNumber(other.type);
    return areNumbers
        ? new ParquetColumn(name, DataType.DECIMAL, Math.max(scale, other.scale))
        : text(name);
  }

  /** Whether both columns hold the same values. */
  boolean isLike(ParquetColumn other) {
    return type == other.type && scale == other.scale;
  }

  /** Whether a number in the column keeps its value, and not its text. */
  boolean keepsValues() {
    return isNumber(type) || type == DataType.TIME;
  }

  private static boolean isNumber(DataType type) {
    return type == DataType.INTEGER || type == DataType.DECIMAL;
  }
}
