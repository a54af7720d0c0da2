package io.github.customerio4j.client.model.people;

/** The kind of identifier that selects an object. */
public enum ObjectIdType {
  /** The id that the workspace gave the object. */
  OBJECT_ID("object_id"),
  /** The id that Customer.io gave the object. */
  CIO_OBJECT_ID("cio_object_id");

  private final String parameter;

  ObjectIdType(String parameter) {
    this.parameter = parameter;
  }

  /** The value as the API spells it. */
  @Override
  public String toString() {
    return parameter;
  }
}
