package io.github.customerio4j.cli.keboola;

import okhttp3.OkHttpClient;

/**
 * Reads the certificates of trusted authorities and loads the classes of the HTTP client while the
 * configuration is read. This saves a short job a tenth of a second.
 */
final class WarmUp {
  private WarmUp() {}

  /**
   * Starts in the background. Nothing waits for its end, because whatever is not ready is created
   * at its first use.
   */
  static void begin() {
    Thread thread = new Thread(OkHttpClient::new, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
