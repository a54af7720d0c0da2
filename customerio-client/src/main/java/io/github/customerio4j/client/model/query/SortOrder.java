package io.github.customerio4j.client.model.query;

/** The direction of a sorted list. */
public enum SortOrder {
  /** Smallest or oldest first. */
  ASC("asc"),
  /** Largest or newest first. */
  DESC("desc");

  private final String parameter;

  SortOrder(String parameter) {
    this.parameter = parameter;
  }

  /** The value as the API spells it. */
  @Override
  public String toString() {
    return parameter;
  }
}
