package io.github.customerio4j.cli.command;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which workspace is read, with which key and how fast. */
final class WorkspaceOptions {
  private final ProcessContext context;

  @Mixin private final KeySource key;

  @Option(names = "--region", paramLabel = "us|eu", description = "Of the workspace. Default: us")
  private String region = "us";

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Host and prefix of the API, instead of the region's.")
  private @Nullable String baseUrl;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      description = "Requests a second, 0 for no limit. Default: 10, as the API allows")
  private @Nullable Double rate;

  WorkspaceOptions(ProcessContext context) {
    this.context = context;
    this.key = new KeySource(context);
  }

  /**
   * A client with these options.
   *
   * @throws IllegalArgumentException if one of them cannot be used, or if there is no key
   */
  CustomerIoBuilder client() {
    return client(key(), region());
  }

  /** The same for that region, whatever the options say; of no use with a base URL. */
  CustomerIoBuilder client(AppApiKey with, Region of) {
    CustomerIoBuilder client = CustomerIo.builder(with).userAgent("customerio4j-extract");
    client.baseUrl(context.hosts().apply(of));
    try {
      baseUrl().ifPresent(client::baseUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use --base-url. " + e.getMessage(), e);
    }
    if (rate != null) {
      client.rateLimit(rateLimit(rate));
    }
    return client;
  }

  /** The key, read again from its source. */
  AppApiKey key() {
    return key.read();
  }

  Region region() {
    return EnumChoice.of("--region", region, "us", "eu").isFirst() ? Region.US : Region.EU;
  }

  /** A host that takes the place of the region's. */
  Optional<String> baseUrl() {
    return Optional.ofNullable(baseUrl);
  }

  /** Where it is asked, for people. */
  String place() {
    return baseUrl().orElse(context.hosts().apply(region()));
  }

  /** The rate that clients keep. */
  double requestsPerSecond() {
    double set = rate == null ? RateLimit.DOCUMENTED : rate;
    return set == 0 ? Double.POSITIVE_INFINITY : set;
  }

  private static RateLimit rateLimit(double rate) {
    try {
      return rate == 0 ? RateLimit.unlimited() : RateLimit.perSecond(rate);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use --requests-per-second \""
              + rate
              + "\": it is not a rate. Write requests a second, such as 10 or 2.5, or 0 for no limit.",
          e);
    }
  }
}
