package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.PermissionException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code testConnection}: checks whether the API accepts the key. The platform waits for 30 seconds
 * including the start of this process, so the deadline is shorter.
 */
final class TestConnectionAction {
  private static final String SUCCESS = "{\"status\":\"success\"}";

  private final ComponentConfig config;
  private final ComponentEnvironment environment;
  private final Console console;
  private final Duration deadline;

  TestConnectionAction(
      ComponentConfig config,
      ComponentEnvironment environment,
      Console console,
      Duration deadline) {
    this.config = config;
    this.environment = environment;
    this.console = console;
    this.deadline = deadline;
  }

  void run() {
    RetryOptions retry =
        RetryOptions.builder().maxAttempts(3).deadline(deadline.dividedBy(2)).build();
    try (CustomerIo client =
        environment
            .client(config)
            .retry(retry)
            .connectTimeout(deadline.dividedBy(4))
            .readTimeout(deadline.dividedBy(2))
            .build()) {
      FutureTask<Void> request = new FutureTask<>(() -> send(client), null);
      Thread thread = new Thread(request, "test-connection");
      thread.setDaemon(true);
      thread.start();
      await(request);
    }
    console.result(SUCCESS);
  }

  /** Two resources, because a key that lacks the scope of one may have that of the other. */
  private static void send(CustomerIo client) {
    try {
      client.segments().list();
    } catch (PermissionException e) {
      client.campaigns().list();
    }
  }

  private void await(FutureTask<Void> request) {
    try {
      request.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ComponentException.application(
          "Cannot test the connection: the API did not answer within "
              + deadline.toSeconds()
              + " s. Try again later.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ComponentException.application("Cannot test the connection: interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
