package io.github.customerio4j.extract.catalog;

/** When an Incremental Update reads the records of a child table again. */
public enum RefreshRule {
  /** In every run: children change without their parent. */
  EVERY_RUN("in every run"),

  /** If the parent was changed since the previous run. */
  WHEN_CHANGED("when the parent was changed since the last run"),

  /**
   * For the settling time after the parent's last change: children may follow a change of their
   * parent late.
   */
  AFTER_CHANGES("for the settling time after the parent's last change"),

  /**
   * Until the settling time has passed since the parent was sent or carried out. A parent that was
   * not sent yet is read again if it was changed.
   */
  UNTIL_SETTLED("until the settling time has passed since the parent was sent or carried out"),

  /** While the parent is running, and for the settling time after its last change. */
  WHILE_RUNNING("as long as the parent runs, and for the settling time after its last change");

  private final String text;

  RefreshRule(String text) {
    this.text = text;
  }

  /** The rule in words, for people. */
  public String text() {
    return text;
  }
}
