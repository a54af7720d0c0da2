package io.github.customerio4j.iceberg;

import org.apache.iceberg.exceptions.NotFoundException;

/** The files of a process that dies: from a moment on, no file can be read, made or deleted. */
final class DyingFiles extends ForwardingFiles {
  private static final long serialVersionUID = 1L;

  private long left = Long.MAX_VALUE;

  /** Lets some more calls through. */
  void dieAfter(long calls) {
    left = calls;
  }

  /** Whether a call was refused. */
  boolean isDead() {
    return left < 0;
  }

  @Override
  void beforeCall() {
    left--;
    if (left < 0) {
      left = -1;
      // Iceberg does not try this one again.
      throw new NotFoundException("The process died.");
    }
  }
}
