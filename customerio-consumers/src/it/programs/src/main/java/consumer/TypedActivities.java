package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.constant.ActivityType;
import io.github.customerio4j.client.model.people.Activity;
import io.github.customerio4j.client.model.people.ActivityQuery;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the events of people by their names. */
final class TypedActivities {
  private TypedActivities() {}

  static Map<String, Long> eventsByName(CustomerIo client) {
    ActivityQuery events = ActivityQuery.builder().type(ActivityType.EVENT).build();
    return client.activities().list(events).stream()
        .map(Activity::name)
        .map(name -> name.orElse("?"))
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }
}
