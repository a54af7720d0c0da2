package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;

/** The rows of a run take more room than they were allowed. */
public final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(String message) {
    super(message);
  }
}
