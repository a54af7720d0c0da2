package io.github.customerio4j.client.model.people;

/** The kind of identifier that selects a person. */
public enum IdType {
  /** The id that the workspace gave the person. */
  ID("id"),
  /** The email address. */
  EMAIL("email"),
  /** The phone number. */
  PHONE("phone"),
  /** The id that Customer.io gave the person, spelled with the prefix {@code cio_}. */
  CIO_ID("cio_id");

  private final String parameter;

  IdType(String parameter) {
    this.parameter = parameter;
  }

  /** The value as the API spells it. */
  @Override
  public String toString() {
    return parameter;
  }
}
