package io.github.customerio4j.extract.engine.row;

/** What the engine does with a field, besides copying it. */
public enum KeyRole {
  NONE,
  /** Identifies the record: of two with the same text the newer version counts. */
  IDENTITY,
  /** Unix seconds that tell whether the record stands at a border of its window. */
  CREATED,
  /** Names the table that the record goes to. */
  ROUTE,
  /** Ends with a colon and the Unix seconds of the record's last change. */
  VERSION,
  /** Unix seconds of the record's last change. */
  CHANGED
}
