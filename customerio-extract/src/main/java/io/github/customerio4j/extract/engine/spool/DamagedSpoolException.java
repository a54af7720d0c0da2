package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;

/** What an interrupted run has spooled is not as it was written, so nobody can go on with it. */
public final class DamagedSpoolException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedSpoolException(String message) {
    super(message);
  }
}
