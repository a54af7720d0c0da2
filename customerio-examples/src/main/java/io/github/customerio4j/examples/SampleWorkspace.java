package io.github.customerio4j.examples;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The workspace that an example reads: the one whose key is in {@code CUSTOMERIO_APP_API_KEY}, or a
 * sandbox if there is no key.
 */
final class SampleWorkspace implements AutoCloseable {
  private static final Duration AGE = Duration.ofHours(1);

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
    String key = value(variables, "CUSTOMERIO_APP_API_KEY");
    return key.isEmpty()
        ? ofSandbox()
        : new SampleWorkspace(client(key, variables), Optional.empty());
  }

  /** The folder that the first argument names; a new temporary folder if there is none. */
  static Path folder(String[] arguments) throws IOException {
    return arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("customerio-");
  }

  private static SampleWorkspace ofSandbox() {
    // Its data end an hour ago, so that messages that an example adds are the newest ones.
    Clock start = Clock.offset(Clock.systemUTC(), AGE.negated());
    Sandbox sandbox = Sandbox.builder().clock(start).start();
    sandbox.advance(AGE);
    CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey())).baseUrl(sandbox.baseUrl()).build();
    return new SampleWorkspace(client, Optional.of(sandbox));
  }

  private static CustomerIo client(String key, Map<String, String> variables) {
    CustomerIoBuilder client = CustomerIo.builder(AppApiKey.of(key));
    String baseUrl = value(variables, "CUSTOMERIO_BASE_URL");
    if (!baseUrl.isEmpty()) {
      client.baseUrl(baseUrl);
    } else if (value(variables, "CUSTOMERIO_REGION").equalsIgnoreCase("eu")) {
      client.region(Region.EU);
    }
    String rate = value(variables, "CUSTOMERIO_REQUESTS_PER_SECOND");
    if (!rate.isEmpty()) {
      client.rateLimit(rateLimit(rate));
    }
    return client.build();
  }

  private static String value(Map<String, String> variables, String name) {
    return variables.getOrDefault(name, "").strip();
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

  /** The sandbox; empty for the workspace of a key. */
  Optional<Sandbox> sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    client.close();
    sandbox.ifPresent(Sandbox::close);
  }
}
