package io.github.customerio4j.extract.state;

import io.github.customerio4j.extract.report.ExtractionException;
import java.io.Serial;

/**
 * A stored state cannot be used: it is damaged, or a newer version of this library wrote it. The
 * message names the place as a JSON path, the value found there and what to do.
 */
public final class StateException extends ExtractionException {

  @Serial private static final long serialVersionUID = 1;

  /** An exception with a message of the form "Cannot read the state at PATH: why. Remedy". */
  public StateException(String message) {
    super(message);
  }

  /** The same, with a cause. */
  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
