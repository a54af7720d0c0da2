package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.error.ApiException;

/** The API no longer accepts the cursor that an interrupted run had reached. */
public final class StaleCursorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleCursorException(ApiException cause) {
    super(cause.getMessage(), cause);
  }
}
