package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.util.List;

/** A segment and the people in it. */
public record SegmentRecord(long id, JsonObject body, List<Person> members) {

  public boolean holds(Person person) {
    return members.contains(person);
  }
}
