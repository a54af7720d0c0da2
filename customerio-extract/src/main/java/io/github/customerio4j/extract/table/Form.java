package io.github.customerio4j.extract.table;

/** What a response holds, and how it becomes records. */
public enum Form {
  /** A list of objects under {@link TableSpec#itemsKey}: a record each. */
  LIST,
  /** One object under {@link TableSpec#itemsKey}: one record. */
  OBJECT,
  /** The body itself is the one record. */
  BODY,
  /** The body is any JSON: one record, which holds it under {@link TableSpec#valueKey}. */
  VALUE,
  /** A list of texts: a record each, which holds it under {@link TableSpec#valueKey}. */
  TEXTS,
  /** The same, with the text's place in the whole list, from 1, under {@code error_number}. */
  NUMBERED_TEXTS
}
