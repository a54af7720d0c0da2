package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Typing;
import java.util.Optional;

/**
 * The type of a table's column; each database has its own name for it.
 *
 * @param type the type of the values, never {@link DataType#NONE}
 * @param scale for {@link DataType#DECIMAL}, the digits after the point; else 0
 */
record SqlType(DataType type, int scale) {
  static final SqlType INTEGER = new SqlType(DataType.INTEGER, 0);
  static final SqlType NUMBER = new SqlType(DataType.NUMBER, 0);
  static final SqlType BOOLEAN = new SqlType(DataType.BOOLEAN, 0);
  static final SqlType TIME = new SqlType(DataType.TIME, 0);
  static final SqlType JSON = new SqlType(DataType.JSON, 0);
  static final SqlType TEXT = new SqlType(DataType.TEXT, 0);

  /**
   * Decimals with the given number of digits after the point.
   *
   * @param scale at most 18
   */
  static SqlType decimal(int scale) {
    return new SqlType(DataType.DECIMAL, scale);
  }

  /** The type for the values that a column has in this run; empty if it has none. */
  static Optional<SqlType> of(Column column, Typing typing) {
    DataType type = column.type(typing);
    return switch (type) {
      case NONE -> Optional.empty();
      case DECIMAL -> Optional.of(decimal(column.scale()));
      default -> Optional.of(new SqlType(type, 0));
    };
  }

  /** The narrowest type for a column's values, whatever is documented. */
  static SqlType ofValues(Column column) {
    return column.valueType() == DataType.DECIMAL
        ? decimal(column.scale())
        : new SqlType(column.valueType(), 0);
  }

  /** The narrowest type that holds the values of both types unchanged. */
  SqlType or(SqlType other) {
    if (equals(other)) {
      return this;
    }
    if (!isNumber() || !other.isNumber()) {
      return TEXT;
    }
    return type == DataType.NUMBER || other.type == DataType.NUMBER
        ? NUMBER
        : decimal(Math.max(scale, other.scale));
  }

  private boolean isNumber() {
    return type == DataType.INTEGER || type == DataType.DECIMAL || type == DataType.NUMBER;
  }
}
