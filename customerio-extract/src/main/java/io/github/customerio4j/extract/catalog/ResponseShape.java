package io.github.customerio4j.extract.catalog;

/** The structure of a response, and how it becomes records. */
public enum ResponseShape {
  /** A list of objects under {@link TableSpec#itemsKey}; each is a record. */
  LIST,
  /** One object under {@link TableSpec#itemsKey}, which is the only record. */
  OBJECT,
  /** An object, which is itself the only record. */
  BODY,
  /** Any JSON; the only record holds it under {@link TableSpec#valueKey}, always as JSON text. */
  VALUE,
  /** A list of texts; each becomes a record that holds it under {@link TableSpec#valueKey}. */
  TEXTS,
  /**
   * Like {@link #TEXTS}, and each record holds its position in the whole list, from 1, under {@code
   * error_number}.
   */
  NUMBERED_TEXTS,
  /**
   * An object under {@link TableSpec#itemsKey} with one series per metric: a list of values, oldest
   * first. The last value is that of the current period, in New York time. Each value becomes a
   * record with {@code metric}, {@code period}, {@code period_start} and {@code value}.
   */
  SERIES,
  /** Like {@link #SERIES}, but the first value is that of the period at the requested start. */
  WINDOW_SERIES,
  /** Like {@link #WINDOW_SERIES}, but without an object around the series, and in UTC. */
  JOURNEY_SERIES,
  /**
   * One object of series per variant, under the variant's id. If the request has a start, the
   * values are those of {@link #WINDOW_SERIES}, else those of {@link #SERIES}. Each record holds
   * the variant's id under {@link TableSpec#valueKey}.
   */
  VARIANT_SERIES,
  /**
   * A list of links with {@link #SERIES} each. Each record also holds {@code link_id} and {@code
   * link_href}.
   */
  LINK_SERIES;

  /** Whether the records are values of metrics. */
  public boolean isSeries() {
    return compareTo(SERIES) >= 0;
  }
}
