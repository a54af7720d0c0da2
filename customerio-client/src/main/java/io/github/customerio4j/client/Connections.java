package io.github.customerio4j.client;

import io.github.customerio4j.client.http.AsyncCalls;
import okhttp3.OkHttpClient;

/**
 * The HTTP clients: one for the API, with the key, and one for download hosts, without it; and the
 * threads of asynchronous calls.
 *
 * @param transport sends requests to the API
 * @param downloads sends requests to any other host
 * @param ownership who owns the connections
 * @param asyncCalls runs asynchronous calls
 */
record Connections(
    Transport transport, OkHttpClient downloads, Ownership ownership, AsyncCalls asyncCalls) {
  /** Who owns the connections and may close them. */
  enum Ownership {
    CLIENT,
    CALLER
  }

  /** Closes idle connections, unless the caller owns them, and ends the client's own threads. */
  void close() {
    asyncCalls.close();
    if (ownership == Ownership.CLIENT) {
      transport.http().connectionPool().evictAll();
      transport.http().dispatcher().executorService().shutdown();
    }
  }
}
