package io.github.customerio4j.extract.sink;

/** How a destination takes the rows of a run. */
public enum LoadType {
  /** The table is replaced; it has no primary key. */
  FULL_LOAD,
  /** Rows are upserted by the table's primary key. */
  INCREMENTAL_UPDATE
}
