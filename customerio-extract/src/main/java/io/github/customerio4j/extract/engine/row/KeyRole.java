package io.github.customerio4j.extract.engine.row;

/** What the engine does with a field, besides copying it. */
public enum KeyRole {
  NONE,
  /** Identifies the record: a second one with the same text at a border is dropped. */
  IDENTITY,
  /** Unix seconds that tell whether the record stands at a border of its window. */
  CREATED,
  /** Names the table that the record goes to. */
  ROUTE
}
