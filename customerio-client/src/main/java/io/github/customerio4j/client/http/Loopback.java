package io.github.customerio4j.client.http;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Recognizes URLs that are safe without encryption: those that never leave this machine. */
public final class Loopback {
  private static final Pattern HOST =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1");

  private Loopback() {}

  /** Whether the URL is encrypted or stays on this machine. */
  public static boolean isSafe(HttpUrl url) {
    return url.isHttps() || HOST.matcher(url.host()).matches();
  }
}
