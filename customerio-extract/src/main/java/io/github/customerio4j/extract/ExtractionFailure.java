package io.github.customerio4j.extract;

import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.report.ExtractionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Gives whatever ends a run the type that callers know. */
final class ExtractionFailure {
  private ExtractionFailure() {}

  /** The same for rows that are read without a run. */
  static RuntimeException ofRows(Exception e, Cancellation cancellation) {
    return of("read rows", e, Optional.empty(), cancellation);
  }

  /**
   * An {@link ExtractionException}, or the {@link IllegalArgumentException} for a configuration
   * that cannot be used.
   *
   * @param what what cannot be done, for an exception whose message does not say that
   * @param kept where the rows are that were read
   */
  static RuntimeException of(
      String what, Exception e, Optional<Path> kept, Cancellation cancellation) {
    if (e instanceof IllegalArgumentException invalid) {
      return invalid;
    }
    String reason = cancellation.reason();
    if (e instanceof ExtractionException.Cancelled || reason != null) {
      return new ExtractionException.Cancelled(
          reason == null ? String.valueOf(e.getMessage()) : reason,
          e instanceof ExtractionException.Cancelled ? e.getCause() : e,
          kept);
    }
    if (e instanceof ExtractionException failure) {
      return kept.isEmpty() ? failure : new ExtractionException(failure.problem(), failure, kept);
    }
    if (e instanceof CustomerIoException failure) {
      return new ExtractionException.RequestFailed(failure, kept);
    }
    if (e instanceof UncheckedIOException failure && failure.getMessage() != null) {
      return new ExtractionException(failure.getMessage(), failure.getCause(), kept);
    }
    String prefix = "Cannot " + what + ": ";
    if (e instanceof IOException && e.getMessage() == null) {
      return new ExtractionException(prefix + e.getClass().getSimpleName(), e, kept);
    }
    return new ExtractionException(
        prefix + (e instanceof RuntimeException ? e.toString() : e.getMessage()), e, kept);
  }
}
