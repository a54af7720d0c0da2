package io.github.customerio4j.extract.sink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column; each destination has its own name for it.
 *
 * @param kind what the values are
 * @param scale for {@link Kind#DECIMAL}, the digits behind the point; else 0
 */
public record DataType(Kind kind, int scale) {
  /** See {@link Kind#BIGINT}. */
  public static final DataType BIGINT = new DataType(Kind.BIGINT, 0);

  /** See {@link Kind#NUMERIC}. */
  public static final DataType NUMERIC = new DataType(Kind.NUMERIC, 0);

  /** See {@link Kind#BOOLEAN}. */
  public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, 0);

  /** See {@link Kind#TIMESTAMP}. */
  public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP, 0);

  /** See {@link Kind#JSON}. */
  public static final DataType JSON = new DataType(Kind.JSON, 0);

  /** See {@link Kind#TEXT}. */
  public static final DataType TEXT = new DataType(Kind.TEXT, 0);

  /** What values are. */
  public enum Kind {
    /** Whole numbers of at most 18 digits. */
    BIGINT,
    /** At most 20 digits before the point. */
    DECIMAL,
    /** Any number. */
    NUMERIC,
    /** True and false. */
    BOOLEAN,
    /** Whole seconds, UTC. */
    TIMESTAMP,
    /** JSON texts. */
    JSON,
    /** Any text. */
    TEXT
  }

  /**
   * Decimals with so many digits behind the point.
   *
   * @param scale 18 at most
   */
  public static DataType decimal(int scale) {
    return new DataType(Kind.DECIMAL, scale);
  }

  /** The type for the values that a column has in this run; empty if it has none. */
  public static Optional<DataType> of(Column column, Typing typing) {
    if (typing == Typing.TEXT) {
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
  private static DataType documentedText(Column column) {
    return column.values() == ValueType.JSON ? JSON : TEXT;
  }

  private static @Nullable DataType inferred(Column column) {
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
  public DataType or(DataType other) {
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
