package io.github.customerio4j.client;

import okhttp3.OkHttpClient;

/**
 * The two ways out: to the API with the key, and to the hosts of downloads without it.
 *
 * @param transport to the API
 * @param downloads to any other host
 * @param ownership whose the connections are
 */
record Connections(Transport transport, OkHttpClient downloads, Ownership ownership) {
  /** Who may tear connections down. */
  enum Ownership {
    CLIENT,
    CALLER
  }

  /** Drops idle connections, unless they may serve somebody else. */
  void close() {
    if (ownership == Ownership.CLIENT) {
      transport.http().connectionPool().evictAll();
      transport.http().dispatcher().executorService().shutdown();
    }
  }
}
