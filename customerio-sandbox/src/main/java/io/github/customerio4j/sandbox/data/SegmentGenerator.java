package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes segments and chooses their members. */
final class SegmentGenerator {
  private final Instant now;

  SegmentGenerator(Instant now) {
    this.now = now;
  }

  List<SegmentRecord> make(int count, List<Person> people) {
    List<SegmentRecord> segments = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int which = n % Vocabulary.SEGMENTS.size();
      List<Person> members = people.stream().filter(person -> belongs(person, which)).toList();
      segments.add(new SegmentRecord(n + 1L, body(n, Vocabulary.SEGMENTS.get(which)), members));
    }
    return segments;
  }

  private JsonObject body(int n, String name) {
    long created = now.minus(1000 - n * 40L, ChronoUnit.DAYS).getEpochSecond();
    long updated = created + 86_400 + n;
    boolean building = n == 6;
    return JsonObject.of("id", n + 1)
        .put("deduplicate_id", (n + 1) + ":" + updated)
        .put("name", name)
        .put("description", n % 4 == 0 ? "" : "People: " + HostileValues.text(n))
        .put("state", building ? "build" : "finished")
        .put("progress", building ? (Object) 63 : null)
        .put("type", n % 3 == 2 ? "manual" : "dynamic")
        .put("tags", n % 3 == 0 ? null : n % 3 == 1 ? List.of() : List.of("core", "näive"))
        .put("created_at", created)
        .put("updated_at", updated);
  }

  private boolean belongs(Person person, int which) {
    String plan = String.valueOf(person.valueOf("plan"));
    String city = String.valueOf(person.valueOf("city"));
    return switch (which) {
      case 0 -> true;
      case 1 -> !plan.equals("free");
      case 2 -> plan.equals("premium");
      case 3 -> person.email() != null;
      case 4 -> person.valueOf("phone") != null;
      case 5 -> city.equals("Praha");
      case 6 -> person.created() > now.minus(30, ChronoUnit.DAYS).getEpochSecond();
      case 7 -> "true".equals(person.valueOf("unsubscribed"));
      case 8 -> city.equals("London");
      case 12 -> plan.equals("team");
      case 13 -> false;
      default -> person.sequence() % which == 0;
    };
  }
}
