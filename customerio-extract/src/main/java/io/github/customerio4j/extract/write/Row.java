package io.github.customerio4j.extract.write;

import org.jspecify.annotations.Nullable;

/**
 * A view of one row under its table's columns. It is the same object for every row: read it within
 * {@link TableWriter#write}, do not keep it.
 */
public interface Row {

  /** The number of the table's columns. */
  int size();

  /** What the cell of that column held; {@link CellKind#NULL} if it is absent. */
  CellKind kind(int column);

  /** The cell's text, or null for {@link CellKind#NULL}. An empty string is not null. */
  @Nullable String text(int column);
}
