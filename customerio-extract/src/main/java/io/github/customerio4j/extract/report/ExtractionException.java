package io.github.customerio4j.extract.report;

import io.github.customerio4j.client.error.CustomerIoException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run or a plan that failed: the root of everything that fails while it works. The previous
 * tables and state are unchanged, unless the message says otherwise. What it is:
 *
 * <ul>
 *   <li>{@link RequestFailed}: the API or the connection; its {@link RequestFailed#failure} is the
 *       client's exception.
 *   <li>{@link Cancelled}: somebody ended the run.
 *   <li>{@link io.github.customerio4j.extract.state.StateException}: the state of previous runs
 *       cannot be used.
 *   <li>With an {@link IOException} as the cause: the destination, the state or the spool folder
 *       cannot be read or written, or another run uses it. The cause of that is a database's {@link
 *       java.sql.SQLException}, if there is one.
 *   <li>With another cause: an exception that a sink, a listener or this library was not to throw.
 * </ul>
 *
 * <p>A configuration that cannot be used is an {@link IllegalArgumentException} instead.
 */
public class ExtractionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String problem;

  /** The path as text, because a {@link Path} cannot be serialized. */
  private final @Nullable String spoolFolder;

  /** An exception without a cause. */
  public ExtractionException(String message) {
    this(message, null);
  }

  /** An exception of a run that left nothing to resume from. */
  public ExtractionException(String message, @Nullable Throwable cause) {
    this(message, cause, Optional.empty());
  }

  /**
   * An exception of a run that another one can resume.
   *
   * @param problem what failed, why, and the remedy
   * @param cause the underlying exception, if any
   * @param spoolFolder where the rows are that were read; empty if none were kept
   */
  public ExtractionException(
      String problem, @Nullable Throwable cause, Optional<Path> spoolFolder) {
    super(problem, cause);
    this.problem = Objects.requireNonNull(problem, "problem");
    this.spoolFolder =
        Objects.requireNonNull(spoolFolder, "spoolFolder").map(Path::toString).orElse(null);
  }

  /** What failed, why, and the remedy: the message without the place of the rows. */
  public final String problem() {
    return problem;
  }

  /**
   * Where the rows are that were read. The next run of the same configuration resumes from there
   * and deletes it. Empty if nothing was kept: there is nothing to resume.
   */
  public final Optional<Path> spoolFolder() {
    return Optional.ofNullable(spoolFolder).map(Path::of);
  }

  /** The problem, and the place of the rows that were read, if they were kept. */
  @Override
  public String getMessage() {
    return spoolFolder == null
        ? problem
        : problem
            + " What was read is kept in "
            + spoolFolder
            + "; the next run continues from there.";
  }

  /**
   * A request failed, and was not or is no longer repeated. The message is that of the client's
   * exception.
   */
  public static final class RequestFailed extends ExtractionException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * An exception for a failed request.
     *
     * @param failure the client's exception
     * @param spoolFolder where the rows are that were read; empty if none were kept
     */
    public RequestFailed(CustomerIoException failure, Optional<Path> spoolFolder) {
      super(
          String.valueOf(Objects.requireNonNull(failure, "failure").getMessage()),
          failure,
          spoolFolder);
    }

    /** The client's exception, whose type says what happened; also the cause. */
    public CustomerIoException failure() {
      return (CustomerIoException) Objects.requireNonNull(getCause());
    }
  }

  /**
   * The run was ended before its commit: by its handle, by its future, or because the thread that
   * waited for it was interrupted. A run of the same configuration resumes it.
   */
  public static final class Cancelled extends ExtractionException {
    @Serial private static final long serialVersionUID = 1L;

    /** An exception of a run that left nothing to resume from. */
    public Cancelled(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    /**
     * An exception of a run that another one can resume.
     *
     * @param problem why the run ended
     * @param cause how that showed, if it is of interest
     * @param spoolFolder where the rows are that were read; empty if none were kept
     */
    public Cancelled(String problem, @Nullable Throwable cause, Optional<Path> spoolFolder) {
      super(problem, cause, spoolFolder);
    }
  }
}
