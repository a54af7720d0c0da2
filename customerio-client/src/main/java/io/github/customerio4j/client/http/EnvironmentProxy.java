package io.github.customerio4j.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of {@code HTTPS_PROXY} (or {@code ALL_PROXY}), except for the hosts of {@code
 * NO_PROXY}. Java's own properties count more. It is for encrypted requests only: the others never
 * leave this machine.
 */
public final class EnvironmentProxy extends ProxySelector {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final int SOCKS_PORT = 1080;

  private final Proxy proxy;
  private final Optional<String> credentials;
  private final ProxyExceptions exceptions;
  private final UnaryOperator<@Nullable String> properties;

  private EnvironmentProxy(
      Proxy proxy,
      Optional<String> credentials,
      ProxyExceptions exceptions,
      UnaryOperator<@Nullable String> properties) {
    this.proxy = proxy;
    this.credentials = credentials;
    this.exceptions = exceptions;
    this.properties = properties;
  }

  /**
   * The proxy that the variables name; empty if they name none. Names are in upper or lower case;
   * lower case counts more.
   *
   * @param properties a system property by its name, null if it is not set
   * @throws IllegalArgumentException if the address cannot be used; the message does not repeat it
   */
  public static Optional<EnvironmentProxy> of(
      Map<String, String> variables, UnaryOperator<@Nullable String> properties) {
    for (String name : List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")) {
      String address = variables.getOrDefault(name, "").strip();
      if (!address.isEmpty()) {
        return Optional.of(of(name, address, variables, properties));
      }
    }
    return Optional.empty();
  }

  private static EnvironmentProxy of(
      String name,
      String address,
      Map<String, String> variables,
      UnaryOperator<@Nullable String> properties) {
    Matcher parts = SCHEME.matcher(address);
    String scheme = parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "http";
    Proxy.Type type =
        switch (scheme) {
          case "http" -> Proxy.Type.HTTP;
          case "socks", "socks5", "socks5h" -> Proxy.Type.SOCKS;
          default -> throw unusable(name, "a proxy of the scheme " + scheme + " is not supported");
        };
    String rest = parts.matches() ? parts.group(2) : address;
    HttpUrl url = HttpUrl.parse("http://" + rest);
    if (url == null) {
      throw unusable(name, "it is not the address of a proxy");
    }
    if (type == Proxy.Type.SOCKS && !url.username().isEmpty()) {
      throw unusable(name, "a SOCKS proxy gets no user and password from here");
    }
    boolean hasPort = rest.matches("[^/]*:[0-9]+(/.*)?");
    int port = hasPort || type == Proxy.Type.HTTP ? url.port() : SOCKS_PORT;
    String exceptions =
        variables.getOrDefault("no_proxy", variables.getOrDefault("NO_PROXY", "")).strip();
    return new EnvironmentProxy(
        new Proxy(type, InetSocketAddress.createUnresolved(url.host(), port)),
        url.username().isEmpty()
            ? Optional.empty()
            : Optional.of(Credentials.basic(url.username(), url.password(), UTF_8)),
        ProxyExceptions.parse(exceptions),
        properties);
  }

  private static IllegalArgumentException unusable(String name, String why) {
    return new IllegalArgumentException(
        "Cannot use the variable "
            + name
            + ": "
            + why
            + ". Write it like http://user:password@proxy.example.com:8080, or unset it.");
  }

  @Override
  public List<Proxy> select(URI uri) {
    String ofJava = properties.apply("https.proxyHost");
    boolean isOfJava = ofJava != null && !ofJava.isBlank();
    if (isOfJava || !"https".equalsIgnoreCase(uri.getScheme())) {
      ProxySelector java = ProxySelector.getDefault();
      return java == null ? List.of(Proxy.NO_PROXY) : java.select(uri);
    }
    int port = uri.getPort() == -1 ? 443 : uri.getPort();
    return List.of(exceptions.contains(uri.getHost(), port) ? Proxy.NO_PROXY : proxy);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // There is no other proxy to try.
  }

  /** The credentials of that proxy, for the header; empty for another proxy. */
  Optional<String> credentials(InetSocketAddress address) {
    return proxy.address() instanceof InetSocketAddress own
            && own.getHostString().equals(address.getHostString())
            && own.getPort() == address.getPort()
        ? credentials
        : Optional.empty();
  }
}
