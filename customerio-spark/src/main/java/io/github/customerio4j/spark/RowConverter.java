package io.github.customerio4j.spark;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Shows rows to Spark, one after the other in the same object. */
final class RowConverter {
  private static final int MOST_DIGITS = 18;
  private static final long MICROS = 1_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / MICROS;
  private static final int NONE = -1;

  private final SpecificInternalRow shown;
  private final int[] places;
  private final Type[] types;
  private final boolean[] zeroIsNever;

  private enum Type {
    TEXT,
    LONG,
    DOUBLE,
    BOOLEAN,
    TIME
  }

  /**
   * Prepares the conversion.
   *
   * @param workspace the name of the workspace
   * @param columns the columns that Spark wants
   * @param schema those that the rows have
   */
  RowConverter(String workspace, StructType columns, TableSchema schema) {
    List<String> names = schema.columns().stream().map(Column::name).toList();
    StructField[] fields = columns.fields();
    shown = new SpecificInternalRow(columns);
    places = new int[fields.length];
    types = new Type[fields.length];
    zeroIsNever = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      StructField field = fields[i];
      types[i] = type(field.dataType());
      if (field.name().equals(RowTypes.WORKSPACE)) {
        places[i] = NONE;
        shown.update(i, UTF8String.fromBytes(workspace.getBytes(StandardCharsets.UTF_8)));
      } else {
        places[i] = names.indexOf(field.name());
        zeroIsNever[i] = schema.columns().get(places[i]).zeroIsNever();
      }
    }
  }

  /**
   * The columns to read, in the order of the table. A query that only counts rows needs none of
   * them, and reads the first.
   */
  static List<String> columnsOf(String table, StructType wanted) {
    List<String> all = new ArrayList<>(List.of(RowTypes.schema(table).fieldNames()));
    all.remove(RowTypes.WORKSPACE);
    Set<String> names = new TreeSet<>(List.of(wanted.fieldNames()));
    List<String> columns = all.stream().filter(names::contains).toList();
    if (columns.equals(all)) {
      return List.of();
    }
    return columns.isEmpty() ? List.of(all.get(0)) : columns;
  }

  private static Type type(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Type.TEXT;
    }
    if (type.equals(DataTypes.LongType)) {
      return Type.LONG;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Type.DOUBLE;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Type.BOOLEAN;
    }
    return Type.TIME;
  }

  /** The row in Spark's form, valid until the next one. */
  InternalRow convert(Row row) {
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place != NONE) {
        if (row.kind(place) == CellKind.NULL || !set(i, row, place)) {
          shown.setNullAt(i);
        }
      }
    }
    return shown;
  }

  /** Returns whether the value fits. */
  private boolean set(int i, Row row, int place) {
    byte[] text = row.utf8(place);
    int start = row.start(place);
    int end = row.end(place);
    switch (types[i]) {
      case TEXT -> shown.update(i, UTF8String.fromBytes(text, start, end - start));
      case LONG -> {
        if (!isWhole(text, start, end)) {
          return false;
        }
        shown.setLong(i, row.wholeNumber(place));
      }
      case TIME -> {
        if (!isWhole(text, start, end)) {
          return false;
        }
        long seconds = row.wholeNumber(place);
        if (Math.abs(seconds) > MOST_SECONDS || (seconds == 0 && zeroIsNever[i])) {
          return false;
        }
        shown.setLong(i, seconds * MICROS);
      }
      case BOOLEAN -> {
        if (row.kind(place) != CellKind.BOOLEAN) {
          return false;
        }
        shown.setBoolean(i, text[start] == 't');
      }
      case DOUBLE -> {
        if (row.kind(place) != CellKind.NUMBER) {
          return false;
        }
        String number = new String(text, start, end - start, StandardCharsets.US_ASCII);
        shown.setDouble(i, Double.parseDouble(number));
      }
    }
    return true;
  }

  private static boolean isWhole(byte[] text, int start, int end) {
    int first = start < end && text[start] == '-' ? start + 1 : start;
    if (end == first || end - first > MOST_DIGITS) {
      return false;
    }
    for (int i = first; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
