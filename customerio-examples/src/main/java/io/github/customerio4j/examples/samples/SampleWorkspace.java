package io.github.customerio4j.examples.samples;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.examples.environment.RunnerEnvironment;
import io.github.customerio4j.examples.sandbox.Sandbox;
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
    RunnerEnvironment environment = RunnerEnvironment.of(variables);
    Optional<AppApiKey> key = environment.key();
    if (key.isPresent()) {
      CustomerIo client = environment.applyTo(CustomerIo.builder(key.get())).build();
      return new SampleWorkspace(client, Optional.empty());
    }
    // As if an hour old, so that its newest message lies well before whatever a sample does.
    Clock anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    Sandbox sandbox = Sandbox.builder().clock(anHourAgo).start();
    sandbox.advance(Duration.ofHours(1));
    CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey())).baseUrl(sandbox.baseUrl()).build();
    return new SampleWorkspace(client, Optional.of(sandbox));
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
