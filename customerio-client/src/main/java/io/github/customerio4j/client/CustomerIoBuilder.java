package io.github.customerio4j.client;

import io.github.customerio4j.client.http.AddedTrust;
import io.github.customerio4j.client.http.AsyncCalls;
import io.github.customerio4j.client.http.ClassPathCheck;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.EnvironmentProxy;
import io.github.customerio4j.client.http.LibraryVersion;
import io.github.customerio4j.client.http.Loopback;
import io.github.customerio4j.client.http.OutageProbe;
import io.github.customerio4j.client.http.ProxyCredentials;
import io.github.customerio4j.client.json.LenientJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link CustomerIo}; each has a default. Not thread-safe. */
public final class CustomerIoBuilder {
  private static final int IDLE_CONNECTIONS = 32;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
  private static final long LARGEST_BODY = 64L * 1024 * 1024;

  private final AppApiKey key;
  private HttpUrl baseUrl = HttpUrl.get(Region.US.baseUrl());
  private @Nullable OkHttpClient base;
  private @Nullable RateLimit rateLimit;
  private @Nullable Executor executor;
  private @Nullable Duration connectTimeout;
  private @Nullable Duration readTimeout;
  private RetryOptions retry = RetryOptions.defaults();
  private Clock clock = Clock.systemUTC();
  private String userAgent = "customerio4j/" + LibraryVersion.current();
  private long maxResponseBytes = LARGEST_BODY;
  private Optional<EnvironmentProxy> environmentProxy = Optional.empty();
  private Optional<AddedTrust> addedTrust = Optional.empty();

  CustomerIoBuilder(AppApiKey key) {
    this.key = key;
  }

  /** The region of the workspace; {@link Region#US} unless set. Replaces a base URL set before. */
  public CustomerIoBuilder region(Region region) {
    return baseUrl(Objects.requireNonNull(region, "region").baseUrl());
  }

  /**
   * Another host or prefix, such as {@code https://api.customer.io/v1/api/}. Replaces a region set
   * before.
   *
   * @param url with its prefix; the last slash may be missing
   * @throws IllegalArgumentException if the URL is malformed, holds a query, a fragment or
   *     credentials, or would send the key unencrypted to another machine
   */
  public CustomerIoBuilder baseUrl(String url) {
    HttpUrl parsed = HttpUrl.parse(Objects.requireNonNull(url, "url").strip());
    if (parsed == null) {
      throw new IllegalArgumentException(
          "Cannot use the base URL '"
              + url
              + "': it is not an http or https URL. Write it like https://api.customer.io/v1/");
    }
    if (parsed.query() != null
        || parsed.fragment() != null
        || !parsed.username().isEmpty()
        || !parsed.password().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use the base URL for host "
              + parsed.host()
              + ": it holds a query, a fragment or credentials. Write it like"
              + " https://api.customer.io/v1/");
    }
    if (!Loopback.isSafe(parsed)) {
      throw new IllegalArgumentException(
          "Cannot use the base URL '" + url + "': the key would travel unencrypted. Use https.");
    }
    // Ends in exactly one slash, so that paths are added below the prefix.
    HttpUrl.Builder clean = parsed.newBuilder().encodedPath("/");
    parsed.pathSegments().stream().filter(part -> !part.isEmpty()).forEach(clean::addPathSegment);
    HttpUrl joined = clean.build();
    this.baseUrl = joined.encodedPath().endsWith("/") ? joined : clean.addPathSegment("").build();
    return this;
  }

  /**
   * The caller's own client as a base: its proxy, certificates, interceptors and connection pool
   * are used, and {@link CustomerIo#close} does not close them. Its timeouts apply unless set here.
   */
  public CustomerIoBuilder httpClient(OkHttpClient client) {
    this.base = Objects.requireNonNull(client, "client");
    return this;
  }

  /**
   * The proxy that variables name: {@code HTTPS_PROXY} or {@code ALL_PROXY}, with user and password
   * in its URL, except for the hosts of {@code NO_PROXY}; in upper or lower case. Unless set, and
   * where {@code https.proxyHost} is set, Java's own properties tell the proxy; {@code
   * https.proxyUser} and {@code https.proxyPassword} are its user and password.
   *
   * @param variables usually {@link System#getenv()}
   * @throws IllegalArgumentException if the address of the proxy cannot be used; the message does
   *     not repeat it
   */
  public CustomerIoBuilder proxyFrom(Map<String, String> variables) {
    this.environmentProxy =
        EnvironmentProxy.of(Objects.requireNonNull(variables, "variables"), System::getProperty);
    return this;
  }

  /**
   * Certificates to trust in addition to Java's own, such as that of a proxy that inspects
   * connections.
   *
   * @param pem a file of certificates in PEM
   * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
   */
  public CustomerIoBuilder trustedCertificates(Path pem) {
    this.addedTrust = Optional.of(AddedTrust.read(Objects.requireNonNull(pem, "pem")));
    return this;
  }

  /**
   * The rate limit; {@link RateLimit#DOCUMENTED} requests per second unless set. Give the same
   * object to all clients of a workspace.
   */
  public CustomerIoBuilder rateLimit(RateLimit limit) {
    this.rateLimit = Objects.requireNonNull(limit, "limit");
    return this;
  }

  /** The time limit for connecting; 10 seconds unless set. */
  public CustomerIoBuilder connectTimeout(Duration timeout) {
    this.connectTimeout = requirePositive("connectTimeout", timeout);
    return this;
  }

  /**
   * How long the server may send less than a kibibyte before the request is sent again; 20 seconds
   * unless set. From the fifth attempt on, only the deadline applies.
   */
  public CustomerIoBuilder readTimeout(Duration timeout) {
    this.readTimeout = requirePositive("readTimeout", timeout);
    return this;
  }

  /**
   * The threads of {@link CustomerIo#async}; daemon threads of the client's own unless set. {@link
   * CustomerIo#close} does not end the executor.
   */
  public CustomerIoBuilder executor(Executor threads) {
    this.executor = Objects.requireNonNull(threads, "threads");
    return this;
  }

  /** When to retry and when to give up; {@link RetryOptions#defaults} unless set. */
  public CustomerIoBuilder retry(RetryOptions options) {
    this.retry = Objects.requireNonNull(options, "options");
    return this;
  }

  /** Reads dates in {@code Retry-After}; the system's UTC clock unless set. */
  public CustomerIoBuilder clock(Clock value) {
    this.clock = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * The {@code User-Agent} header; {@code customerio4j/VERSION} unless set, with {@link
   * CustomerIo#version}.
   *
   * @throws IllegalArgumentException if the text is not valid in a header
   */
  public CustomerIoBuilder userAgent(String value) {
    if (Objects.requireNonNull(value, "value").isBlank()
        || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "Cannot use the user agent: it is empty or holds a character that cannot stand in a"
              + " header. Use printable ASCII.");
    }
    this.userAgent = value;
    return this;
  }

  /**
   * The bound on one response's body, unpacked, in bytes; 64 MiB unless set. Export downloads are
   * streamed and have no bound.
   */
  public CustomerIoBuilder maxResponseBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "Cannot use maxResponseBytes " + bytes + ": give 1 or more.");
    }
    this.maxResponseBytes = bytes;
    return this;
  }

  /**
   * Builds an immutable client from the options.
   *
   * @throws IllegalStateException if another dependency of the program brings a version of OkHttp
   *     or Okio that the client cannot work with; the message names it, and the remedy
   */
  public CustomerIo build() {
    ClassPathCheck.requireFittingLibraries();
    RateLimit limit = rateLimit == null ? RateLimit.perSecond(RateLimit.DOCUMENTED) : rateLimit;
    OkHttpClient plain = plainClient();
    OkHttpClient api =
        plain
            .newBuilder()
            // Another host's answer is not the API's, and the key must stay with its host.
            .followRedirects(false)
            .followSslRedirects(false)
            // OkHttp would repeat a 408, or a POST on a stale connection, without counting
            // attempts.
            .retryOnConnectionFailure(false)
            .addInterceptor(
                chain ->
                    allowReadUntilDeadline(chain)
                        .proceed(
                            chain
                                .request()
                                .newBuilder()
                                .header("User-Agent", userAgent)
                                .header("Accept", "application/json")
                                .build()))
            .addNetworkInterceptor(new WireInterceptor(baseUrl, key, limit))
            .build();
    Transport transport =
        new Transport(
            api,
            baseUrl,
            key,
            new Transport.Options(limit, retry, clock, maxResponseBytes, new OutageProbe()));
    Connections.Ownership ownership =
        base == null ? Connections.Ownership.CLIENT : Connections.Ownership.CALLER;
    return new CustomerIo(
        new Connections(transport, plain, ownership, new AsyncCalls(executor)),
        CallScope.root(),
        LenientJson.moshi());
  }

  /**
   * Late attempts have no read timeout of their own: they may use all the time until the deadline.
   */
  private static Interceptor.Chain allowReadUntilDeadline(Interceptor.Chain chain) {
    Deadline deadline = chain.request().tag(Deadline.class);
    return deadline == null
        ? chain
        : chain.withReadTimeout(
            (int) Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
  }

  /**
   * An HTTP client as a builder makes it unless one is given: with the default timeouts, and with
   * the user and password that Java's properties give for a proxy. Several builders that get it by
   * {@link #httpClient} share its connections.
   *
   * @param idleConnections how many connections may wait for the next request; 1 or more
   */
  public static OkHttpClient sharedHttpClient(int idleConnections) {
    if (idleConnections < 1) {
      throw new IllegalArgumentException(
          "Cannot keep " + idleConnections + " idle connections: give 1 or more.");
    }
    return defaults(idleConnections)
        .proxyAuthenticator(new ProxyCredentials(Optional.empty(), System::getProperty))
        .build();
  }

  private static OkHttpClient.Builder defaults(int idleConnections) {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(idleConnections, 5, TimeUnit.MINUTES))
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(READ_TIMEOUT);
  }

  private OkHttpClient plainClient() {
    OkHttpClient.Builder builder = base == null ? defaults(IDLE_CONNECTIONS) : base.newBuilder();
    if (connectTimeout != null) {
      builder.connectTimeout(connectTimeout);
    }
    if (readTimeout != null) {
      builder.readTimeout(readTimeout).writeTimeout(readTimeout);
    }
    environmentProxy.ifPresent(builder::proxySelector);
    if (base == null || environmentProxy.isPresent()) {
      builder.proxyAuthenticator(new ProxyCredentials(environmentProxy, System::getProperty));
    }
    addedTrust.ifPresent(trust -> trust.applyTo(builder));
    return builder.build();
  }

  private static Duration requirePositive(String name, Duration value) {
    Objects.requireNonNull(value, name);
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Cannot use " + name + " " + value + ": give a time above zero and at most a day.");
    }
    return value;
  }
}
