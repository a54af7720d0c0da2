package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.Column;
import java.util.Optional;

/** The types that columns get; each database has its own name for them. */
enum SqlType {
  BIGINT,
  NUMERIC,
  BOOLEAN,
  TIMESTAMP,
  JSON,
  TEXT;

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
          case TEXT ->
              switch (column.values()) {
                case NONE -> column.isDocumented() ? TEXT : null;
                case JSON -> JSON;
                case INTEGER -> column.isDocumented() ? TEXT : BIGINT;
                case NUMBER -> column.isDocumented() ? TEXT : NUMERIC;
                case BOOLEAN -> column.isDocumented() ? TEXT : BOOLEAN;
                case TEXT -> TEXT;
              };
        });
  }

  /** The narrowest type that holds the values of both, unchanged. */
  SqlType or(SqlType other) {
    if (this == other) {
      return this;
    }
    boolean areNumbers =
        (this == BIGINT || this == NUMERIC) && (other == BIGINT || other == NUMERIC);
    return areNumbers ? NUMERIC : TEXT;
  }
}
