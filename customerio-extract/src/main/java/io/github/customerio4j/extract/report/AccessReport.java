package io.github.customerio4j.extract.report;

import io.github.customerio4j.client.error.CustomerIoException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an extraction can read what its configuration selects.
 *
 * @param results the key first; if the API accepts it, a result for each table that is read
 */
public record AccessReport(List<Result> results) {
  /** The subject of the first result. */
  public static final String KEY = "key";

  /** Keeps the results as they are now. */
  public AccessReport {
    Objects.requireNonNull(results, "results");
    results = List.copyOf(results);
  }

  /** Whether every result is {@link Outcome#OK} or {@link Outcome#NOT_ASKED}. */
  public boolean isOk() {
    return results.stream()
        .allMatch(one -> one.outcome() == Outcome.OK || one.outcome() == Outcome.NOT_ASKED);
  }

  /**
   * The result for one subject.
   *
   * @param subject {@link #KEY}, or the name of a table; {@code activities} for all activities
   * @param outcome the outcome
   * @param text for a success the operation of the API; for a failure the reason and the remedy
   * @param failure the error that the API or the connection caused, for a remedy of your own
   */
  public record Result(
      String subject, Outcome outcome, String text, Optional<CustomerIoException> failure) {
    /** Refuses what is missing. */
    public Result {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(failure, "failure");
    }

    /** A result without an error of the client. */
    public Result(String subject, Outcome outcome, String text) {
      this(subject, outcome, text, Optional.empty());
    }
  }

  /** The outcome for one subject. */
  public enum Outcome {
    /** It can be read. */
    OK,
    /** It cannot be read, and the user can correct that: key, region, scope, configuration. */
    WRONG,
    /** The API did not answer; it may work another time. */
    BROKEN,
    /** It was not requested, because its parents cannot be read or there are none. */
    NOT_ASKED
  }
}
