package io.github.customerio4j.cli.report;

import io.github.customerio4j.extract.report.ExtractionReport;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param report what was committed; empty if nothing was
 * @param failure why nothing was; empty if something was
 */
record RunOutcome(Optional<ExtractionReport> report, Optional<String> failure) {

  static RunOutcome committed(ExtractionReport report) {
    return new RunOutcome(Optional.of(report), Optional.empty());
  }

  static RunOutcome failed(String message) {
    return new RunOutcome(Optional.empty(), Optional.of(message));
  }

  Outcome outcome() {
    return report
        .map(one -> one.failures().isEmpty() ? Outcome.DONE : Outcome.PARTIAL)
        .orElse(Outcome.FAILED);
  }

  /** In one word. */
  enum Outcome {
    DONE("Done", "done"),
    PARTIAL("Some tables failed", "partial"),
    FAILED("Failed", "failed");

    final String text;
    final String style;

    Outcome(String text, String style) {
      this.text = text;
      this.style = style;
    }
  }
}
