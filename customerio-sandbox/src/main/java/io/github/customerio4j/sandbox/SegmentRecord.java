package io.github.customerio4j.sandbox;

import java.util.List;

/** A segment and the people in it. */
record SegmentRecord(long id, JsonObject body, List<Person> members) {

  boolean holds(Person person) {
    return members.contains(person);
  }
}
