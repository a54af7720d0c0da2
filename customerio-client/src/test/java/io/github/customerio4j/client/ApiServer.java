package io.github.customerio4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A real HTTP server that answers with queued responses. */
final class ApiServer implements AutoCloseable {
  static final String KEY = "test-key-0123456789";

  private final MockWebServer server = new MockWebServer();

  ApiServer() throws IOException {
    server.start();
  }

  static RetryOptions.Builder fastRetry() {
    return RetryOptions.builder()
        .firstDelay(Duration.ofMillis(2))
        .maxDelay(Duration.ofMillis(4))
        .deadline(Duration.ofSeconds(20));
  }

  CustomerIoBuilder builder() {
    return CustomerIo.builder(AppApiKey.of(KEY))
        .baseUrl(url("/v1"))
        .rateLimit(RateLimit.unlimited())
        .retry(fastRetry().build());
  }

  CustomerIo client() {
    return builder().build();
  }

  String url(String path) {
    return server.url(path).toString();
  }

  ApiServer enqueue(MockResponse.Builder response) {
    server.enqueue(response.build());
    return this;
  }

  ApiServer enqueue(String json) {
    return enqueue(ok(json));
  }

  ApiServer enqueue(int status, String body) {
    return enqueue(new MockResponse.Builder().code(status).body(body));
  }

  static MockResponse.Builder ok(String json) {
    return new MockResponse.Builder().addHeader("Content-Type", "application/json").body(json);
  }

  RecordedRequest take() {
    try {
      RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("No request arrived.");
      }
      return request;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int requests() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
  }
}
