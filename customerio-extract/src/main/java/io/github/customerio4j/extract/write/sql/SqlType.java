package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.Column;
import io.github.customerio4j.extract.write.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column; each database has its own name for it.
 *
 * @param kind what the values are
 * @param scale for {@link Kind#DECIMAL}, the digits behind the point; else 0
 */
record SqlType(Kind kind, int scale) {
  static final SqlType BIGINT = new SqlType(Kind.BIGINT, 0);
  static final SqlType NUMERIC = new SqlType(Kind.NUMERIC, 0);
  static final SqlType BOOLEAN = new SqlType(Kind.BOOLEAN, 0);
  static final SqlType TIMESTAMP = new SqlType(Kind.TIMESTAMP, 0);
  static final SqlType JSON = new SqlType(Kind.JSON, 0);
  static final SqlType TEXT = new SqlType(Kind.TEXT, 0);

  /** What values are. */
  enum Kind {
    BIGINT,
    /** At most 20 digits before the point. */
    DECIMAL,
    /** Any number. */
    NUMERIC,
    BOOLEAN,
    TIMESTAMP,
    JSON,
    TEXT
  }

  static SqlType decimal(int scale) {
    return new SqlType(Kind.DECIMAL, scale);
  }

  /** The type for the values that a column has in this run; empty if it has none. */
  static Optional<SqlType> of(Column column, SqlTyping typing) {
    if (typing == SqlTyping.TEXT) {
      return Optional.of(TEXT);
    }
    return Optional.ofNullable(
        switch (column.type()) {
          case INTEGER -> BIGINT;
          case TIME -> TIMESTAMP;
          case BOOLEAN -> BOOLEAN;
          case TEXT -> column.isDocumented() ? documentedText(column) : inferred(column);
        });
  }

  /** Documented texts stay texts, whatever they look like; only arrays are told apart. */
  private static SqlType documentedText(Column column) {
    return column.values() == ValueType.JSON ? JSON : TEXT;
  }

  private static @Nullable SqlType inferred(Column column) {
    return switch (column.values()) {
      case NONE -> null;
      case INTEGER -> BIGINT;
      case DECIMAL -> decimal(column.scale());
      case NUMBER -> NUMERIC;
      case BOOLEAN -> BOOLEAN;
      case JSON -> JSON;
      case TEXT -> TEXT;
    };
  }

  private boolean isNumber() {
    return kind == Kind.BIGINT || kind == Kind.DECIMAL || kind == Kind.NUMERIC;
  }

  /** The narrowest type that holds the values of both, unchanged. */
  SqlType or(SqlType other) {
    if (equals(other)) {
      return this;
    }
    if (!isNumber() || !other.isNumber()) {
      return TEXT;
    }
    return kind == Kind.NUMERIC || other.kind == Kind.NUMERIC
        ? NUMERIC
        : decimal(Math.max(scale, other.scale));
  }
}
