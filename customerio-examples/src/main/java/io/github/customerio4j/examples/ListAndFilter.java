package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.client.paging.Paged;
import java.io.PrintStream;
import java.util.List;

/** Lists campaigns and searches people by a filter. */
public final class ListAndFilter {
  private ListAndFilter() {}

  /** Runs the example. */
  public static void main(String[] arguments) {
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), System.out);
    }
  }

  static void run(CustomerIo client, PrintStream out) {
    List<Campaign> campaigns = client.campaigns().list();
    out.println(campaigns.size() + " campaigns, running are:");
    for (Campaign campaign : campaigns) {
      if (campaign.active()) {
        out.println("  " + campaign.id() + " " + campaign.name().orElse("(without a name)"));
      }
    }

    AudienceFilter filter =
        AudienceFilter.and(
            AudienceFilter.attribute("email").exists(),
            AudienceFilter.not(AudienceFilter.attribute("plan").eq("basic")));
    Paged<CustomerIdentifiers> people = client.customers().search(filter);

    out.println(people.stream().count() + " people have an email and not the basic plan, such as:");
    for (CustomerIdentifiers person : people.stream().limit(3).toList()) {
      out.println("  " + person.email().orElse("") + " " + person.cioId().orElse(""));
    }
  }
}
