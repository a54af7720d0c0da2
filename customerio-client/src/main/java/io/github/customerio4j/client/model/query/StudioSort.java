package io.github.customerio4j.client.model.query;

/** What a list of the Design Studio is sorted by. */
public enum StudioSort {
  /** When it was created. */
  CREATED("created"),
  /** When it was last changed. */
  UPDATED("updated"),
  /** Its name. */
  NAME("name");

  private final String parameter;

  StudioSort(String parameter) {
    this.parameter = parameter;
  }

  /** The value as the API spells it. */
  @Override
  public String toString() {
    return parameter;
  }
}
