package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;

/** The rows of a run exceed the limit on spooled bytes. */
public final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(String message) {
    super(message);
  }
}
