package io.github.customerio4j.extract.sink;

/** How a destination loads the rows of a run. */
public enum LoadType {
  /** Replaces the table, which has no primary key. */
  FULL_LOAD,
  /** Upserts rows by the table's primary key. */
  INCREMENTAL_UPDATE
}
