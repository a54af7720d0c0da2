package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.RequestOptions;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.api.ExportJob;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.MetricName;
import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.model.sending.MetricPoint;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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

  static void readTwoYears(CustomerIo client) {
    // region history
    Instant since = Instant.parse("2024-01-01T00:00:00Z");
    MessageHistoryQuery query = MessageHistoryQuery.builder().since(since).build();
    for (Message message : client.messages().history(query)) {
      System.out.println(message.id());
    }
    // endregion
  }

  static void continueLater(CustomerIo client, MessageHistoryQuery query, Path bookmark)
      throws IOException {
    // region bookmark
    Paged<Message> history = client.messages().history(query);
    if (Files.exists(bookmark)) {
      history = history.from(new Cursor(Files.readString(bookmark)));
    }
    for (Page<Message> page : history.pages()) {
      store(page.items());
      if (page.next().isPresent()) {
        Files.writeString(bookmark, page.next().get().value());
      }
    }
    // endregion
  }

  private static void store(List<Message> messages) {
    messages.forEach(message -> System.out.println(message.id()));
  }

  static void readAttributes(CustomerIo client, AudienceFilter filter) {
    // region attributes
    client
        .customers()
        .attributesOf(client.customers().search(filter).stream())
        .forEach(person -> System.out.println(person.attributes().get("plan")));
    // endregion
  }

  static void copyExport(CustomerIo client, Path file) throws IOException {
    // region export
    CustomersExportRequest everybody =
        CustomersExportRequest.builder().filters(AudienceFilter.everybody()).build();
    ExportJob job = client.exports().customers(everybody);
    try (InputStream csv = job.awaitAndOpen(Duration.ofHours(1))) {
      Files.copy(csv, file);
    }
    // endregion
  }

  static Message readInTime(CustomerIo client, String id) {
    // region request-options
    RequestOptions urgent =
        RequestOptions.builder()
            .timeout(Duration.ofSeconds(5)) // the wait for the rate limit included
            .priority(PageRequest.Priority.FIRST)
            .header("X-Request-Source", "checkout")
            .build();
    Message message = client.with(urgent).messages().get(id);
    // endregion
    return message;
  }

  static CompletableFuture<Message> readAsync(CustomerIo client, String id) {
    // region async
    CompletableFuture<Message> message =
        client
            .<Message>async(io -> io.messages().get(id))
            .orTimeout(5, TimeUnit.SECONDS); // ends the HTTP call, as cancel(true) does
    // endregion
    return message;
  }
}
