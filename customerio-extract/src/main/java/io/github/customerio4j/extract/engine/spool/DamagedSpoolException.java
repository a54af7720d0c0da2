package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;

/** The files of an interrupted run are not as they were written, so no run can resume from them. */
public final class DamagedSpoolException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedSpoolException(String message) {
    super(message);
  }
}
