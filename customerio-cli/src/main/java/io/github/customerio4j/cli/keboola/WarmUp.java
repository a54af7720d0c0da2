package io.github.customerio4j.cli.keboola;

import okhttp3.OkHttpClient;

/**
 * Reads the certificates of trusted authorities and loads the classes of the HTTP client while the
 * configuration is being read: a tenth of a second that a short job does not wait for.
 */
final class WarmUp {
  private WarmUp() {}

  /**
   * Begins; nobody need wait for the end, as what is not ready by then is made where it is used.
   */
  static void begin() {
    Thread thread = new Thread(OkHttpClient::new, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
