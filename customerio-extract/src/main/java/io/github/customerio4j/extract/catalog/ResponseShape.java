package io.github.customerio4j.extract.catalog;

/** What a response holds, and how it becomes records. */
public enum ResponseShape {
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
   * Series under {@link TableSpec#itemsKey}, a list of figures each, oldest first, the last one of
   * the period that it is now, in New York: a record a figure, with {@code metric}, {@code period},
   * {@code period_start} and {@code value}.
   */
  SERIES,
  /** The same, the first figure being of the period that begins at the start that was asked for. */
  WINDOW_SERIES,
  /** The same without an object around the series, in UTC. */
  JOURNEY_SERIES,
  /**
   * Such series by the id of a variant, which each record gets under {@link TableSpec#valueKey}.
   */
  VARIANT_SERIES,
  /** A list of links with {@link #SERIES}: the same, with {@code link_id} and {@code link_href}. */
  LINK_SERIES;

  /** Whether the records are figures. */
  public boolean isSeries() {
    return compareTo(SERIES) >= 0;
  }
}
