package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.report.ExtractionReport;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the extraction of one workspace ended.
 *
 * @param workspace its name
 * @param outcome how it ended
 * @param report what was committed; present if and only if something was
 * @param failure why it failed or was cancelled; an {@code ExtractionException}, or an {@code
 *     IllegalArgumentException} for what cannot be used; never holds the key
 * @param duration from its start to its end; zero if it was not started
 */
public record WorkspaceResult(
    String workspace,
    Outcome outcome,
    Optional<ExtractionReport> report,
    Optional<RuntimeException> failure,
    Duration duration) {

  /** How the extraction of a workspace ended. */
  public enum Outcome {
    /** All its tables are committed. */
    DONE,
    /** Tables failed and were skipped; the others are committed. */
    PARTIAL,
    /** It failed; its previous tables and state are unchanged. */
    FAILED,
    /** It was ended before its commit; the next run resumes it. */
    CANCELLED,
    /** The fleet was ended before it started. */
    NOT_STARTED
  }

  /** Refuses what is missing. */
  public WorkspaceResult {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(duration, "duration");
  }

  /** What went wrong, for people: why it failed, or which tables were skipped; empty if nothing. */
  public Optional<String> problem() {
    if (failure.isPresent()) {
      RuntimeException why = failure.get();
      return Optional.of(why.getMessage() == null ? why.toString() : why.getMessage());
    }
    return report
        .filter(committed -> !committed.failures().isEmpty())
        .map(
            committed ->
                String.join(
                    " ",
                    committed.failures().stream()
                        .map(table -> table.table() + ": " + table.message())
                        .toList()));
  }

  /** The rows that were committed. */
  public long rows() {
    return report.map(ExtractionReport::rows).orElse(0L);
  }

  /** The requests for the tables that were committed. */
  public long requests() {
    return report.map(ExtractionReport::requests).orElse(0L);
  }
}
