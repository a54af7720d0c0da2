package io.github.customerio4j.extract.rows;

import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.Closeable;

/**
 * The rows of a query, read from the API while they are used. Memory holds one page for each
 * request in flight, and no file is written. Not thread-safe.
 *
 * <pre>{@code
 * try (TableRows rows = Extractor.rows(client, query)) {
 *   while (rows.next()) {
 *     System.out.println(rows.row().text(0));
 *   }
 * }
 * }</pre>
 */
public interface TableRows extends Closeable {

  /** The name of the last column: the whole record as a JSON object. */
  String RECORD = "_record";

  /**
   * The columns: the documented ones of the table with their types, whatever the records have, and
   * {@link #RECORD} at the end; or those that the query names. A value that does not fit the
   * documented type is null in its column, and is in the record. A time of a column that
   * {@linkplain io.github.customerio4j.extract.sink.Column#zeroIsNever uses 0 for never} is 0 in
   * its column.
   */
  TableSchema schema();

  /**
   * Moves to the next row; false at the end. Waits for the API.
   *
   * @throws ExtractionException if the reading failed; rows given before are valid, but are not all
   * @throws IllegalStateException after {@link #close}
   */
  boolean next();

  /** The current row, valid until {@link #next}. */
  Row row();

  /** The requests made so far. */
  long requests();

  /** Cancels the requests in flight and waits until no thread of the reading is left. */
  @Override
  void close();
}
