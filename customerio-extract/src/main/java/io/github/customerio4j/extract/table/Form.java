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
  NUMBERED_TEXTS,
  /**
   * Series under {@link TableSpec#itemsKey}, a list of figures each, oldest first and one a day: a
   * record a figure, with {@code metric}, {@code period}, {@code period_start} and {@code value}.
   */
  SERIES,
  /** A list of links with such series: the same, with {@code link_id} and {@code link_href}. */
  LINK_SERIES;

  /** The length of a period of series, as the API calls it. */
  static final String PERIOD = "days";
}
