package io.github.customerio4j.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Gives user and password to a proxy: those of the environment's proxy, else those of Java's
 * properties ({@code https.proxyUser}), else those of Java's own authenticator.
 */
public final class ProxyCredentials implements Authenticator {
  private static final String HEADER = "Proxy-Authorization";

  private final Optional<EnvironmentProxy> environment;
  private final UnaryOperator<@Nullable String> properties;

  /**
   * @param environment the proxy that the environment names
   * @param properties a system property by its name, null if it is not set
   */
  public ProxyCredentials(
      Optional<EnvironmentProxy> environment, UnaryOperator<@Nullable String> properties) {
    this.environment = environment;
    this.properties = properties;
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    List<Challenge> challenges = response.challenges();
    // OkHttp asks before the first request, too, with a challenge of its own.
    boolean isFirst = challenges.stream().anyMatch(ProxyCredentials::isPreemptive);
    if (response.request().header(HEADER) != null) {
      throw new RefusedException("the proxy refuses the user and the password" + at(route));
    }
    Optional<Challenge> basic =
        challenges.stream()
            .filter(challenge -> challenge.scheme().equalsIgnoreCase("Basic"))
            .findFirst();
    if (!isFirst && basic.isEmpty()) {
      throw new RefusedException(
          "the proxy takes no user and password by the Basic scheme" + at(route));
    }
    Optional<String> credentials = known(route);
    if (credentials.isEmpty() && isFirst) {
      return null;
    }
    String header =
        credentials
            .or(() -> ofJavaAuthenticator(route, response, basic.orElseThrow()))
            .orElseThrow(
                () -> new RefusedException("the proxy asks for a user and a password" + at(route)));
    return response.request().newBuilder().header(HEADER, header).build();
  }

  private Optional<String> known(@Nullable Route route) {
    return address(route)
        .flatMap(proxy -> environment.flatMap(one -> one.credentials(proxy)))
        .or(() -> property("https"))
        .or(() -> property("http"));
  }

  private static Optional<String> ofJavaAuthenticator(
      @Nullable Route route, Response response, Challenge basic) {
    return address(route)
        .map(
            proxy ->
                java.net.Authenticator.requestPasswordAuthentication(
                    proxy.getHostString(),
                    proxy.getAddress(),
                    proxy.getPort(),
                    response.request().url().scheme(),
                    basic.realm(),
                    basic.scheme(),
                    response.request().url().url(),
                    java.net.Authenticator.RequestorType.PROXY))
        .map(
            answer ->
                Credentials.basic(answer.getUserName(), new String(answer.getPassword()), UTF_8));
  }

  private Optional<String> property(String scheme) {
    String user = properties.apply(scheme + ".proxyUser");
    String password = properties.apply(scheme + ".proxyPassword");
    return user == null || user.isEmpty()
        ? Optional.empty()
        : Optional.of(Credentials.basic(user, password == null ? "" : password, UTF_8));
  }

  private static Optional<InetSocketAddress> address(@Nullable Route route) {
    return route != null && route.proxy().address() instanceof InetSocketAddress proxy
        ? Optional.of(proxy)
        : Optional.empty();
  }

  private static String at(@Nullable Route route) {
    return address(route)
        .map(proxy -> " (" + proxy.getHostString() + ":" + proxy.getPort() + ")")
        .orElse("");
  }

  private static boolean isPreemptive(Challenge challenge) {
    return challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive");
  }

  /** The proxy asks for a user and a password, and those that are known do not help. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
