package io.github.customerio4j.examples.cli;

/**
 * What came of one check.
 *
 * @param subject what was checked: the key, a table, the destination
 * @param outcome how it is
 * @param text what there is to say: of a failure why, and the remedy
 */
record Finding(String subject, Outcome outcome, String text) {

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

  static Finding ok(String subject, String text) {
    return new Finding(subject, Outcome.OK, text);
  }

  static Finding notAsked(String subject, String text) {
    return new Finding(subject, Outcome.NOT_ASKED, text);
  }

  static Finding wrong(String subject, Exception e) {
    return new Finding(subject, Outcome.WRONG, String.valueOf(e.getMessage()));
  }

  static Finding broken(String subject, Exception e) {
    return new Finding(subject, Outcome.BROKEN, String.valueOf(e.getMessage()));
  }
}
