package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;

/**
 * Makes the clients of a fleet. They share connections, and those with the same key and address
 * share the rate limit of the first of them. Thread-safe.
 */
final class SharedClients implements AutoCloseable {
  private final OkHttpClient http;
  private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

  SharedClients(int idleConnections) {
    this.http = CustomerIoBuilder.sharedHttpClient(idleConnections);
  }

  /** A client, to be closed by the caller. */
  CustomerIo client(Workspace workspace, AppApiKey key) {
    CustomerIoBuilder builder = workspace.client().apply(CustomerIo.builder(key).httpClient(http));
    CustomerIo own = builder.build();
    RateLimit known = limits.putIfAbsent(own.fingerprint(), own.rateLimit());
    if (known == null || known == own.rateLimit()) {
      return own;
    }
    own.close();
    return builder.rateLimit(known).build();
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
