package io.github.customerio4j.cli.environment;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The variables {@code CUSTOMERIO_APP_API_KEY}, {@code CUSTOMERIO_BASE_URL}, {@code
 * CUSTOMERIO_CA_FILE} and {@code CUSTOMERIO_REQUESTS_PER_SECOND}, and those of a proxy. One that is
 * blank is as good as missing; each is checked when it is asked for, so that a program is not
 * bothered by one it does not use.
 */
public final class RunnerEnvironment {
  private static final String KEY = "CUSTOMERIO_APP_API_KEY";
  private static final String BASE_URL = "CUSTOMERIO_BASE_URL";
  private static final String CA_FILE = "CUSTOMERIO_CA_FILE";
  private static final String RATE = "CUSTOMERIO_REQUESTS_PER_SECOND";
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

  private final Map<String, String> variables;

  private RunnerEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * Looks at variables.
   *
   * @param variables usually {@link System#getenv()}
   */
  public static RunnerEnvironment of(Map<String, String> variables) {
    return new RunnerEnvironment(Map.copyOf(variables));
  }

  /**
   * The workspace's key; empty if none is set.
   *
   * @throws IllegalArgumentException if the text cannot be a key; the message does not repeat it
   */
  public Optional<AppApiKey> key() {
    try {
      return value(KEY).map(AppApiKey::of);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + KEY + ". " + e.getMessage(), e);
    }
  }

  /**
   * Sets host, rate, proxy and trusted certificates on a client where they are set here, and leaves
   * them as they are where not.
   *
   * @param client the client to be
   * @return the same builder
   * @throws IllegalArgumentException if one of them cannot be used
   */
  public CustomerIoBuilder applyTo(CustomerIoBuilder client) {
    try {
      value(BASE_URL).ifPresent(client::baseUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + BASE_URL + ". " + e.getMessage(), e);
    }
    try {
      value(CA_FILE).map(Path::of).ifPresent(client::trustedCertificates);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + CA_FILE + ". " + e.getMessage(), e);
    }
    client.proxyFrom(variables);
    value(RATE).map(RunnerEnvironment::rateLimit).ifPresent(client::rateLimit);
    return client;
  }

  /** Whether the host is set here. */
  public boolean hasBaseUrl() {
    return value(BASE_URL).isPresent();
  }

  private static RateLimit rateLimit(String text) {
    try {
      if (!DECIMAL.matcher(text).matches()) {
        throw new IllegalArgumentException("It is not a number.");
      }
      double rate = Double.parseDouble(text);
      return rate == 0 ? RateLimit.unlimited() : RateLimit.perSecond(rate);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use "
              + RATE
              + " \""
              + text
              + "\": it is not a rate. Write requests a second, such as 10 or 2.5, or 0 for no limit.",
          e);
    }
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(variables.get(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
