package io.github.customerio4j.extract.rows;

import java.util.Objects;

/**
 * A piece of a query. The pieces of a query have all of its rows, and no row is in two of them.
 *
 * @param text what the piece is: valid for the query that it was made of, in any process
 * @param requests the estimated number of requests to read it
 */
public record RowPart(String text, double requests) {
  /** A piece as {@code Extractor.parts} gave it. */
  public RowPart {
    Objects.requireNonNull(text, "text");
  }
}
