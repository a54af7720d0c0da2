package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.client.model.sending.MetricPoint;
import java.io.PrintStream;

/** Prints the metrics of every campaign by day. */
final class CampaignMetrics {
  private CampaignMetrics() {}

  static void print(CustomerIo client, PrintStream out) {
    for (Campaign campaign : client.campaigns().list()) {
      for (MetricPoint point :
          client.campaigns().metrics(campaign.id(), MetricsQuery.days(30)).points()) {
        out.println(
            campaign.id() + " " + point.start() + " " + point.metric() + " " + point.value());
      }
    }
  }
}
