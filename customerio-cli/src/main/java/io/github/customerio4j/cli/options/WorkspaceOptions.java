package io.github.customerio4j.cli.options;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.UntrustedCertificateException;
import io.github.customerio4j.client.error.WrongRegionException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which workspace is read, with which key and how fast. */
public final class WorkspaceOptions {
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
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificates in PEM to trust, in addition to Java's own.")
  private @Nullable Path caFile;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      description = "Requests a second, 0 for no limit. Default: 10, as the API allows")
  private @Nullable Double rate;

  public WorkspaceOptions(ProcessContext context) {
    this.context = context;
    this.key = new KeySource(context);
  }

  /**
   * A client with these options.
   *
   * @throws IllegalArgumentException if one of them cannot be used, or if there is no key
   */
  public CustomerIoBuilder client() {
    return client(key(), region());
  }

  /** The same for that region, whatever the options say; of no use with a base URL. */
  public CustomerIoBuilder client(AppApiKey with, Region of) {
    return configured(CustomerIo.builder(with), of);
  }

  /** Gives these options to a client that has a key. */
  public CustomerIoBuilder configured(CustomerIoBuilder client) {
    return configured(client, region());
  }

  private CustomerIoBuilder configured(CustomerIoBuilder client, Region of) {
    client.userAgent("customerio4j-extract/" + CustomerIo.version());
    client.baseUrl(context.hosts().apply(of));
    try {
      baseUrl().ifPresent(client::baseUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use --base-url. " + e.getMessage(), e);
    }
    client.proxyFrom(context.variables());
    try {
      Optional.ofNullable(caFile).ifPresent(client::trustedCertificates);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use --ca-file. " + e.getMessage(), e);
    }
    if (rate != null) {
      client.rateLimit(rateLimit(rate));
    }
    return client;
  }

  /** The key, read again from its source. */
  public AppApiKey key() {
    return key.read();
  }

  public Region region() {
    return EnumChoice.of("--region", region, "us", "eu").isFirst() ? Region.US : Region.EU;
  }

  /** A host that takes the place of the region's. */
  public Optional<String> baseUrl() {
    return Optional.ofNullable(baseUrl);
  }

  /** Where it is asked, for people. */
  public String place() {
    return baseUrl().orElse(context.hosts().apply(region()));
  }

  /** The same failure with the options that put it right, if there are such options. */
  public RuntimeException inOptions(CustomerIoException e) {
    return remedy(e).<RuntimeException>map(text -> new IllegalArgumentException(text, e)).orElse(e);
  }

  /** What to say of a failure that options put right; empty for any other. */
  public Optional<String> remedy(CustomerIoException e) {
    if (e instanceof WrongRegionException wrong) {
      String right = wrong.region().orElseGet(() -> name(otherRegion()));
      return Optional.of(
          wrong.problem()
              + " The key belongs to a workspace of the other region: use --region "
              + right
              + (baseUrl().isPresent()
                  ? ", and leave out --base-url (CUSTOMERIO_BASE_URL)."
                  : "."));
    }
    if (e instanceof AuthenticationException refused && baseUrl().isEmpty()) {
      return Optional.of(
          refused.problem()
              + " Check that the key is an App API key (not a Track API site id and key). If its"
              + " workspace is in the "
              + otherRegion()
              + ", use --region "
              + name(otherRegion())
              + ".");
    }
    if (e instanceof UntrustedCertificateException untrusted) {
      return Optional.of(
          untrusted.problem()
              + " If the host or a proxy on the way has a certificate authority of its own, name a"
              + " file with its certificate: --ca-file FILE.");
    }
    return Optional.empty();
  }

  /** The region that the options do not name. */
  public Region otherRegion() {
    return region() == Region.US ? Region.EU : Region.US;
  }

  /** A region as {@code --region} takes it. */
  public static String name(Region region) {
    return region.name().toLowerCase(Locale.ROOT);
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
