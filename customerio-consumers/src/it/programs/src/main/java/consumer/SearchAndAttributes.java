package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.filter.AudienceFilter;
import java.io.PrintStream;

/** Prints an attribute of the people of a segment. */
final class SearchAndAttributes {
  private SearchAndAttributes() {}

  static void print(CustomerIo client, PrintStream out) {
    AudienceFilter filter = AudienceFilter.segment(1);
    client
        .customers()
        .attributesOf(client.customers().search(filter).stream())
        .forEach(person -> out.println(person.attributes().get("plan")));
  }
}
