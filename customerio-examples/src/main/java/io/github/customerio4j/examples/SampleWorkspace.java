package io.github.customerio4j.examples;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The workspace that a sample reads: the one of {@code CUSTOMERIO_APP_API_KEY}, or a sandbox. */
final class SampleWorkspace implements AutoCloseable {
  private final CustomerIo client;
  private final Optional<Sandbox> sandbox;

  private SampleWorkspace(CustomerIo client, Optional<Sandbox> sandbox) {
    this.client = client;
    this.sandbox = sandbox;
  }

  static SampleWorkspace open() {
    return open(System.getenv());
  }

  static SampleWorkspace open(Map<String, String> variables) {
    String key = variables.getOrDefault("CUSTOMERIO_APP_API_KEY", "").strip();
    if (!key.isEmpty()) {
      CustomerIoBuilder client = CustomerIo.builder(AppApiKey.of(key));
      String baseUrl = variables.getOrDefault("CUSTOMERIO_BASE_URL", "").strip();
      if (!baseUrl.isEmpty()) {
        client.baseUrl(baseUrl);
      } else if (variables.getOrDefault("CUSTOMERIO_REGION", "").strip().equalsIgnoreCase("eu")) {
        client.region(Region.EU);
      }
      String rate = variables.getOrDefault("CUSTOMERIO_REQUESTS_PER_SECOND", "").strip();
      if (!rate.isEmpty()) {
        client.rateLimit(rateLimit(rate));
      }
      return new SampleWorkspace(client.build(), Optional.empty());
    }
    // As if an hour old, so that its newest message lies well before whatever a sample does.
    Clock anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    Sandbox sandbox = Sandbox.builder().clock(anHourAgo).start();
    sandbox.advance(Duration.ofHours(1));
    CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey())).baseUrl(sandbox.baseUrl()).build();
    return new SampleWorkspace(client, Optional.of(sandbox));
  }

  private static RateLimit rateLimit(String rate) {
    try {
      double perSecond = Double.parseDouble(rate);
      return perSecond == 0 ? RateLimit.unlimited() : RateLimit.perSecond(perSecond);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use CUSTOMERIO_REQUESTS_PER_SECOND \""
              + rate
              + "\": it is not a rate. Write requests a second, such as 10, or 0 for no limit.",
          e);
    }
  }

  CustomerIo client() {
    return client;
  }

  /** The sandbox, if it is one. */
  Optional<Sandbox> sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    client.close();
    sandbox.ifPresent(Sandbox::close);
  }
}
