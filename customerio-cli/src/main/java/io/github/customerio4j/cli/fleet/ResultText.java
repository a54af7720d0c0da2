package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How the run of a workspace ended, in words. */
final class ResultText {
  private final Map<String, WorkspaceJob> jobs;

  ResultText(Map<String, WorkspaceJob> jobs) {
    this.jobs = jobs;
  }

  /** What went wrong, and the remedy; empty if nothing did. */
  Optional<String> problem(WorkspaceResult result) {
    return Objects.requireNonNull(jobs.get(result.workspace()), result.workspace()).problem(result);
  }

  /** The problem's first sentence. */
  Optional<String> problemInShort(WorkspaceResult result) {
    return problem(result).map(text -> text.split("(?<=\\.)\\s", 2)[0]);
  }

  /** The outcome in a word. */
  static String outcome(WorkspaceResult result) {
    return result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A sentence about the end of a workspace, after its name. */
  String ended(WorkspaceResult result) {
    String figures =
        Quantities.count(result.rows())
            + " rows, "
            + Quantities.count(result.requests())
            + (result.requests() == 1 ? " request, " : " requests, ")
            + Quantities.seconds(result.duration())
            + " s";
    return switch (result.outcome()) {
      case DONE -> "done: " + figures;
      case PARTIAL -> "some tables failed: " + figures + "; " + problem(result).orElse("");
      case FAILED -> "failed, and is left as it was: " + problem(result).orElse("");
      case CANCELLED -> "was ended; the next run resumes it";
      case NOT_STARTED -> "was not started";
    };
  }
}
