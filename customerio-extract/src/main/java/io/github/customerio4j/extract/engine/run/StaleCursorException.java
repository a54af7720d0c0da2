package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.paging.Cursor;
import java.util.Objects;

/** The API no longer accepts a cursor that it gave earlier. */
public final class StaleCursorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String cursor;

  public StaleCursorException(ApiException refusal, Cursor cursor) {
    super(refusal.getMessage(), refusal);
    this.cursor = cursor.value();
  }

  /** The error if the list cannot be read again, because its first records were used. */
  public PagingException used() {
    return failed(
        ". The rows before it were handed over, so that the list is not read again here. Read these"
            + " rows again from their start.");
  }

  /** The error if the list was read again from its start already, and this did not help. */
  public PagingException lasting() {
    return failed(
        ", also after the list was read again from its start. Run again later; if this persists,"
            + " report it to Customer.io.");
  }

  private PagingException failed(String rest) {
    ApiException refusal = (ApiException) Objects.requireNonNull(getCause());
    String what =
        "Cannot read %s %s to its end: the API refused its own cursor '%s' with %d (%s)"
            .formatted(
                refusal.method(),
                refusal.path(),
                cursor,
                refusal.status(),
                refusal.failure().detail());
    return new PagingException(what + rest, cursor, refusal);
  }
}
