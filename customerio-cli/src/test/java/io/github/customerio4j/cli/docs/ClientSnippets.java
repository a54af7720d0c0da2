package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.MetricName;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.model.sending.MetricPoint;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Uses of the client that the documentation shows. */
final class ClientSnippets {
  private ClientSnippets() {}

  static CustomerIo open(String appApiKey) {
    // region open
    CustomerIo client = CustomerIo.builder(AppApiKey.of(appApiKey)).region(Region.EU).build();
    // endregion
    return client;
  }

  static CustomerIo openWithOptions(AppApiKey key, RateLimit sharedLimit) {
    // region options
    CustomerIo client =
        CustomerIo.builder(key)
            .baseUrl("https://api.customer.io/v1/")
            .rateLimit(sharedLimit) // one object for all clients of a workspace
            .readTimeout(Duration.ofSeconds(30))
            .retry(RetryOptions.builder().maxAttempts(4).deadline(Duration.ofMinutes(1)).build())
            .build();
    // endregion
    return client;
  }

  static CustomerIo openBehindProxy(AppApiKey key) {
    // region company-network
    CustomerIo client =
        CustomerIo.builder(key)
            .proxyFrom(System.getenv()) // HTTPS_PROXY, NO_PROXY
            .trustedCertificates(Path.of("office.pem")) // in addition to Java's own
            .build();
    // endregion
    return client;
  }

  static void read(CustomerIo client) {
    // region read
    MessageQuery clicked =
        MessageQuery.builder().type(MessageType.EMAIL).metric(MetricName.CLICKED).build();
    for (Message message : client.messages().list(clicked)) {
      Instant time = message.metrics().get(MetricName.CLICKED);
      System.out.println(message.recipient().orElse("?") + " " + time);
    }

    AudienceFilter filter =
        AudienceFilter.and(
            AudienceFilter.segment(1),
            AudienceFilter.not(AudienceFilter.attribute("unsubscribed").eq(true)));
    long people = client.customers().search(filter).stream().count();
    System.out.println(people + " people to write to");
    // endregion
  }

  static void metrics(CustomerIo client) {
    // region metric-points
    for (MetricPoint point : client.campaigns().metrics(1, MetricsQuery.days(3)).points()) {
      System.out.println(point.start() + " " + point.metric() + " " + point.value());
    }
    // endregion
  }

  static void test() {
    // region sandbox
    try (Sandbox sandbox = Sandbox.builder().start();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .build()) {
      System.out.println(client.segments().list().size() + " segments");
    }
    // endregion
  }

  static void fail(CustomerIo client) {
    // region errors
    try {
      client.segments().list();
    } catch (RateLimitException e) {
      System.err.println(e.isDailyQuota() ? "Come back tomorrow." : e.getMessage());
    } catch (ApiException e) {
      System.err.println(e.getMessage());
      e.reference().ifPresent(reference -> System.err.println("For the support: " + reference));
    }
    // endregion
  }
}
