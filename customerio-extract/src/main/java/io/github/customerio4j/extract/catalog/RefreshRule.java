package io.github.customerio4j.extract.catalog;

/** When the records of a child table are read again on Incremental Update. */
public enum RefreshRule {
  /** In every run: they change without their parent. */
  EVERY_RUN("in every run"),

  /** When the parent was changed since the last run. */
  WHEN_CHANGED("when the parent was changed since the last run"),

  /**
   * Until the settling time has passed since the parent was sent or carried out; before that, when
   * it was changed.
   */
  UNTIL_SETTLED("until the settling time has passed since the parent was sent or carried out"),

  /** As long as the parent runs, and for the settling time after its last change. */
  WHILE_RUNNING("as long as the parent runs, and for the settling time after its last change");

  private final String text;

  RefreshRule(String text) {
    this.text = text;
  }

  /** The rule in words. */
  public String text() {
    return text;
  }
}
