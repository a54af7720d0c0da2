package io.github.customerio4j.extract;

import io.github.customerio4j.client.error.ApiException;

/** The API does not take the cursor any more that an interrupted run had come to. */
final class StaleCursorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleCursorException(ApiException cause) {
    super(cause.getMessage(), cause);
  }
}
