package io.github.customerio4j.cli.command;

/**
 * What came of one check.
 *
 * @param subject what was checked: the key, a table, the destination
 * @param outcome how it is
 * @param text what there is to say: of a failure why, and the remedy
 */
record CheckResult(String subject, Outcome outcome, String text) {

  /** How it is. */
  enum Outcome {
    OK("ok"),
    /** The user can put it right. */
    WRONG("FAILED"),
    /** It may be right another time. */
    BROKEN("FAILED"),
    /** Something else has to be put right first, or there is nothing to ask about. */
    NOT_ASKED("-");

    private final String shown;

    Outcome(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  static CheckResult ok(String subject, String text) {
    return new CheckResult(subject, Outcome.OK, text);
  }

  static CheckResult notAsked(String subject, String text) {
    return new CheckResult(subject, Outcome.NOT_ASKED, text);
  }

  static CheckResult wrong(String subject, Exception e) {
    return new CheckResult(subject, Outcome.WRONG, String.valueOf(e.getMessage()));
  }

  static CheckResult broken(String subject, Exception e) {
    return new CheckResult(subject, Outcome.BROKEN, String.valueOf(e.getMessage()));
  }
}
