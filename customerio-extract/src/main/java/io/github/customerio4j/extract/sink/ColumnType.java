package io.github.customerio4j.extract.sink;

/**
 * The type that the API documents for a column. A column is given one only if every value of the
 * run fits it; everything else is {@link #TEXT}.
 */
public enum ColumnType {
  /** Any text; what is not documented, or was seen to wobble. */
  TEXT,
  /** A whole number of at most 18 digits. */
  INTEGER,
  /** A time: whole seconds since 1970, UTC. */
  TIME,
  /** {@code true} or {@code false}. */
  BOOLEAN
}
